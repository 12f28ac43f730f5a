"""Half-hourly meter data: files of readings, read into one row per meter and day."""
