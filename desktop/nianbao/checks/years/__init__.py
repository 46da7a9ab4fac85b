"""This year beside the years before it.

May import of checks: catalogue, context, findings, sentences, texts.
"""
