"""What a number counts: ``meaning`` asks ``subject`` what the text is about and ``things`` what is counted.

May import of checks: sentences, and of prose: phrases, quantity, statement, topic.
"""
