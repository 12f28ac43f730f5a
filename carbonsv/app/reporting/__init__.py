"""Documents for tenders and annual reports, made from an open document."""
