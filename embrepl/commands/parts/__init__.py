"""Parts of the text in commands: which text is asked, two that are compared, what there is, counts in each."""
