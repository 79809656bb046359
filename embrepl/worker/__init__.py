"""The background process: it reads corpora and trains, and speaks the messages of `training.protocol`."""
