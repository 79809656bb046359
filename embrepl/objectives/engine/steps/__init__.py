"""One training step on the rows that a batch reads, gradients written out; the layers of the zero model."""
