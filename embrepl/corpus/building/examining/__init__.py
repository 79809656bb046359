"""What the report on the corpus says of a text: its languages, what was decoded wrongly, what to do before training."""
