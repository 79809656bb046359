"""The words of Chinese: listed names, words with letters, numbers, and what the segmenter makes of the rest."""
