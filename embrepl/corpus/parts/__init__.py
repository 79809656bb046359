"""Parts of a text: some of its documents, by what their variables say, and a corpus of these alone."""
