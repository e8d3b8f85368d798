"""Finding a thing by the name, path or GUID a person gave for it."""

from __future__ import annotations

import difflib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import Ambiguous, NotFound
from thematica.store.ids import CaseId, CodeId, CodingId, SourceId, ThemeId, VariableId
from thematica.store.reads.codes import SEPARATOR, paths
from thematica.store.tables import Case, Coding, Source, Theme, Variable, table


def source_named(session: Session, wanted: str) -> SourceId:
    """The source with this name or GUID. Raises NotFound or Ambiguous, listing candidates."""
    rows = session.execute(sa.select(table(Source).c.guid, table(Source).c.name)).all()
    return SourceId(_one("source", wanted, {row.guid: row.name for row in rows}))


def case_named(session: Session, wanted: str) -> CaseId:
    """The case with this name or GUID. Raises NotFound or Ambiguous, listing candidates."""
    rows = session.execute(sa.select(table(Case).c.guid, table(Case).c.name)).all()
    return CaseId(_one("case", wanted, {row.guid: row.name for row in rows}))


def variable_named(session: Session, applies_to: str, wanted: str) -> VariableId:
    """The variable of cases or of sources with this name or GUID. Raises NotFound or Ambiguous, listing candidates."""
    variable = table(Variable)
    query = sa.select(variable.c.guid, variable.c.name).where(variable.c.applies_to == applies_to)
    return VariableId(_one("variable", wanted, {row.guid: row.name for row in session.execute(query)}))


def code_named(session: Session, wanted: str) -> CodeId:
    """The code with this name, path (`People > Workload`) or GUID. Raises NotFound or Ambiguous."""
    return CodeId(_one("code", wanted, {str(guid): path for guid, path in paths(session).items()}))


def theme_named(session: Session, wanted: str) -> ThemeId:
    """The theme with this name, path or GUID. Raises NotFound or Ambiguous."""
    theme = table(Theme)
    rows = {row.guid: row for row in session.execute(sa.select(theme.c.guid, theme.c.parent_guid, theme.c.name))}

    def path(guid: str) -> str:
        row = rows[guid]
        return f"{path(row.parent_guid)}{SEPARATOR}{row.name}" if row.parent_guid else str(row.name)

    return ThemeId(_one("theme", wanted, {guid: path(guid) for guid in rows}))


def coding_named(session: Session, wanted: str) -> CodingId:
    """The coding with this GUID. Raises NotFound."""
    coding = table(Coding)
    found = session.execute(sa.select(coding.c.guid).where(coding.c.guid == wanted.strip().lower())).scalar()
    if found is None:
        raise NotFound("There is no coding with this GUID.", "`thematica excerpts PROJECT --json` lists their GUIDs.")
    return CodingId(found)


def _same(path: str, asked: str) -> tuple[bool, ...]:
    """How a path meets what was asked, the most exact way first."""
    last = path.rsplit(SEPARATOR, 1)[-1]
    return (
        path == asked,
        last == asked or path.endswith(SEPARATOR + asked),
        path.casefold() == asked.casefold(),
        last.casefold() == asked.casefold(),
    )


def _one(thing: str, wanted: str, known: dict[str, str]) -> str:
    """The GUID of the only thing that is meant: by GUID, by whole path, by last name, then ignoring case."""
    asked = SEPARATOR.join(part.strip() for part in wanted.split(">"))
    if wanted.strip().lower() in known:
        return wanted.strip().lower()
    ways = {guid: _same(path, asked) for guid, path in known.items()}
    for way in range(4):
        found = [guid for guid, met in ways.items() if met[way]]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(sorted(f"“{known[guid]}”" for guid in found))
            raise Ambiguous(f"Several {thing}s are called “{wanted}”: {listed}.", "Give the whole path, or the GUID.")
    near = difflib.get_close_matches(asked, [*known.values(), *(p.rsplit(SEPARATOR, 1)[-1] for p in known.values())], 3)
    hint = "Did you mean " + " or ".join(f"“{name}”" for name in dict.fromkeys(near)) + "?" if near else ""
    raise NotFound(f"There is no {thing} called “{wanted}”.", hint or f"`thematica {LISTING[thing]}` lists them.")


LISTING = {
    "source": "sources PROJECT",
    "case": "cases PROJECT",
    "code": "codes PROJECT",
    "theme": "themes PROJECT",
    "variable": "variables PROJECT",
}
