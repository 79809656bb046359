"""From files to a corpus store: tokens counted, phrases joined, labels kept, the report on the corpus."""
