"""The background process (the worker): it reads corpora and trains, and exchanges messages of `training.protocol`."""
