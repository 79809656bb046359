"""What shell and background process share for training: options, table of objectives, messages, client."""
