"""The colours and signs that all pages share.

Only the terminal's own colours are used, so that they fit its theme, light or dark; nothing is said by colour alone.
"""

STRONG, QUIET, ACCENT = "bold", "dim", "cyan"
COMMAND = "b"  # bold too, of a command within a sentence: a page knows it by this
GOOD, DOUBTFUL, BAD = "green", "magenta", "red"
SERIES = (ACCENT, "magenta", "green", "blue")  # of lines and groups in pictures, in turn; none of them means anything
DOT, MARK, CURRENT = " · ", "✓", "●"
GROUPS = (ACCENT, DOUBTFUL, GOOD, "yellow", "blue", BAD)  # of groups that are told apart, by a sign each too
