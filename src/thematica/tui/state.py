"""What the workbench remembers between sessions: the projects opened. Never anything of a study itself."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST = 12


def path() -> Path:
    """The file it is kept in; `THEMATICA_STATE` may name another."""
    named = os.environ.get("THEMATICA_STATE")
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("thematica", appauthor=False) / "recent.json"


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened before: where it is, what it is called, when it was opened (ISO 8601)."""

    path: Path
    name: str
    opened: str


class State:
    """The file in use. One that is damaged or cannot be written is as good as none: work never waits for it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or path()
        kept = self._read()
        self.recent = tuple(_recent(kept.get("recent")))

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def opened(self, project: Path, name: str, at: str) -> None:
        """Notes that a project was opened."""
        whole = project.resolve()
        others = [recent for recent in self.recent if recent.path != whole]
        self._keep((Recent(whole, name, at), *others)[:MOST])

    def forget(self, project: Path) -> None:
        """Takes a project off the list."""
        self._keep(tuple(recent for recent in self.recent if recent.path != project))

    def _keep(self, recent: tuple[Recent, ...]) -> None:
        self.recent = recent
        kept = {
            "recent": [{"path": str(each.path), "name": each.name, "opened": each.opened} for each in recent],
        }
        building = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            building.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            building.replace(self._file)


def _recent(kept: object) -> list[Recent]:
    lines = kept if isinstance(kept, list) else []
    return [
        Recent(Path(line["path"]), line["name"], line["opened"])
        for line in lines
        if isinstance(line, dict) and all(isinstance(line.get(key), str) for key in ("path", "name", "opened"))
    ]
