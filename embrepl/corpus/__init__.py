"""Text to word ids: finding and reading files, splitting them into words, and the store that keeps them.

Nothing is imported here, so that `embrepl.corpus.options` and `embrepl.corpus.report` stay light for the shell.
"""
