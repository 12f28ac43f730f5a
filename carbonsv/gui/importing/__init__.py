"""The import wizard: a file is dropped, previewed, checked and added."""
