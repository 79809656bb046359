"""Tables of texts: how the rows of a file are parted and mended, which column is the text, and values within values."""
