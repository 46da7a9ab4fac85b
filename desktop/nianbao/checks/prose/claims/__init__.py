"""What a text says of all or of none, without a number: nothing received, everything closed, all upheld.

May import of checks: sentences, and of prose: phrases, quantity, statement, topic.
"""
