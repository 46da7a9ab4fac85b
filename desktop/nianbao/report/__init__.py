"""What a clerk enters: values, texts and facts of one report; the file they live in is ``storage``.

Knows the forms, not Qt, not documents.
"""
