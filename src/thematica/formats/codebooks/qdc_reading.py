"""The codes in a REFI-QDA file as other programs write it, read as they are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from thematica.errors import BadFile
from thematica.formats.codebooks import description
from thematica.formats.codebooks.outline import MOST_LEVELS, folded
from thematica.formats.codebooks.plain_tree import PlainCode, tidy
from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.xml_tree import Element, parse
from thematica.formats.codebooks.yaml_codes import COLOUR, GUID
from thematica.formats.codebooks.yaml_tree import MOST_BYTES
from thematica.formats.transcripts.archives import Archive

_STANDARD = ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0")
_ZIP = b"PK\x03\x04"
_NO_NAME = "Code without a name"
_LONGEST_NAME = 200  # as all names in a project
_KNOWN = {"Description", "Code"}


def codes_in(data: bytes, problems: Problems) -> list[PlainCode]:
    """The codes at the top, those beneath them inside; what is not kept goes to the cautions. Raises BadCodebook."""
    if len(data) > MOST_BYTES:
        problems.stop(1, f"The file is larger than {MOST_BYTES // 1_000_000} MB, too large for a codebook.")
    root = parse(_unzipped(data, problems), problems)
    book = root if root.name == "CodeBook" else root.first("CodeBook") if root.name == "Project" else None
    if book is None:
        problems.stop(root.line, f"This is no REFI-QDA codebook, which begins with CodeBook, not {shown(root.name)}.")
    if root.space not in _STANDARD:
        problems.caution(root.line, f"The namespace {shown(root.space)} is not the standard’s; read all the same.")
    listed = book.first("Codes")
    reader = _Reader(problems)
    codes = reader.codes(listed.children if listed else (), 1)
    reader.tell_left_out(book, root)
    return codes


def _unzipped(data: bytes, problems: Problems) -> bytes:
    """The XML of a codebook or project that lies in a zip; any other bytes as they are."""
    if not data.startswith(_ZIP):
        return data
    try:
        archive = Archive(data, MOST_BYTES)
        names = sorted(archive.names(), key=lambda name: (name.count("/"), name))
        found = [name for suffix in (".qdc", ".qde") for name in names if name.lower().endswith(suffix)]
        member = archive.bytes_of(found[0]) if found else None
    except BadFile as fault:
        problems.stop(1, fault.message)
    if member is None:
        problems.stop(1, "The zip holds neither a .qdc nor a .qde file.")
    if len(found) > 1:
        problems.caution(1, f"The zip holds {len(found)} codebooks; {shown(found[0])} was read.")
    return member


@dataclass(slots=True)
class _Reader:
    """Reads codes one after the other, and keeps what must not stand twice in a file."""

    problems: Problems
    guids: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    notes: int = 0

    def codes(self, elements: Iterable[Element], level: int) -> list[PlainCode]:
        """The codes among these elements, with those inside them."""
        taken: set[str] = set()
        return [self._code(each, level, taken) for each in elements if each.name == "Code"]

    def _code(self, element: Element, level: int, taken: set[str]) -> PlainCode:
        line, given = element.line, element.attributes
        if level > MOST_LEVELS:
            self.problems.stop(line, f"The code stands more than {MOST_LEVELS} levels deep.")
        told = [each.text for each in element.children if each.name == "Description"]
        said = "\n\n".join(text.strip() for text in told) or given.get("description", "")
        parts = description.read(said.replace("\r\n", "\n").replace("\r", "\n"))
        full = tidy(given.get("name", ""))
        name = self._name(full, line, taken)
        if len(full) > _LONGEST_NAME:
            parts.lists.setdefault("aliases", []).append(full)
        if self._again(parts.texts.get("key", ""), self.keys, line, "framework key"):
            del parts.texts["key"]
        texts = {
            "name": name,
            "guid": self._guid(given.get("guid", ""), line),
            "codable": self._codable(given.get("isCodable", "true"), line),
            "colour": self._colour(given.get("color", ""), line),
        }
        self.notes += sum(each.name == "NoteRef" for each in element.children)
        self._tell_unknown(element, {*_KNOWN, "NoteRef"})
        return PlainCode(line, texts, parts, self.codes(element.children, level + 1))

    def _name(self, full: str, line: int, taken: set[str]) -> str:
        """A name its siblings do not bear."""
        if not full:
            self.problems.caution(line, f"The code has no name; it is called {shown(_NO_NAME)}.")
        elif len(full) > _LONGEST_NAME:
            self.problems.caution(line, f"The name is {len(full)} characters long; it was cut and is kept beside.")
        short = full if len(full) <= _LONGEST_NAME else f"{full[: _LONGEST_NAME - 10].rstrip()}…"
        name = wanted = short or _NO_NAME
        number = 2
        while folded(name) in taken:
            name, number = f"{wanted} ({number})", number + 1
        if name != wanted and full:
            self.problems.caution(line, f"The name {shown(wanted)} stands twice at one place; called {shown(name)}.")
        taken.add(folded(name))
        return name

    def _guid(self, given: str, line: int) -> str:
        guid = given.strip().removeprefix("{").removesuffix("}").lower()
        if not GUID.fullmatch(guid):
            self.problems.caution(line, "The code has no usable GUID; it gets a new one.")
            return ""
        return "" if self._again(guid, self.guids, line, "GUID") else guid

    def _again(self, value: str, seen: set[str], line: int, what: str) -> bool:
        if value and value in seen:
            self.problems.caution(line, f"The {what} of this code stands in the file before; it was left out here.")
            return True
        seen.add(value)
        return False

    def _codable(self, given: str, line: int) -> str:
        word = given.strip().lower()
        if word not in {"true", "1", "false", "0"}:
            self.problems.caution(line, f"“isCodable” is {shown(given)}, neither true nor false; taken as true.")
        return "false" if word in {"false", "0"} else "true"

    def _colour(self, given: str, line: int) -> str:
        colour = given.strip()
        if colour and not COLOUR.fullmatch(colour):
            self.problems.caution(line, f"The colour {shown(colour)} is none; it was left out.")
            return ""
        return colour

    def _tell_unknown(self, element: Element, known: set[str]) -> None:
        for each in element.children:
            if each.name not in known:
                self.problems.caution(each.line, f"The element {shown(each.name)} was not read.")

    def tell_left_out(self, book: Element, root: Element) -> None:
        """Say what of a file has no place among codes: sets, notes, and all of a project that is no code."""
        self._tell_unknown(book, {"Codes", "Sets"})
        sets = book.first("Sets")
        for each in sets.children if sets else ():
            members = sum(one.name == "MemberCode" for one in each.children)
            self.problems.caution(
                each.line, f"The set {shown(each.attributes.get('name', ''))} with {members} codes was not kept."
            )
        if self.notes:
            self.problems.caution(book.line, f"Notes on {self.notes} codes were not kept.")
        if root is not book:
            self.problems.caution(root.line, "The file is a whole project; only its codes were read.")
