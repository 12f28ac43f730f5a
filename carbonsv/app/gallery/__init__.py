"""Charts of a document by name, and handing them out."""
