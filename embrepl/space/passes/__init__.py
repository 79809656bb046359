"""What passes over all vectors are made of: a copy in 8-bit numbers, products within a bound, choosing the greatest."""
