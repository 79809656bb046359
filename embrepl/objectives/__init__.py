"""One file each: what a good vector means, as a Keras model and its training steps (background process only)."""
