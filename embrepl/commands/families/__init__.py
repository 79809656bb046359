"""The commands, one module for each family: what each takes, does and answers."""
