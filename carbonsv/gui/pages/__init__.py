"""The pages of the window. A page decides nothing: it asks the session, waits and shows."""
