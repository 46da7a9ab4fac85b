"""The six views of 汇总, one a file, each filled from the county.

May import of ui: commands, compare, dialogs, grid, help, look, session, system, text, widgets, and of
rollup: addends, alike_dialog, cards, county, lines, roster_dialog, sum_grid, unit_panel, units_model,
units_table, view.
"""
