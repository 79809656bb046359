"""What a person sees: the console, tables, columns and errors that the pages are made of; rich is used here alone."""
