"""From answers to charts, one module for each family of commands."""
