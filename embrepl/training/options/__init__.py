"""One module for each objective: its options, its explanation and its advice; `meanings`: what every option means."""
