"""Training steps that move the rows of embeddings, with gradients written out, and the layers of Keras models."""
