"""What was understood of a file, before it is stored: who speaks, how it begins and ends, what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from thematica.formats.transcripts import Speaker, Transcript
from thematica.text.clock import clock
from thematica.text.normalise import safe
from thematica.text.turns import Turn
from thematica.tui.intake.incoming import Incoming
from thematica.tui.widgets.outline import Entry, Outline
from thematica.work.intake import Plan
from thematica.work.wishes import Wish

LONGEST, MOST_LINES = 280, 60  # characters of a turn, lines of nobody
FATES = {
    "skip": "its text is there already as “{}”; it is left out",
    "replace": "it takes the place of the text of “{}”; codings follow",
}
WHERE = {"skip": "d: replace or copy", "replace": "d: copy or skip"}
QUIET = "$text-muted"


class Preview(Vertical):
    """One file: facts, its speakers as lines that can be corrected, then its words and every warning."""

    DEFAULT_CSS = """
    Preview {
        & > #facts { height: auto; padding: 0 1; }
        & > Horizontal { height: 1; padding: 0 2 0 1; color: $text-muted; text-style: bold; }
        & > Horizontal > Static { width: 1fr; }
        & > Horizontal > .columns { width: auto; }
        & > Outline { height: auto; max-height: 40%; }
        & > VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        & > VerticalScroll:focus { background: $panel 40%; }
    }
    """

    def compose(self) -> ComposeResult:
        """Facts, speakers, words."""
        yield Static(id="facts", markup=False)
        with Horizontal():
            yield Static("SPEAKERS", markup=False)
            yield Static(_columns("role", "turns", "words", "case"), classes="columns", markup=False)
        yield Outline(id="speakers")
        with VerticalScroll(id="words", can_focus=True):
            yield Static(id="said", markup=False)

    @property
    def speakers(self) -> Outline:
        """The lines of the speakers."""
        return self.query_one("#speakers", Outline)

    @property
    def words(self) -> VerticalScroll:
        """What was said, and what is to be said about it."""
        return self.query_one("#words", VerticalScroll)

    @property
    def label(self) -> str | None:
        """The label under the cursor, else the first."""
        entry = self.speakers.pointed
        return entry.key if entry else None

    def show(self, file: Incoming | None) -> None:
        """Shows a file, read or not."""
        entries = list(_speakers(file)) if file else []
        self.query_one(Horizontal).display = bool(entries)
        self.speakers.show(entries)
        if entries and self.label is None:
            self.speakers.point_at(entries[0].key)
        self.query_one("#facts", Static).update(Content("\n").join(_facts(file)) if file else Content())
        self.query_one("#said", Static).update(_said(file) if file else Content())


# -- speakers ---------------------------------------------------------------------------------------------------------


def _speakers(file: Incoming) -> Iterator[Entry]:
    wish = file.wish
    heard = file.plan.prepared.transcript.speakers if file.plan else ()
    for each in heard:
        yield Entry(each.label, _named(each), mark="■", tail=_tail(each, wish), strong=each.role == "participant")
    for label in sorted(wish.reading.not_speakers - {each.label for each in heard}):
        yield Entry(label, f"{safe(label)}  is nobody", mark="✗", quiet=True)


def _named(speaker: Speaker) -> str:
    renamed = f" → {safe(speaker.name)}" if speaker.name != speaker.label else ""
    return safe(speaker.label) + renamed


def _tail(speaker: Speaker, wish: Wish) -> str:
    identity = wish.case_of(speaker.label)
    case = safe(identity.case) + ("?" if identity.certainty == "unsure" else "") if identity else "–"
    return _columns(speaker.role, f"{speaker.turns:,}", f"{speaker.words:,}", case)


def _columns(role: str, turns: str, words: str, case: str) -> str:
    return f"{role:<11} {turns:>5} {words:>7}  {case[:12]:<12}"


# -- facts ------------------------------------------------------------------------------------------------------------


def _facts(file: Incoming) -> Iterator[Content]:
    yield Content.styled(safe(file.path.name), "bold")
    if file.fault is not None:
        yield _fact("not read", safe(file.fault.message))
        yield _fact("", safe(file.fault.hint))
    elif file.plan is None:
        yield _fact("", "being read…")
    else:
        yield from _of_plan(file.plan)
    if file.wish.reading.pattern is not None:
        yield _fact("pattern", safe(file.wish.reading.pattern))


def _of_plan(plan: Plan) -> Iterator[Content]:
    made, reading = plan.prepared.transcript, plan.wish.reading
    encoding = f" in {made.encoding}, {'as you say' if reading.encoding else 'as found'}" if made.encoding else ""
    yield _fact("source", f"{safe(plan.name)} · {plan.kind} · {plan.prepared.language}")
    yield _fact("read as", f"{made.format}{encoding}")
    yield _fact("talk", " · ".join(_amounts(plan, made)))
    if plan.fate in FATES:
        yield _fact("there", f"{FATES[plan.fate].format(safe(plan.name))}  ({WHERE[plan.fate]})")


def _amounts(plan: Plan, made: Transcript) -> Iterator[str]:
    yield f"{plan.prepared.words:,} words"
    yield f"{len(made.turns):,} turns"
    yield f"{clock(made.times[0])}–{clock(made.times[1])}" if made.times else "no times"
    if made.duration is not None:
        yield f"lasts {clock(made.duration)}"
    if made.comments:
        yield f"comments: {len(made.comments)}, which become memos"


def _fact(name: str, told: str) -> Content:
    return Content.assemble((f"{name:<9}", QUIET), told)


# -- words ------------------------------------------------------------------------------------------------------------


def _said(file: Incoming) -> Content:
    """The parts of what was read, an empty line between them."""
    if file.plan is None:
        return Content()
    made = file.plan.prepared.transcript
    warnings = [Content.assemble(("! ", "bold $warning"), safe(warning)) for warning in file.plan.warnings]
    nobodys = [_turn(made, turn) for turn in made.unassigned[:MOST_LINES]]
    if len(made.unassigned) > MOST_LINES:
        nobodys.append(Content.styled(f"… and {len(made.unassigned) - MOST_LINES} more", QUIET))
    parts = {
        "LOOK AT": warnings,
        "FIRST TURN": [_turn(made, turn) for turn in made.talk[:1]],
        "LAST TURN": [_turn(made, turn) for turn in made.talk[1:][-1:]],
        f"OF NOBODY  {len(made.unassigned)}": nobodys,
    }
    shown = [Content("\n").join([Content.styled(head, f"bold {QUIET}"), *part]) for head, part in parts.items() if part]
    return Content("\n\n").join(shown)


def _turn(made: Transcript, turn: Turn) -> Content:
    """A turn as it will be cited: its number, its time, who speaks, and how it begins."""
    name = made.name_of(turn)
    lead = " ".join(filter(None, (str(turn.n), clock(turn.time) if turn.time is not None else "")))
    said = " ".join(made.text[turn.body_start : turn.end][:LONGEST].split())
    cut = "…" if len(turn.body) > LONGEST else ""
    return Content.assemble((f"{lead}  ", QUIET), (f"{safe(name)}  " if name else "", "bold $accent"), safe(said) + cut)
