"""Tables of plain values as Qt sees them."""
