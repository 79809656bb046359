"""From the paths that a person named to an ordered list of files: patterns, folders, archives, standard input."""
