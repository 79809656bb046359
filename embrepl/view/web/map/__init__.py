"""A map as one interactive page: what is packed into it, and the script and styles that show it."""
