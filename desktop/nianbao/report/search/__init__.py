"""Finds words by their characters or by the letters that begin their pinyin; knows no report."""
