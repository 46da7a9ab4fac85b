"""What must hold in a report. Findings are values; rules stand in ``resources/rules`` and the forms."""
