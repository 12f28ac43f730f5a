"""Purchase ledgers as records of spend."""
