"""The web page and the fragment that a site's editor takes."""
