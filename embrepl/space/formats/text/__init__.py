"""Lines of words and numbers: how they are laid out, read and written."""
