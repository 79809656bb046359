"""What objectives share: driving a training, estimating its time, the Keras models, vectors to start from."""
