"""Finding the rows of the form's tables in tokens, and proving which cell is which."""
