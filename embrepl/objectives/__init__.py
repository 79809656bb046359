"""One file each: what a good vector means, as a Keras model and the steps that train it (worker only)."""
