"""Charts as pictures within a page: SVG in plain strings, one module for each kind, styled by classes."""
