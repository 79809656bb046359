"""What both processes know of training: options, the table of objectives, recipes, messages, and the client."""
