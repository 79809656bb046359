"""Answers as pictures: what each shows, as plain data that a terminal, a page and a printed figure draw alike."""
