"""What can be done in the rooms beside the desk."""

from __future__ import annotations

from thematica.tui.keys.key import Key

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
    Key("import_language", "L", "language", "language", "Say which language the talk is in", "The file"),
    Key("import_pattern", "P", "pattern", "pattern", "Find labels by a pattern of your own", "The file"),
    Key("import_there", "d", "duplicate", "if there", "If it is there already: skip, replace or copy", "The file"),
    Key("import_role", "r", "role", "role", "Next role of the speaker", "Speakers", 4),
    Key("import_alias", "e", "alias", "name", "Name a speaker, or give two labels one name", "Speakers", 5),
    Key("import_nobody", "x", "nobody", "nobody", "The label is nobody's, or somebody's after all", "Speakers", 6),
    Key("import_case", "c", "case", "case", "Say which participant the speaker is, there or new", "Speakers", 7),
    Key("import_sure", "s", "sure", "sure", "That is known, or unsure", "Speakers"),
    Key("import_all", "A", "all", "in all", "Make the last correction in all files of the list", "Speakers", 8),
)

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
