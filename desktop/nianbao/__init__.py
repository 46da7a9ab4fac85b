"""公开年报: an offline form-filler for the statutory 政府信息公开工作年度报告.

Importing the package imports nothing else; how the program starts quickly stands in ``startup``.
"""
