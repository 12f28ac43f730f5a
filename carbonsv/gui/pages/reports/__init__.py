"""Documents for tenders and annual reports: chosen, checked, seen and handed out."""
