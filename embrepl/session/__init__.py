"""What is loaded, trained and current, the jobs of the background process, and who is informed of them."""
