"""The options of training: what they mean (`meanings`), and one module for each objective's own."""
