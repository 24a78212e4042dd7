"""Links between this graph's things and other datasets': found, told apart, written and read."""
