"""One file for each kind of text file: `read(reading)` yields its documents, each as chunks of text.

Their table is `embrepl.corpus.reading.kinds`; a library beyond Python's own is imported by the reader that needs it.
"""
