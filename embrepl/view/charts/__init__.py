"""Charts: what the picture of an answer shows, as plain data; terminals, pages and print draw it.

A *chart* is that data, a *picture* what is seen of it, a *page* a file of HTML, a *map* a chart of points in a plane;
`plot` and `--plot` are what people type, and a *figure* is a number.
"""
