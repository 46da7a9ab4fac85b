"""Help for the place where the clerk is, and the first steps."""
