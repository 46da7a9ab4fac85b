"""From documents that offices have to a report, with a list of what could not be read. Never guesses."""
