"""Columns of text as days, numbers and units."""
