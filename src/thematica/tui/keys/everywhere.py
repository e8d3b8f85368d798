"""What can be done on several screens, and on the first."""

from __future__ import annotations

from thematica.tui.keys.key import Key

BESIDE: tuple[Key, ...] = (
    Key("undo", "u", "app.undo", "undo", "Take your last act back", "Study", 7),
    Key("redo", "ctrl+r", "app.redo", "redo", "Do again what was taken back", "Study"),
)
"""What can be done in every room beside the desk; the desk itself also goes to where it was."""

LISTING: tuple[Key, ...] = (
    Key("row_go", "enter", "choose", "go to", "Go to the place in its transcript", "Moving", 2),
    Key("row_down", "j,down", "walk(1)", "down", "Next row", "Moving"),
    Key("row_up", "k,up", "walk(-1)", "up", "Previous row", "Moving"),
    Key("row_page_down", "ctrl+d,pagedown", "page(1)", "page down", "A page down", "Moving"),
    Key("row_page_up", "ctrl+u,pageup", "page(-1)", "page up", "A page up", "Moving"),
    Key("row_first", "g,home", "end(-1)", "first", "First row", "Moving"),
    Key("row_last", "G,end", "end(1)", "last", "Last row", "Moving"),
    Key("group_next", "right_square_bracket", "group(1)", "next group", "Next source or day", "Moving"),
    Key("group_back", "left_square_bracket", "group(-1)", "previous group", "Previous source or day", "Moving"),
)
"""Walking along the rows of a room."""

START: tuple[Key, ...] = (
    Key("start_open", "enter", "open_recent", "open", "Open the chosen project", "Projects", 1),
    Key("start_down", "j", "walk(1)", "down", "Down the list", "Projects"),
    Key("start_up", "k", "walk(-1)", "up", "Up the list", "Projects"),
    Key("start_new", "n", "new", "new project", "Make a project", "Projects", 2),
    Key("start_path", "o", "open_path", "open a file", "Open a project by its path", "Projects", 3),
    Key("start_demo", "d", "demo", "demo", "Build the demo study and open it", "Projects", 4),
    Key("start_forget", "x", "forget", "forget", "Take the chosen project off this list; its file stays", "Projects"),
)

STUDY: tuple[Key, ...] = (Key("close", "", "app.close_project", "Close project", "Back to the start screen", "Study"),)

EVERYWHERE: tuple[Key, ...] = (
    Key("help", "question_mark,f1", "app.keys", "keys", "The keys of this screen", "Workbench", 9),
    Key("palette", "ctrl+p", "app.command_palette", "commands", "Every action by name", "Workbench", 10),
    Key("look", "", "app.look", "Change theme: dark, light, high contrast", "The next look", "Workbench"),
    Key("quit", "ctrl+q", "app.quit", "quit", "Leave; everything is on disk", "Workbench", priority=True),
)
