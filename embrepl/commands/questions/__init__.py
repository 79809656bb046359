"""Plain questions in English and Chinese: a table of forms, and the command that each one means."""
