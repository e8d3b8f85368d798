"""The files on their way in beside what was understood of one, and every correction of that by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from thematica.formats.transcripts import Speaker
from thematica.store.project import Project
from thematica.store.reads.cases import cases
from thematica.text.normalise import safe
from thematica.tui.desk.material import KINDS
from thematica.tui.intake.file_list import FileList
from thematica.tui.intake.incoming import Batch, Correction, Incoming
from thematica.tui.intake.preview import Preview
from thematica.tui.keys import CORRECTING, bindings
from thematica.tui.screens.dialogs import Ask, Pick, PickOne, PickOrName
from thematica.tui.telling import told
from thematica.tui.widgets.filter_list import Line
from thematica.work.wishes import ON_DUPLICATE, Identity, Wish

ROLES = ("participant", "interviewer", "moderator", "interpreter", "unknown")  # as `r` walks through them
SURENESS = ("known", "unsure")
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-2", "windows-1251", "mac-roman", "cp850")
AS_FOUND = "as found"
NOBODY = "nobody"
PATTERN = r"A regular expression whose first group is the label, such as ^(\w+) ?>"
DUPLICATE = {
    "skip": "What is there already is left out.",
    "replace": "The file takes the place of what is there already; codings follow.",
    "copy": "The file becomes one more source, whatever is there already.",
}
NO_SPEAKER = "There is no speaker here to correct; P finds labels by a pattern of your own."
NO_FILE = "There is no file yet; a adds some."


class IntakeDesk(Container):
    """Files on one side, the chosen one on the other. A correction asks for the file to be read again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CORRECTING)

    @dataclass
    class Corrected(Message):
        """These files are to be read again, the first of them first."""

        files: list[Incoming]

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._last: Correction | None = None
        self.incoming = Batch()
        """The files."""
        self.is_locked = False
        """Whether they can only be looked at, as they are being stored."""

    def compose(self) -> ComposeResult:
        """Two panes."""
        yield FileList()
        yield Preview()

    @property
    def files(self) -> FileList:
        """The list of files."""
        return self.query_one(FileList)

    @property
    def preview(self) -> Preview:
        """What was understood of the chosen file."""
        return self.query_one(Preview)

    @property
    def panes(self) -> tuple[Widget, ...]:
        """What can have the focus, in order."""
        return (self.files.outline, self.preview.speakers, self.preview.words)

    @property
    def chosen(self) -> Incoming | None:
        """The file under the cursor."""
        path = self.files.pointed
        return self.incoming.at(path) if path else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's own)
        """Nothing is corrected while it is being stored."""
        return not self.is_locked

    @property
    def has_corrections(self) -> bool:
        """Whether anything was corrected that would be lost with the list."""
        return any(file.wish != Wish() for file in self.incoming)

    # -- showing --------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Shows the files, and the chosen one."""
        self.files.show(self.incoming)
        self.preview.show(self.chosen)

    def add(self, paths: Iterable[Path]) -> list[Incoming]:
        """Puts files on the list; gives those that were not on it."""
        new = self.incoming.add(paths)
        self.show()
        return new

    def drop(self, paths: Iterable[Path]) -> None:
        """Takes files off the list."""
        for path in paths:
            self.incoming.drop(path)
        self.show()

    @on(FileList.Pointed)
    def _pointed(self) -> None:
        self.preview.show(self.chosen)

    # -- the chosen file ------------------------------------------------------------------------------------------

    def _file(self) -> Incoming | None:
        if self.chosen is None:
            self.notify(NO_FILE, markup=False)
        return self.chosen

    def _correct(self, correction: Correction, *, everywhere: bool = True) -> None:
        """Corrects the chosen file; what may be meant `everywhere` can be made in all files next."""
        file = self.chosen
        if file is None:
            return
        self._last = correction if everywhere else self._last
        corrected = self.incoming.correct(correction, [file.path])
        if corrected:
            self.post_message(self.Corrected(corrected))

    def action_tick(self) -> None:
        """Leaves the file out, or takes it in after all."""
        if self._file() is not None and self.files.pointed is not None:
            self.incoming.tick(self.files.pointed)
            self.show()

    def action_drop(self) -> None:
        """Takes the file off the list."""
        file = self._file()
        if file is not None:
            self.drop([file.path])

    async def action_name(self) -> None:
        """Asks what the source is to be called."""
        file = self._file()
        if file is not None and file.plan is not None:
            ask = Ask("Name of the source", value=file.plan.name)
            await self.app.push_screen(ask, told(self, self._call))

    def _call(self, name: str) -> None:
        self._correct(lambda wish: wish.with_name(name), everywhere=False)

    async def action_kind(self) -> None:
        """Asks what kind of source it is."""
        if self._file() is not None:
            pick = PickOne("Kind of source", [Line(kind, Content(kind)) for kind in KINDS])
            await self.app.push_screen(pick, told(self, self._kind))

    def _kind(self, kind: str) -> None:
        self._correct(lambda wish: wish.with_kind(kind))

    async def action_language(self) -> None:
        """Asks which language the talk is in."""
        file = self._file()
        if file is not None:
            hint = "A code such as en, nb or da; sentences are found by it"
            ask = Ask("Language of the talk", value=file.wish.language or "", hint=hint)
            await self.app.push_screen(ask, told(self, self._language))

    def _language(self, language: str) -> None:
        self._correct(lambda wish: wish.with_language(language))

    async def action_encoding(self) -> None:
        """Asks which encoding a text file has."""
        if self._file() is not None:
            lines = [Line(each, Content(each)) for each in (AS_FOUND, *ENCODINGS)]
            pick = PickOrName("Encoding of the file", "Which encoding? Or type its name", lines, new="encoding")
            await self.app.push_screen(pick, told(self, self._encoding))

    def _encoding(self, pick: Pick) -> None:
        encoding = None if pick.key == AS_FOUND else pick.key or pick.name
        self._correct(lambda wish: wish.with_encoding(encoding))

    async def action_pattern(self) -> None:
        """Asks for a pattern that finds labels."""
        file = self._file()
        if file is not None:
            known = file.wish.reading.pattern
            lines = [Line(AS_FOUND, Content(f"{AS_FOUND}, without a pattern"))]
            lines += [Line(known, Content(safe(known)))] if known else []
            pick = PickOrName("Pattern of labels", PATTERN, lines, new="pattern")
            await self.app.push_screen(pick, told(self, self._pattern))

    def _pattern(self, pick: Pick) -> None:
        pattern = None if pick.key == AS_FOUND else pick.key or pick.name
        self._correct(lambda wish: wish.with_pattern(pattern))

    def action_duplicate(self) -> None:
        """The next of what is done with a text that is there already."""
        file = self._file()
        if file is not None:
            do = _after(file.wish.on_duplicate, ON_DUPLICATE)
            self._correct(lambda wish: wish.on_duplicates(do))
            self.notify(DUPLICATE[do], markup=False)

    def action_all(self) -> None:
        """Makes the last correction in all files."""
        if self._last is None:
            self.notify("There is no correction yet that could be made in all files.", markup=False)
            return
        corrected = self.incoming.correct(self._last, [file.path for file in self.incoming])
        self.post_message(self.Corrected(corrected))
        self.notify(f"Corrected in {len(corrected)} more files.", markup=False)

    # -- the speaker under the cursor -----------------------------------------------------------------------------

    def _speaker(self) -> Speaker | None:
        file, label = self._file(), self.preview.label
        heard = file.plan.prepared.transcript.speakers if file and file.plan else ()
        found = next((each for each in heard if each.label == label), None)
        if found is None and file is not None:
            self.notify(NO_SPEAKER, markup=False)
        return found

    def action_role(self) -> None:
        """Gives the speaker the next role."""
        speaker = self._speaker()
        if speaker is not None:
            label, role = speaker.label, _after(speaker.role, ROLES)
            self._correct(lambda wish: wish.with_role(label, role))

    async def action_alias(self) -> None:
        """Asks which name the speaker goes by."""
        speaker, file = self._speaker(), self.chosen
        if speaker is not None and file is not None and file.plan is not None:
            others = {each.name for each in file.plan.prepared.transcript.speakers} - {speaker.name}
            lines = [Line(f"={name}", Content(safe(name)), "the same person") for name in sorted(others)]
            lines += [Line(AS_FOUND, Content(AS_FOUND))] if speaker.name != speaker.label else []
            pick = PickOrName(f"Who is “{speaker.label}”?", "A name, or another speaker here", lines, new="name")
            await self.app.push_screen(pick, told(self, partial(self._alias, speaker.label)))

    def _alias(self, label: str, pick: Pick) -> None:
        name = None if pick.key == AS_FOUND else pick.key.removeprefix("=") if pick.key else pick.name
        self._correct(lambda wish: wish.with_alias(label, name))

    def action_nobody(self) -> None:
        """Says that a label is nobody's, or that somebody bears it after all."""
        file, label = self._file(), self.preview.label
        if file is not None and label is not None:
            barred = label not in file.wish.reading.not_speakers
            self._correct(lambda wish: wish.barring(label, barred=barred))

    async def action_case(self) -> None:
        """Asks which case the speaker is, and how sure that is."""
        speaker = self._speaker()
        if speaker is not None:
            with self._project.read() as session:
                known = [case.name for case in cases(session) if case.type == "participant"]
            wanted = {identity.case for file in self.incoming for identity in file.wish.cases.values()}
            new = sorted({*wanted, speaker.name} - set(known))
            lines = [Line(f"={name}", Content(safe(name))) for name in known]
            lines += [Line(f"={name}", Content.assemble(("+ new case ", "$accent"), safe(name))) for name in new]
            lines.append(Line(NOBODY, Content("of no known case")))
            which = "Which participant? Type letters of a name, or a new one"
            pick = PickOrName(f"Who is “{speaker.name}”?", which, lines, new="new case", ways=SURENESS)
            await self.app.push_screen(pick, told(self, partial(self._case, speaker.label)))

    def _case(self, label: str, pick: Pick) -> None:
        name = pick.key.removeprefix("=") if pick.key else pick.name
        identity = None if pick.key == NOBODY else Identity(name, pick.way)
        self._correct(lambda wish: wish.with_case(label, identity))

    def action_sure(self) -> None:
        """Turns how sure it is which case the speaker is."""
        speaker, file = self._speaker(), self.chosen
        identity = file.wish.case_of(speaker.label) if speaker and file else None
        if speaker is not None and identity is not None:
            label, turned = speaker.label, Identity(identity.case, _after(identity.certainty, SURENESS))
            self._correct(lambda wish: wish.with_case(label, turned))
        elif speaker is not None:
            self.notify("c says first which case this speaker is.", markup=False)


def _after(value: str, values: Sequence[str]) -> str:
    return values[(values.index(value) + 1) % len(values)]
