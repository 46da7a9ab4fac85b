"""What a clerk enters: values, texts and facts of one report, and the file they live in.

Knows the forms, not Qt, not documents.
"""
