"""From a document to a report: its extent, title, facts, headings, sections, tables."""
