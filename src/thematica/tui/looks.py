"""The looks of the workbench: dark, light and high contrast."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    dark=True,
    background="#15181d",
    surface="#1a1e24",
    panel="#252a32",
    foreground="#d5d8de",
    primary="#7fa8d1",
    secondary="#8f9bb0",
    accent="#e0b062",
    success="#86b98f",
    warning="#e0b062",
    error="#e0837a",
    variables={
        "block-cursor-background": "#263a50",
        "block-cursor-foreground": "#ffffff",
        "border": "#3a424e",
        "text-muted": "#9ba4b3",
        "text-disabled": "#6e7785",
        "screen-selection-background": "#7fa8d159",
    },
)
LIGHT = Theme(
    name="light",
    dark=False,
    background="#fcfbf8",
    surface="#f5f3ee",
    panel="#e8e5dd",
    foreground="#22262c",
    primary="#2c5b8c",
    secondary="#5d6673",
    accent="#8a5208",
    success="#2f6b3b",
    warning="#8a5208",
    error="#a3261b",
    variables={
        "block-cursor-background": "#d8e6f4",
        "block-cursor-foreground": "#10161d",
        "border": "#c4bfb3",
        "text-muted": "#585f6b",
        "text-disabled": "#7d838d",
        "screen-selection-background": "#2c5b8c59",
    },
)
CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    foreground="#ffffff",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    success="#00ff00",
    warning="#ffff00",
    error="#ffb0b0",
    variables={
        "block-cursor-background": "#00337a",
        "block-cursor-foreground": "#ffffff",
        "border": "#ffffff",
        "text-muted": "#e8e8e8",
        "text-disabled": "#b8b8b8",
        "screen-selection-background": "#ffff0040",
    },
)
LOOKS = (DARK, LIGHT, CONTRAST)


def after(name: str) -> str:
    """The look that comes after this one."""
    names = [look.name for look in LOOKS]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
