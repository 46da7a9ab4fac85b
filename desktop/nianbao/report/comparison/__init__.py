"""This year's figures beside an earlier year's: what changed, how much, and on what scale it is drawn."""
