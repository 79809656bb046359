"""What a good vector means, one module each: the Keras model or the matrix to solve, and how it is trained."""
