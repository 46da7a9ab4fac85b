"""This year beside the years before it."""
