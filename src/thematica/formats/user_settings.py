"""The user's own settings: `config.yaml` in the folder the system keeps such files in.

    coder: Ada Roe
    look: light             # dark, light or high-contrast
    keys:
      code: f9              # by the ids that `thematica keys` lists
      complete: [C, f5]

`THEMATICA_CONFIG` may name another file. What stands in it is understood or told with its line, never passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from thematica.errors import BadFile, StoreRefused

if TYPE_CHECKING:
    import yaml

LOOKS = ("dark", "light", "high-contrast")
FIELDS = ("coder", "look", "keys")
NOTHING = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class KeyWish:
    """Other keys for the action of an id; `line` is where the file says so, from 1."""

    id: str
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; None where it says nothing."""

    coder: str | None = None
    look: str | None = None
    keys: tuple[KeyWish, ...] = ()


def path() -> Path:
    """Where the user's settings are, or would be."""
    named = os.environ.get("THEMATICA_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("thematica", appauthor=False) / "config.yaml"


def load() -> Settings:
    """The user's settings, those of an empty file where there is none. Raises BadFile."""
    return read(_text(), path())


def keep(field: Literal["coder", "look"], value: str) -> None:
    """Writes one setting into the file; comments and everything else in it stay.

    Raises BadFile when the file cannot be understood, StoreRefused when it cannot be written.
    """
    file = path().resolve()  # what a link leads to is changed, not the link
    text = changed(_text(), field, value, file)
    building = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        building.write_text(text, encoding="utf-8")
        building.replace(file)
    except OSError as fault:
        building.unlink(missing_ok=True)
        why = fault.strerror
        raise StoreRefused(f"Your settings in {file} cannot be written ({why}).", "Check its permissions.") from None


def _text() -> str:
    file = path()
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise BadFile(f"Your settings in {file} cannot be read ({why}).", "Mend the file, or remove it.") from None


def read(text: str, file: Path) -> Settings:
    """What a file says. Raises BadFile, which names the file and the line."""
    found = Settings()
    for field, node in _pairs(_root(text, file), file):
        if field in FIELDS and node.tag == NOTHING:
            continue
        if field == "coder":
            found = replace(found, coder=_word(node, file, "coder: Ada Roe"))
        elif field == "look":
            found = replace(found, look=_word(node, file, "look: light"))
            if found.look not in LOOKS:
                raise _bad(file, node, f"there is no look “{found.look}”", f"Write one of {', '.join(LOOKS)}.")
        elif field == "keys":
            found = replace(found, keys=tuple(_wishes(node, file)))
        else:
            known = ", ".join(FIELDS)
            raise _bad(file, node, f"“{field}” is no setting", f"The settings are {known}; take the line out.")
    return found


def changed(text: str, field: Literal["coder", "look"], value: str, file: Path) -> str:
    """The text of a file in which one setting is another; all else stays as it is. Raises BadFile."""
    import yaml

    before = read(text, file)
    written = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**6).strip()[1:-1]
    there = dict(_pairs(_root(text, file), file)).get(field)
    if there is not None:
        parts = (text[: there.start_mark.index].rstrip(" "), " ", written, text[there.end_mark.index :])
    else:
        parts = (text, "" if not text or text.endswith("\n") else "\n", f"{field}: ", f"{written}\n")
    after = "".join(parts)
    expected = replace(before, coder=value) if field == "coder" else replace(before, look=value)
    try:
        same = replace(read(after, file), keys=before.keys) == expected  # the keys' lines may be others now
    except BadFile:
        same = False
    if not same:
        raise BadFile(f"Your settings in {file} are laid out in an unusual way.", f"Change “{field}” there yourself.")
    return after


def _root(text: str, file: Path) -> yaml.Node | None:
    import yaml

    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else str(file)
        raise BadFile(f"Your settings are not YAML ({where}).", "Write lines such as “coder: Ada Roe”.") from None


def _pairs(node: yaml.Node | None, file: Path) -> Iterator[tuple[str, yaml.Node]]:
    import yaml

    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise _bad(file, node, "there should be names with values", "Write lines such as “coder: Ada Roe”.")
    seen = set()
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode) or name.value in seen:
            raise _bad(file, name, "this stands here twice or is no name", "Keep one of the lines.")
        seen.add(name.value)
        yield name.value, value


def _wishes(node: yaml.Node, file: Path) -> Iterator[KeyWish]:
    import yaml

    for id_, value in _pairs(node, file):
        several = value.value if isinstance(value, yaml.SequenceNode) else [value]
        keys = tuple(_word(each, file, f"{id_}: f9") for each in several)
        if not keys:
            raise _bad(file, value, f"“{id_}” has no key", f"Write a line such as “{id_}: f9”, or take it out.")
        yield KeyWish(id_, keys, value.start_mark.line + 1)


def _word(node: yaml.Node, file: Path, example: str) -> str:
    """A value as it is written, whatever YAML would take it for."""
    import yaml

    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _bad(file, node, "there is no usable value", f"Write a line such as “{example}”.")
    return str(node.value).strip()


def _bad(file: Path, node: yaml.Node, what: str, hint: str) -> BadFile:
    return BadFile(f"{file}:{node.start_mark.line + 1}: {what}.", hint)
