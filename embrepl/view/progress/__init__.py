"""What is shown while a job runs: a live block, a line for the toolbar, JSON lines for programs."""
