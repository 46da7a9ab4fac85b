"""How words and numbers hang together: whose words are whose, what is a part of what, what narrows.

May import of checks: sentences, and of prose: quantity.
"""
