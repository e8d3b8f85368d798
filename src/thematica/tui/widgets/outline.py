"""An outline: entries that may lie under others, with a mark before the name and a figure at the right edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from thematica.text.normalise import safe
from thematica.tui.colours import legible
from thematica.tui.plain import fitted

STEP = 2  # cells an entry stands in from the one it lies under
FOLD = Style.from_meta({"toggle": True})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. `key` is its identity, `under` the key of the entry it lies under; `colour` (#rrggbb) is the mark's."""

    key: str
    name: str
    under: str | None = None
    mark: str = ""
    colour: str | None = None
    tail: str = ""
    quiet: bool = False
    strong: bool = False
    folded: bool = False


class Outline(Tree[Entry], inherit_bindings=False):
    """Entries as a tree that can be walked and folded from the keyboard."""

    DEFAULT_CSS = """
    Outline {
        background: transparent;
        padding: 0 0 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        & > .tree--cursor { background: transparent; color: $foreground; text-style: none; }
        & > .tree--highlight { text-style: none; }
        & > .tree--highlight-line { background: $panel 50%; }
        &:focus { background-tint: transparent; }
        &:focus > .tree--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", show=False),
        Binding("up,k", "cursor_up", show=False),
        Binding("pagedown,ctrl+d", "page_down", show=False),
        Binding("pageup,ctrl+u", "page_up", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("left,h", "fold", show=False),
        Binding("right,l", "unfold", show=False),
        Binding("enter", "select_cursor", show=False),
    ]
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    class Chosen(Message):
        """An entry was chosen with enter or a click."""

        def __init__(self, outline: Outline, entry: Entry) -> None:
            super().__init__()
            self.outline = outline
            self.entry = entry

        @property
        def control(self) -> Outline:
            """The outline it was chosen in."""
            return self.outline

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = STEP
        self.auto_expand = False
        self._nodes_by_key: dict[str, TreeNode[Entry]] = {}
        self._entries: tuple[Entry, ...] = ()
        self._folds: dict[str, bool] = {}
        self._is_unfolded = False

    def show(self, entries: Sequence[Entry], *, unfold: bool = False) -> None:
        """Shows these entries; what was folded or pointed at stays so. `unfold` opens everything."""
        entries = tuple(entries)
        if entries == self._entries and not unfold:
            return
        kept = [_place(entry) for entry in entries if entry.key in self._nodes_by_key]
        if unfold or self._is_unfolded or kept != [_place(entry) for entry in self._entries]:
            self._rebuild(entries, unfold=unfold)
        else:
            self._put_in(entries)
        self._entries = entries

    def _put_in(self, entries: tuple[Entry, ...]) -> None:
        """Puts new entries between those that are there, and says of these what is said otherwise now."""
        parents = {entry.under for entry in entries}
        beside = Counter[str | None]()
        for entry in entries:
            node = self._nodes_by_key.get(entry.key)
            if node is None:
                self._add(entry, beside[entry.under], is_parent=entry.key in parents)
            elif node.data != entry:
                node.data = entry
                node.refresh()
            beside[entry.under] += 1

    def _rebuild(self, entries: tuple[Entry, ...], *, unfold: bool) -> None:
        if not self._is_unfolded:
            nodes = self._nodes_by_key.items()
            self._folds |= {key: node.is_collapsed for key, node in nodes if node.allow_expand}
        self._is_unfolded = unfold
        wanted = self._from_pointed()
        parents = {entry.under for entry in entries}
        self.clear()
        self._nodes_by_key = {}
        for entry in entries:
            self._add(entry, None, is_parent=entry.key in parents)
        self.point_at(next((key for key in wanted if key in self._nodes_by_key), ""))

    def _add(self, entry: Entry, place: int | None, *, is_parent: bool) -> None:
        """Puts an entry under its own, at a place there, else last."""
        above = self._nodes_by_key.get(entry.under or "", self.root)
        above.allow_expand = True
        is_open = self._is_unfolded or not self._folds.get(entry.key, entry.folded)
        self._nodes_by_key[entry.key] = above.add("", entry, before=place, expand=is_open, allow_expand=is_parent)

    def _from_pointed(self) -> list[str]:
        """The keys from the cursor downwards, then those above it: where it goes when its own entry is gone."""
        keys = [entry.key for entry in self._entries]
        here = keys.index(self.pointed.key) if self.pointed is not None else len(keys)
        return [*keys[here:], *reversed(keys[:here])] if self.pointed is not None else []

    def on_focus(self) -> None:
        """Puts the cursor on the first entry."""
        self.cursor_line = max(self.cursor_line, 0)

    @property
    def pointed(self) -> Entry | None:
        """The entry the cursor is on."""
        return self.cursor_node.data if self.cursor_node is not None else None

    def has(self, key: str) -> bool:
        """Whether there is such an entry, folded away or not."""
        return key in self._nodes_by_key

    def point_at(self, key: str) -> None:
        """Puts the cursor on an entry, unfolding what it lies under."""
        node = self._nodes_by_key.get(key)
        if node is None:
            return
        above = node.parent
        while above is not None and above is not self.root:
            above.expand()
            above = above.parent
        if self.last_line >= 0:  # asking for it numbers the lines
            self.cursor_line = node.line
        self.call_after_refresh(self.scroll_to_node, node, animate=False)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Entry]) -> None:
        """Announces what was chosen; a line that only groups folds instead."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Chosen(self, event.node.data))

    def action_fold(self) -> None:
        """Folds the entry, or goes to the one it lies under."""
        node = self.cursor_node
        if node is not None and node.allow_expand and node.is_expanded:
            node.collapse()
        elif node is not None and node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def action_unfold(self) -> None:
        """Unfolds the entry."""
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    def toggle_pointed(self) -> None:
        """Folds or unfolds the entry the cursor is on."""
        if self.cursor_node is not None:
            self.cursor_node.toggle()

    def get_label_width(self, node: TreeNode[Entry]) -> int:  # noqa: ARG002 (asked of every node)
        """No width of its own: a line takes what the pane has, and names are cut to it."""
        return 0

    def render_label(self, node: TreeNode[Entry], base_style: Style, style: Style) -> Text:
        """The line of an entry, exactly as wide as the pane."""
        entry = node.data or Entry("", "")
        width = self.scrollable_content_region.width - STEP * (_depth(node) - 1)
        fold = (self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE) if node.allow_expand else ""
        mark = f"{entry.mark} " if entry.mark else ""
        room = max(width - len(fold) - len(mark) - len(entry.tail) - bool(entry.tail), 1)
        ground = self.background_colors[1].hex6
        marked = Style(color=legible(entry.colour, ground)) if entry.colour else Style()
        quiet = Style(dim=True) if entry.quiet else Style()
        return Text.assemble(
            (fold, base_style + style + FOLD + Style(dim=True)),
            (mark, style + marked),
            (fitted(safe(entry.name), room), style + quiet + Style(bold=entry.strong or None)),
            (f" {entry.tail}" if entry.tail else "", style + Style(dim=True)),
        )


def _place(entry: Entry) -> tuple[str, str | None]:
    return entry.key, entry.under


def _depth(node: TreeNode[Entry]) -> int:
    depth = 0
    while node.parent is not None:
        node, depth = node.parent, depth + 1
    return depth
