"""What a pass over all vectors is made of: the copy in 8-bit numbers, products within a bound, the choice of the greatest."""
