"""What the objectives share: running a training step by step, and what it starts from."""
