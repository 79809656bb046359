"""How texts of lines are written: captions, LaTeX, tags of words, numerals, and the licence around a book."""
