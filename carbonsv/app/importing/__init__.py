"""Files into a document: understood, worked out without being added, and then added."""
