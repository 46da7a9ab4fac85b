"""How Chinese is typed on Linux desktops: through ibus, fcitx 5 and fcitx 4.

May import of ui: nothing, and of system: nothing.
"""
