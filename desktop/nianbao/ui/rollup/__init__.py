"""汇总: the coordinator's window over a folder of units' reports; the engine is ``nianbao.rollup``.

May import of ui: commands, compare, dialogs, grid, help, look, session, system, text, widgets.
"""
