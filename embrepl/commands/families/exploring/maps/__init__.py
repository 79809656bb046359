"""`plot`: which points a map has, where they lie, what colours them, and what stands behind them."""
