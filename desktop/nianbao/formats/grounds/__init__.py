"""What the words for clerks rest on.

Sources with their rank, statements that name them, and the articles of the laws among them.
"""
