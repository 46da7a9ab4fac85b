"""Builds the Debian package for 统信 and 麒麟: `python -m debkit`."""
