"""What shell and worker both know of training: options, the table of objectives, the messages, and the client."""
