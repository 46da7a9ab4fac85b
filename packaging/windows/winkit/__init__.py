"""Builds the Windows program, its installer and its portable archive from the lock file."""
