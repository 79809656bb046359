"""From what a person named to text: which files, their bytes and encodings, tables, one reader for each kind."""
