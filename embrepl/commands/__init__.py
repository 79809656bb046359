"""What the user can say: one file per family, each command a function that returns a frozen dataclass."""
