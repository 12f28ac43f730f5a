"""What a footprint says, as pages and commands show it."""
