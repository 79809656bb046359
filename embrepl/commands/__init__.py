"""From a typed line to an answer: tokens, options, the table of commands, and what the families share."""
