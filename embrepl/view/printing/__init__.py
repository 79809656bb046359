"""Charts for print, by Matplotlib: SVG, PNG and PDF."""
