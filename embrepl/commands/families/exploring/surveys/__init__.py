"""The commands that survey a model and its text: groups, topics, sentences, trees of neighbours, odd words."""
