"""From what a person named to text: finding files, unpacking, encodings, tables, one reader for each kind."""
