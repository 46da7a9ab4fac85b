"""From a report to documents: .docx, HTML, .xlsx. Pages that need Qt (PDF) are painted in ui/paper."""
