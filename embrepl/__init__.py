"""embrepl: train word vectors on your own text and explore them, in one terminal session."""

__version__ = "0.1.0"
