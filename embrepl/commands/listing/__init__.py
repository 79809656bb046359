"""What lists of words share: frequency lists in files as another corpus, and groups of a list by meaning."""
