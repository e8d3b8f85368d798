"""What can be done on the transcript and around it."""

from __future__ import annotations

from thematica.tui.keys.key import Key

CODING: tuple[Key, ...] = (
    Key("code", "c", "code", "code", "Code the selection, or the sentence under the cursor", "Coding", 1),
    Key("repeat", "full_stop", "repeat", "repeat", "Apply the last codes again", "Coding", 3),
    Key("in_vivo", "i", "in_vivo", "in vivo", "Code the words with themselves as the code's name", "Coding", 4),
    Key("quick", "1,2,3,4,5,6,7,8,9", "quick({key})", "quick code", "Apply the code on this key", "Coding"),
    Key("pin", "P", "pin", "pin", "Pin the code under the cursor to a quick key, or take it off", "Coding"),
    Key("remove", "x", "remove", "remove", "Remove the coding under the cursor; of several, choose", "Coding"),
    Key("valence_next", "plus", "valence(1)", "valence", "Next valence of the coding under the cursor", "Coding"),
    Key("valence_back", "minus", "valence(-1)", "valence back", "Previous valence", "Coding"),
    Key("next_here", "tab", "next_here", "next here", "Next of several codings under the cursor", "Coding"),
    Key("memo", "m", "memo", "memo", "Memo on the selection, the coding, its code, the source, the study", "Coding", 5),
    Key("attach", "a", "attach", "to theme", "Put the excerpt under a theme: supporting, contrary or quote", "Coding"),
)

REVISING: tuple[Key, ...] = (
    Key("resize", "z", "resize", "resize", "Move the edges of the coding under the cursor", "Revising"),
    Key("recode", "R", "recode", "recode", "Give the coding under the cursor another code", "Revising"),
    Key("split", "s", "split", "split", "Cut the coding in two, by the sentence or the selection", "Revising"),
    Key(
        "code_hits",
        "ctrl+y",
        "code_hits",
        "code hits",
        "Code the hits of the search, each after it was shown",
        "Revising",
    ),
    Key("correct", "e", "correct", "correct", "Correct the words of the selection, or of the sentence", "Revising"),
    Key(
        "affected", "", "affected", "What the last correction touched…", "Words of codings before and after", "Revising"
    ),
)

READING: tuple[Key, ...] = (
    Key("down", "j,down", "go('sentence', 1)", "next", "Next sentence", "Moving"),
    Key("up", "k,up", "go('sentence', -1)", "previous", "Previous sentence", "Moving"),
    Key("turn_down", "J", "go('turn', 1)", "next turn", "Next turn", "Moving"),
    Key("turn_up", "K", "go('turn', -1)", "previous turn", "Previous turn", "Moving"),
    Key("half_down", "ctrl+d,pagedown", "go('page', 1)", "page down", "Half a page down", "Moving"),
    Key("half_up", "ctrl+u,pageup", "go('page', -1)", "page up", "Half a page up", "Moving"),
    Key("start", "g,home", "go('end', -1)", "start", "Start of the source", "Moving"),
    Key("end", "G,end", "go('end', 1)", "end", "End of the source", "Moving"),
    Key("coding_next", "n", "next_coding(1)", "next coding", "Next coding, of the chosen code if one is", "Moving"),
    Key("coding_back", "p", "next_coding(-1)", "previous coding", "Previous coding", "Moving"),
    Key("select", "v", "select", "select", "Start or stop selecting", "Selecting", 2),
    Key("select_turn", "V", "select_turn", "select turn", "Select the whole turn", "Selecting"),
    Key("word_more", "l", "grow('word', 1)", "word more", "Selection one word longer", "Selecting"),
    Key("word_less", "h", "grow('word', -1)", "word less", "Selection one word shorter", "Selecting"),
    Key("unit_more", "right_curly_bracket", "grow('sentence', 1)", "more", "One sentence longer", "Selecting"),
    Key("unit_less", "left_curly_bracket", "grow('sentence', -1)", "less", "One sentence shorter", "Selecting"),
    Key("char_more", "shift+right", "grow('character', 1)", "more", "One character to the right", "Selecting"),
    Key("char_less", "shift+left", "grow('character', -1)", "less", "One character to the left", "Selecting"),
    Key("edge", "o", "swap_edge", "other edge", "Move the other edge of the selection", "Selecting"),
    Key("find", "slash", "find", "find", "Find in this source", "Finding", 6),
    Key(
        "hit_next",
        "enter",
        "hit(1)",
        "next hit",
        "Next hit while a search is on; keep the new edges of a coding",
        "Finding",
    ),
    Key("hit_back", "backspace", "hit(-1)", "previous hit", "Previous hit while a search is on", "Finding"),
)

DESK: tuple[Key, ...] = (
    Key("back", "escape", "back", "back", "Let go of the selection, the search, the chosen code", "Finding"),
    Key("filter", "f", "filter", "narrow codes", "Narrow the code tree by typing", "Finding"),
    Key("panes", "backslash", "panes", "panes", "Go to the next pane: transcript, sources, codes, HERE", "Finding"),
    Key("source_next", "right_square_bracket", "next_source(1)", "next source", "Next source", "Finding"),
    Key("source_back", "left_square_bracket", "next_source(-1)", "previous source", "Previous source", "Finding"),
    Key("source_unread", "N", "next_unread", "next unread", "Next source you have not read", "Finding"),
    Key("find_everywhere", "ctrl+f", "room('find')", "find in all", "Find in all sources", "Finding"),
    Key("excerpts", "E", "room('excerpts')", "excerpts", "Excerpts: what was coded, narrowed as you ask", "Finding", 9),
    Key("uncoded", "U", "room('uncoded')", "uncoded", "Turns of participants that are not coded yet", "Finding"),
    Key("reading", "r", "reading", "reading", "Read without codes, or show them again", "Study"),
    Key("complete", "C", "complete", "mark as read", "Mark source as read, or open it again", "Study"),
    Key("undo", "u", "undo", "undo", "Take your last act back", "Study", 7),
    Key("redo", "ctrl+r", "redo", "redo", "Do again what was taken back", "Study"),
    Key("themes", "t", "room('themes')", "themes", "Gather codes into themes", "Study", 8),
    Key("history", "H", "room('history')", "history", "History: who did what, and taking it back", "Study"),
    Key("journal", "M", "room('journal')", "journal", "Memos and journal: all that was written down", "Study"),
    Key("cases", "w", "room('cases')", "cases", "Who took part: cases, speakers, consent, meetings", "Study"),
    Key("codebook", "b", "room('codebook')", "codebook", "See and change the codebook", "Study"),
    Key("import", "I", "room('import')", "add sources", "Look at transcripts, correct, and take them in", "Study"),
    Key("export", "W", "room('export')", "export", "Export: themes, excerpts, codes or audit trail to a file", "Study"),
    Key("copy", "y", "copy", "copy", "Copy the selected words, where the terminal allows it", "Study"),
    Key("compare", "D", "room('compare')", "compare", "Compare coders: what they see differently", "Study"),
    Key("merge", "", "room('merge')", "Merge a copy…", "Bring another coder's copy back", "Study"),
    Key("round", "", "next_round", "Start another round…", "Read all sources again, in another order", "Study"),
    Key("settings", "", "room('settings')", "Settings…", "Your own settings, and those of the study", "Study"),
    Key("blind", "", "blind", "Blind coding on or off", "Hide what others coded until one has read a source", "Study"),
    Key("write", "", "write_excerpt", "Write excerpt to file…", "Write the selected words to a text file", "Study"),
)

FINDING: tuple[Key, ...] = (
    Key("find_whole", "f2", "turn('whole_word')", "whole word", "Whole words only, or parts of words too", "Finding"),
    Key("find_forms", "f3", "turn('lemma')", "any form", "The words in any of their forms", "Finding"),
    Key("find_pattern", "f4", "turn('regex')", "pattern", "What is typed is a regular expression", "Finding"),
    Key("find_each", "f6", "turn('each')", "all words", "All of the words in one turn, in any order", "Finding"),
)
"""How words are looked for, in one source and in all."""
