"""Word vectors and questions about them, with NumPy only: nothing here knows text files, training or the terminal."""
