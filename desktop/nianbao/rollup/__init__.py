"""汇总: many units' reports of one year into one, from a folder of files.

Stands above importers and exporters, because it reads with the ones and writes with the others.
"""
