"""Tables of somebody else's understood, and made into activity records."""
