"""What commands return, one module for each family of commands."""
