"""One file for each kind of text file: `read(reading)` yields its documents, each as chunks of text.

The table of them is `embrepl.corpus.reading.kinds`; a library beyond Python's own is imported by the reader that needs it.
"""
