"""Every action of the workbench, once: what is bound, shown, explained and remapped is read from this list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """Something that can be done on a screen, and the keys that do it.

    `id` names it in the user's keymap. `keys` is empty where it is reached by name only; `{key}` in `action` stands for
    the key pressed. `footer` is its place there from the left; 0 keeps it out. `of` is the type of the widget whose
    action it is, empty for the screen or, with `app.` before the action, the app. `priority` lets nothing else have it.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    footer: int = 0
    of: str = ""
    priority: bool = False

    @property
    def each(self) -> tuple[str, ...]:
        """The keys one by one, in Textual's names."""
        return tuple(self.keys.split(",")) if self.keys else ()

    @property
    def shown(self) -> str:
        """The keys as a person reads them."""
        if "{key}" in self.action:
            return f"{readable(self.each[0])}…{readable(self.each[-1])}"
        return " ".join(readable(key) for key in self.each)


READABLE = {
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "backslash": "\\",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "down": "↓",
    "up": "↑",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "question_mark": "?",
}


def readable(key: str) -> str:
    """A key as a person reads it: `.` for `full_stop`."""
    return READABLE.get(key, key)


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

THEMES: tuple[Key, ...] = (
    Key("theme_new", "n", "new_theme", "new theme", "Make a theme", "Themes", 1),
    Key("subtheme_new", "N", "new_subtheme", "subtheme", "Make a subtheme of the chosen theme", "Themes", 2),
    Key("theme_edit", "e", "edit", "edit", "Edit name, concept, definition and account", "Themes", 3),
    Key("theme_up", "less_than_sign", "shift(-1)", "earlier", "Theme or quote earlier in the order", "Themes"),
    Key("theme_down", "greater_than_sign", "shift(1)", "later", "Theme or quote later in the order", "Themes"),
    Key("theme_nest", "b", "nest", "put beneath", "Put the theme beneath another, or back at the top", "Themes"),
    Key("theme_status", "s", "status", "status", "Next status: candidate, developed, defined, discarded", "Themes"),
    Key("theme_memo", "m", "memo", "memo", "Write a memo on the theme", "Themes", 6),
    Key("theme_remove", "D", "remove_theme", "remove theme", "Remove the theme; codes and codings stay", "Themes"),
    Key("theme_pane", "tab,backslash", "panes(1)", "panes", "Next pane", "Moving"),
    Key("theme_pane_back", "shift+tab", "panes(-1)", "pane back", "Previous pane", "Moving"),
    Key("theme_desk", "t,escape", "desk", "transcript", "Back to the transcript", "Study", 8),
)

EVIDENCE: tuple[Key, ...] = (
    Key("theme_mark", "space", "mark", "mark", "Mark a code, to attach several at once", "Evidence"),
    Key("theme_attach", "a", "attach", "attach codes", "Attach the marked codes to the chosen theme", "Evidence", 4),
    Key("theme_quote", "q", "quote", "quote", "Choose the excerpt as a quote, or let it go again", "Evidence", 5),
    Key("theme_contrary", "o", "contrary", "contrary", "Turn the excerpt contrary, or supporting again", "Evidence"),
    Key("theme_detach", "x", "detach", "take out", "Take the code, excerpt or quote out of the theme", "Evidence"),
    Key("theme_go", "enter", "go", "go to", "Go to the excerpt in its transcript", "Evidence"),
    Key("theme_down_line", "j,down", "walk(1)", "down", "Next line, or next theme", "Moving"),
    Key("theme_up_line", "k,up", "walk(-1)", "up", "Previous line, or previous theme", "Moving"),
)

CASES: tuple[Key, ...] = (
    Key(
        "case_new",
        "n",
        "new_case",
        "new case",
        "Make a case of this type, or of the speakers under the cursor",
        "Cases",
        1,
    ),
    Key("case_remove", "D", "remove_case", "remove case", "Remove the case; what it said stays", "Cases"),
    Key("case_import", "i", "import_table", "import", "Take a table of cases or sources in", "Cases", 7),
    Key("case_grid", "T", "grid", "time points", "The grid of time points, and back", "Meetings", 5),
    Key("case_go", "enter", "go", "go to", "Change what the cursor is on, or go to its transcript", "Moving"),
    Key("case_open", "o", "open_source", "transcript", "Go to the transcript, where the speaker begins", "Moving"),
    Key("case_find", "slash", "find", "find", "Find a case or a source by its name", "Moving"),
    Key("case_pane", "tab,backslash", "panes(1)", "panes", "Next pane", "Moving", 4),
    Key("case_pane_back", "shift+tab", "panes(-1)", "pane back", "Previous pane", "Moving"),
    Key("case_desk", "w,escape", "desk", "transcript", "Back to the transcript", "Study", 8),
)

DESCRIBING: tuple[Key, ...] = (
    Key("case_value", "v", "value", "value", "Give the case or source a value; a new variable is made", "Cases", 2),
    Key("case_variable", "V", "variable_type", "type", "Change the type of the variable under the cursor", "Cases"),
    Key(
        "case_relate",
        "r",
        "relate",
        "relate",
        "Relate the case to a dyad, a site, …; or change its role there",
        "Cases",
        3,
    ),
    Key("case_about", "a", "about", "source about it", "Say which source is about the case, or the reverse", "Cases"),
    Key("case_consent", "c", "consent", "consent", "Record what the participant said about taking part", "Cases", 6),
    Key("case_memo", "m", "memo", "memo", "Write a memo on the case or source", "Cases"),
    Key("case_take_off", "x", "take_off", "take off", "Clear the value, or take off what the cursor is on", "Cases"),
)

ATTENDING: tuple[Key, ...] = (
    Key("case_mark", "space", "mark", "mark", "Mark a speaker, to say of several at once who they are", "Speakers"),
    Key("case_mark_label", "S", "mark_label", "mark all", "Mark this label in every source that has it", "Speakers"),
    Key("case_speaks", "s", "speaks", "speaks as", "Say as whom the participant speaks: marked, or chosen", "Speakers"),
    Key("case_sure", "y", "sure", "how sure", "Known or unsure: who this speaker is", "Speakers"),
    Key("case_role", "R", "role", "role", "Next role of the speaker: participant, interviewer, …", "Speakers"),
    Key("case_plan", "p", "plan", "plan", "Plan meetings with the case; a missing one is open again", "Meetings"),
    Key("case_missing", "N", "missing", "not held", "Say that the meeting was not held, and why", "Meetings"),
    Key("case_points", "e", "time_points", "time points", "Write the time points, first to last", "Meetings"),
)

TENDING: tuple[Key, ...] = (
    Key("code_new", "n", "new_code", "new code", "Make a code beside the chosen one", "Codes", 1),
    Key("code_new_beneath", "N", "new_beneath", "beneath", "Make a code beneath the chosen one", "Codes"),
    Key("code_edit", "e", "edit", "edit", "Edit what the code means: definition, use when, example …", "Codes", 2),
    Key("code_rename", "r", "rename", "rename", "Rename the code", "Codes"),
    Key("code_colour", "c", "colour", "colour", "Choose the code's colour", "Codes"),
    Key("code_memo", "m", "memo", "memo", "Write a memo on the code", "Codes"),
    Key("code_nest", "p", "nest", "put beneath", "Put the code beneath another, or at the top", "Codes"),
    Key("code_up", "less_than_sign", "shift(-1)", "earlier", "Code earlier among its siblings", "Codes"),
    Key("code_down", "greater_than_sign", "shift(1)", "later", "Code later among its siblings", "Codes"),
    Key("code_heading", "H", "heading", "heading", "Make the code a heading, or a heading a code", "Codes"),
    Key("code_link", "L", "link", "link", "Link the code to another, or take a link away", "Codes"),
    Key("code_fold", "F", "fold", "fold into", "Fold the code into another; says first what will happen", "Codes", 3),
    Key("code_split", "s", "split", "split", "Split the code into several, and sort its codings", "Codes", 4),
    Key("code_sort", "S", "sort", "sort codings", "Go on sorting the codings of a split code", "Codes"),
    Key("code_older", "o", "older", "older codings", "Codings older than the code's definition", "Codes"),
    Key("code_retire", "x", "retire", "retire", "Retire the code, or restore it; its codings stay", "Codes", 5),
    Key("code_delete", "D", "delete", "delete", "Delete the code, if it was never used", "Codes"),
)

CODEBOOK: tuple[Key, ...] = (
    Key("codebook_narrow", "f", "narrow", "narrow", "Narrow the tree by typing", "Codebook"),
    Key("codebook_retired", "a", "retired", "all", "Show retired codes too, or hide them", "Codebook"),
    Key("codebook_outside", "i", "outside", "inductive", "Codes of your own that no framework has", "Codebook"),
    Key("codebook_version", "v", "version", "new version", "Give the codebook a new version", "Codebook"),
    Key("codebook_load", "I", "load", "load", "Load a framework, or a codebook from a file", "Codebook", 6),
    Key("codebook_write", "W", "write", "write", "Write the codebook to a file", "Codebook"),
    Key("codebook_pane", "tab,backslash,shift+tab", "panes", "panes", "The other pane", "Moving"),
    Key("codebook_desk", "b,escape", "desk", "transcript", "Back to the transcript", "Study", 8),
)

RESORT: tuple[Key, ...] = (
    Key("sort_mark", "1,2,3,4,5,6,7,8,9", "mark({key})", "mark", "Mark a code for this coding", "Sorting"),
    Key("sort_decide", "enter", "decide", "give marked", "Give it the marked codes, and on to the next", "Sorting", 1),
    Key("sort_stay", "s", "stay", "stays", "It stays with its code, and gets the marked ones too", "Sorting", 2),
    Key("sort_skip", "n", "walk(1)", "skip", "Leave it undecided; the next one", "Sorting", 3),
    Key("sort_back", "p", "walk(-1)", "back", "Back to the one before", "Sorting", 4),
    Key("sort_other", "c", "other", "other code", "Mark any other code", "Sorting", 5),
    Key("sort_look", "o", "look", "look", "Go to it in its transcript", "Sorting", 6),
    Key("sort_leave", "S,escape", "leave", "leave", "Leave; what is left waits", "Sorting", 8),
)

IMPORT: tuple[Key, ...] = (
    Key("import_add", "a", "add", "add files", "Add files to the list: a path, a folder, a pattern", "Files", 1),
    Key(
        "import_store", "enter", "store", "import", "Import what is ticked, one act for each file", "Files", 2, "", True
    ),
    Key("import_read", "R", "read_again", "read again", "Read the file again, and all not yet read", "Files"),
    Key("import_pane", "tab,backslash", "panes(1)", "panes", "Next pane: files, speakers, words", "Moving"),
    Key("import_pane_back", "shift+tab", "panes(-1)", "pane back", "Previous pane", "Moving"),
    Key("import_leave", "escape", "leave", "back", "Stop what is under way, else back to the transcript", "Files", 8),
)

CORRECTING: tuple[Key, ...] = (
    Key("import_tick", "space", "tick", "tick", "Leave the file out, or take it in after all", "Files", 3),
    Key("import_drop", "D", "drop", "off the list", "Take the file off this list; the file itself stays", "Files"),
    Key("import_name", "n", "name", "name", "Name the source", "The file"),
    Key("import_kind", "t", "kind", "kind", "Interview, focus group, field note, survey or publication", "The file"),
    Key("import_encoding", "E", "encoding", "encoding", "Say which encoding a text file has", "The file"),
    Key("import_pattern", "P", "pattern", "pattern", "Find labels by a pattern of your own", "The file"),
    Key("import_there", "d", "duplicate", "if there", "If it is there already: skip, replace or copy", "The file"),
    Key("import_role", "r", "role", "role", "Next role of the speaker", "Speakers", 4),
    Key("import_alias", "e", "alias", "name", "Name a speaker, or give two labels one name", "Speakers", 5),
    Key("import_nobody", "x", "nobody", "nobody", "The label is nobody's, or somebody's after all", "Speakers", 6),
    Key("import_case", "c", "case", "case", "Say which participant the speaker is, there or new", "Speakers", 7),
    Key("import_sure", "s", "sure", "sure", "That is known, or unsure", "Speakers"),
    Key("import_all", "A", "all", "in all", "Make the last correction in all files of the list", "Speakers", 8),
)

BESIDE: tuple[Key, ...] = (
    Key("undo", "u", "app.undo", "undo", "Take your last act back", "Study", 7),
    Key("redo", "ctrl+r", "app.redo", "redo", "Do again what was taken back", "Study"),
)
"""What can be done in every room beside the desk; the desk itself also goes to where it was."""

FINDING: tuple[Key, ...] = (
    Key("find_whole", "f2", "turn('whole_word')", "whole word", "Whole words only, or parts of words too", "Finding"),
    Key("find_forms", "f3", "turn('lemma')", "any form", "The words in any of their forms", "Finding"),
    Key("find_pattern", "f4", "turn('regex')", "pattern", "What is typed is a regular expression", "Finding"),
    Key("find_each", "f6", "turn('each')", "all words", "All of the words in one turn, in any order", "Finding"),
)
"""How words are looked for, in one source and in all."""

FIND: tuple[Key, ...] = (
    Key("find_query", "slash", "query", "words", "Type other words", "Finding", 1),
    Key("code_hits", "ctrl+y", "code_hits", "code hits", "Code the hits, each after it was shown", "Finding", 2),
    Key("find_desk", "escape,ctrl+f", "desk", "transcript", "Back to the transcript", "Study", 8),
)

UNCODED: tuple[Key, ...] = (
    Key("uncoded_whom", "a", "anybody", "me or anybody", "What nobody has coded, or what you have not", "Finding", 1),
    Key("uncoded_desk", "escape,U", "desk", "transcript", "Back to the transcript", "Study", 8),
)

HISTORY: tuple[Key, ...] = (
    Key("history_back", "b", "take_back", "take back", "Take this act back and all after it", "History", 1),
    Key("history_coder", "w", "coder", "whose", "Only what one coder did; again for everybody's", "History", 3),
    Key("history_words", "slash", "words", "narrow", "Only acts whose line holds these words", "History", 4),
    Key("history_desk", "escape,H", "desk", "transcript", "Back to the transcript", "Study", 8),
)

EXCERPTS: tuple[Key, ...] = (
    Key("ask_code", "c", "ask('codes')", "coded", "Coded so", "Asking", 1),
    Key("ask_all", "A", "any_or_all", "any or all", "Any of the codes, or all of them on one stretch", "Asking"),
    Key("ask_without", "w", "ask('without')", "without", "Not where this code overlaps", "Asking", 3),
    Key("ask_near", "n", "ask('near')", "near", "Another code in the same turn", "Asking", 4),
    Key("ask_overlapping", "o", "ask('overlapping')", "overlapping", "Another code on some of the words", "Asking"),
    Key("ask_more", "f", "narrow", "narrow", "By source, case, value, coder, valence, level", "Asking", 5),
    Key("ask_less", "x,backspace", "leave_out", "drop", "Drop a condition; of several, choose", "Asking", 6),
    Key("ask_anew", "X", "anew", "drop all", "Drop all conditions", "Asking"),
    Key("excerpt_attach", "a", "attach", "to theme", "Put the excerpt under a theme", "Excerpts"),
    Key("excerpt_copy", "y", "copy", "copy", "Copy the excerpt, where the terminal allows it", "Excerpts"),
    Key("excerpt_save", "s", "save", "save as table", "Write these excerpts to a table (CSV)", "Excerpts"),
    Key("excerpt_desk", "escape,E", "desk", "transcript", "Back to the transcript", "Study", 8),
)

COMPARING: tuple[Key, ...] = (
    Key("compare_discuss", "m", "discuss", "note", "Write down what was said on these words", "Talking", 1),
    Key("compare_decide", "c", "decide", "what stands", "Say which codes stand in the end", "Talking", 3),
    Key("compare_first", "1", "side_with(0)", "the first's", "What the first coder put there stands", "Talking"),
    Key("compare_second", "2", "side_with(1)", "the second's", "What the second coder put there stands", "Talking"),
    Key("compare_none", "x", "nothing_stands", "nothing", "No code stands on these words", "Talking"),
    Key("compare_whose", "w", "whose", "whose", "Whose codings are compared", "Comparing", 4),
    Key("compare_unit", "s", "unit", "turn or sentence", "By turn, by sentence, by source", "Comparing", 5),
    Key("compare_desk", "escape,D", "desk", "transcript", "Back to the transcript", "Study", 8),
)

JOURNAL: tuple[Key, ...] = (
    Key("journal_new", "n", "new", "new entry", "Write an entry of the journal", "Journal", 1),
    Key("journal_edit", "e", "edit", "edit", "Change what you wrote; without words it is removed", "Journal", 3),
    Key("journal_link", "l", "link", "link", "Say what else it is about", "Journal", 4),
    Key("journal_unlink", "L", "unlink", "unlink", "Take a link away", "Journal"),
    Key(
        "journal_private",
        "p",
        "private",
        "private or team",
        "Keep it to yourself, or open it to the team",
        "Journal",
        5,
    ),
    Key("journal_topic", "t", "topic", "kind", "Say what kind of entry it is", "Journal"),
    Key("journal_remove", "x", "remove", "remove", "Remove what you wrote", "Journal"),
    Key(
        "journal_purpose",
        "f",
        "purpose",
        "narrow",
        "Only the journal, memos, notes of discussions; then all",
        "Finding",
        6,
    ),
    Key("journal_coder", "w", "coder", "whose", "Only what one coder wrote; again for everybody's", "Finding"),
    Key("journal_words", "slash", "words", "words", "Only what holds these words", "Finding"),
    Key("journal_order", "o", "order", "order", "Newest first, or by what they are on", "Finding"),
    Key("journal_desk", "escape,M", "desk", "transcript", "Back to the transcript", "Study", 8),
)

MERGING: tuple[Key, ...] = (
    Key("merge_mine", "m", "decide('mine')", "mine", "Keep mine", "Deciding", 1),
    Key("merge_theirs", "t", "decide('theirs')", "theirs", "Take theirs", "Deciding", 2),
    Key("merge_both", "b", "decide('both')", "both", "Keep both", "Deciding"),
    Key("merge_same", "s", "decide('same')", "same", "They are one and the same", "Deciding"),
    Key("merge_different", "n", "decide('different')", "not the same", "They are two things", "Deciding"),
    Key("merge_own", "w", "write_own", "write", "Write a text of your own in place of either", "Deciding", 3),
    Key("merge_defer", "x", "defer", "leave open", "Leave the question open", "Deciding", 4),
    Key("merge_reason", "r", "reason", "why", "Say why; it is kept with the decision", "Deciding", 5),
    Key("merge_prefer", "p", "prefer", "the rest", "Decide everything that is open for one side", "Deciding"),
    Key("merge_file", "o", "write_questions", "to a file", "Write the questions with their answers to a file", "Merge"),
    Key("merge_write", "W", "merge", "merge", "Write the merge, once nothing is open", "Merge", 6),
    Key("merge_desk", "escape", "desk", "transcript", "Back to the transcript; nothing is written", "Merge", 8),
)

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

SETTINGS: tuple[Key, ...] = (
    Key("settings_change", "enter,space", "change", "change", "Change the setting under the cursor", "Settings", 1),
    Key("settings_down", "j", "walk(1)", "down", "Next setting", "Moving"),
    Key("settings_up", "k", "walk(-1)", "up", "Previous setting", "Moving"),
    Key("settings_leave", "escape", "leave", "back", "Back to the transcript", "Study", 2),
)

EXPORT: tuple[Key, ...] = (
    Key(
        "export_write",
        "ctrl+s",
        "write",
        "write it",
        "Write the file, as enter on its name does",
        "Export",
        1,
    ),
    Key("export_turn", "space", "turn", "change", "Choose it, or turn it to the next, as enter does", "Export", 2),
    Key("export_down", "j", "walk(1)", "down", "Down the list", "Moving"),
    Key("export_up", "k", "walk(-1)", "up", "Up the list", "Moving"),
    Key("export_leave", "escape", "leave", "back", "Stop what is being written, else back", "Export", 3),
)

STUDY: tuple[Key, ...] = (Key("close", "", "app.close_project", "Close project", "Back to the start screen", "Study"),)

EVERYWHERE: tuple[Key, ...] = (
    Key("help", "question_mark,f1", "app.keys", "keys", "The keys of this screen", "Workbench", 9),
    Key("palette", "ctrl+p", "app.command_palette", "commands", "Every action by name", "Workbench", 10),
    Key("look", "", "app.look", "Change theme: dark, light, high contrast", "The next look", "Workbench"),
    Key("quit", "ctrl+q", "app.quit", "quit", "Leave; everything is on disk", "Workbench", priority=True),
)

SCREENS: dict[str, tuple[Key, ...]] = {
    "On the transcript": (*CODING, *REVISING, *READING, *FINDING, *DESK),
    "On the codebook": (*TENDING, *CODEBOOK, *BESIDE),
    "While codings are sorted": (*RESORT, *BESIDE),
    "On the themes": (*THEMES, *BESIDE, *EVIDENCE),
    "Finding in all sources": (*FIND, *FINDING, *LISTING, *BESIDE),
    "On the excerpts": (*EXCERPTS, *LISTING, *BESIDE),
    "On the history": (*HISTORY, *LISTING, *BESIDE),
    "On what is not coded": (*UNCODED, *LISTING, *BESIDE),
    "Comparing coders": (*COMPARING, *LISTING, *BESIDE),
    "On memos and journal": (*JOURNAL, *LISTING, *BESIDE),
    "On a merge": (*MERGING, *LISTING),
    "On the cases": (*CASES, *BESIDE, *DESCRIBING, *ATTENDING),
    "On transcripts to take in": (*IMPORT, *CORRECTING),
    "On the export": EXPORT,
    "On the settings": (*SETTINGS, *BESIDE),
    "On the start screen": START,
    "Everywhere": (*STUDY, *EVERYWHERE),
}
"""What can be done where. An action that is on several screens has the same id, and the same key, on each."""

Keymap = Mapping[str, tuple[str, ...]]
"""Other keys than those in this list, by id: what the user wants."""


@runtime_checkable
class HasKeymap(Protocol):
    """An app whose user may have keys of their own."""

    keymap: Keymap


def remapped(keys: Iterable[Key], keymap: Keymap) -> tuple[Key, ...]:
    """The same actions, each on the keys that a keymap has for it."""
    return tuple(replace(key, keys=",".join(keymap[key.id])) if key.id in keymap else key for key in keys)


def in_force(keys: Iterable[Key], app: object) -> tuple[Key, ...]:
    """The same actions on the keys that the user of an app has them on."""
    return remapped(keys, app.keymap) if isinstance(app, HasKeymap) else tuple(keys)


def pressed(id_: str, app: object) -> str:
    """The key of an action as a sentence names it, for the user of an app."""
    key = next(key for keys in SCREENS.values() for key in keys if key.id == id_)
    [now] = in_force([key], app)
    return readable(now.each[0])


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Textual's bindings for a screen."""
    return list(_bindings(keys))


def _bindings(keys: Iterable[Key]) -> Iterator[Binding]:
    for key in keys:
        several = "{key}" in key.action
        # What has no key is bound to one that nobody can press, so that a keymap has something to put in its place.
        for pressed in key.each if several else (key.keys or f"<{key.id}>",):
            yield Binding(
                pressed,
                key.action.format(key=pressed),
                key.label,
                show=key.footer > 0,
                id=f"{key.id}_{pressed}" if several else key.id,
                tooltip=key.help,
                priority=key.priority,
            )


def of(widget: str, keys: Iterable[Key]) -> tuple[Key, ...]:
    """The same keys, said to be those of a type of widget."""
    return tuple(replace(key, of=widget) for key in keys)


def footer(keys: Iterable[Key]) -> list[Key]:
    """The keys the footer shows, from the left."""
    return sorted((key for key in keys if key.footer), key=lambda key: key.footer)
