"""A text that is often told anew."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


class TextPanel(Widget):
    """Paints only what it says anew, and has the screen laid out only when it needs another size.

    One that `fills` is as high as what it stands in, or as what it says where that is more.
    """

    DEFAULT_CSS = "TextPanel { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None, fills: bool = False) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id, classes=classes)
        self._told = Content()
        self._fills = fills
        if fills:
            self.styles.min_height = "100%"

    def render(self) -> Content:
        """What it says."""
        return self._told

    def tell(self, content: Content) -> None:
        """Says this from now on."""
        before, self._told = self._told, content
        if content.is_same(before):
            return
        width, lines = self._size_of(content)
        width_before, lines_before = self._size_of(before)
        room = self.parent.content_size.height if self._fills and isinstance(self.parent, Widget) else 0
        if (width, max(lines, room)) == (width_before, max(lines_before, room)):
            self.refresh(Region(0, 0, width, max(lines, lines_before)))
        else:
            self.refresh(layout=True)

    def _size_of(self, content: Content) -> tuple[int, int]:
        rules = self.styles.get_rules()
        width = content.get_optimal_width(rules, 0) if self.styles.is_auto_width else self.content_size.width
        return width, content.get_height(rules, width) if width else 0
