"""Documents: what stands in them as data, and that data as PDF, Word and workbook."""
