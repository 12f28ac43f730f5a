"""Findings: what deserves a second look in the data, why, and how to put it right."""
