"""Plan: targets, reduction projects, what a tonne costs, and the years to come."""
