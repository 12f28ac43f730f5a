"""Environmental social value of a document, for pages, commands and documents."""
