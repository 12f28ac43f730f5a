"""Rules a document has to meet, each with what it asks, where that is written, and how to mend it."""
