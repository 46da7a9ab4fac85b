"""What the texts claim, held against the tables; what they must and must not contain.

May import of checks: catalogue, context, findings, headings, prose, rule_info, sentences.
"""
