"""Quick keys: which code lies on which of the keys 1 to 9."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from thematica.store.ids import CodeId

KEYS = range(1, 10)


class QuickKeys:
    """Pinned codes on their keys; recent codes on the others, each staying where it is while it is in use.

    A key must not change its meaning under the fingers: a code used now takes a free key, else the key of the code
    that was not used for longest, and never moves another.
    """

    def __init__(self) -> None:
        self._pinned: dict[int, CodeId] = {}
        self._loose: dict[int, CodeId] = {}
        self._used: list[CodeId] = []  # latest last

    def pin(self, pinned: Mapping[int, CodeId], recent: Iterable[CodeId], known: Collection[CodeId]) -> None:
        """Takes over what is pinned, and fills the keys that are free with recent codes, latest first."""
        self._pinned = {key: code for key, code in pinned.items() if code in known}
        kept = self._loose.items()
        self._loose = {
            key: code
            for key, code in kept
            if key not in self._pinned and code in known and code not in self._pinned.values()
        }
        for code in recent:
            if code in known and self.key_of(code) is None and (free := self.free_key()):
                self._loose[free] = code
                self._used.insert(0, code)

    def use(self, codes: Iterable[CodeId]) -> None:
        """Notes that codes were applied; one that has no key gets one."""
        for code in codes:
            if code in self._used:
                self._used.remove(code)
            self._used.append(code)
            key = self.key_of(code) or self.free_key() or self._stalest()
            if key and key not in self._pinned:
                self._loose[key] = code

    def _stalest(self) -> int | None:
        return min(self._loose, key=lambda key: self._age(self._loose[key]), default=None)

    def _age(self, code: CodeId) -> int:
        return self._used.index(code) if code in self._used else -1

    def code_on(self, key: int) -> CodeId | None:
        """The code on a key."""
        return self._pinned.get(key) or self._loose.get(key)

    def key_of(self, code: CodeId) -> int | None:
        """The key a code lies on."""
        return next((key for key in KEYS if self.code_on(key) == code), None)

    def free_key(self) -> int | None:
        """The first key with nothing on it."""
        return next((key for key in KEYS if self.code_on(key) is None), None)

    def key_to_pin(self, code: CodeId) -> int | None:
        """The key a code would be pinned to: its own, a free one, else the first that is not pinned."""
        unpinned = next((key for key in KEYS if key not in self._pinned), None)
        return self.key_of(code) or self.free_key() or unpinned

    def is_pinned(self, key: int) -> bool:
        """Whether the coder put the code on this key."""
        return key in self._pinned

    @property
    def codes(self) -> dict[int, CodeId]:
        """Every key with a code on it."""
        return {key: code for key in KEYS if (code := self.code_on(key)) is not None}
