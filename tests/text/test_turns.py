from __future__ import annotations

from thematica.text.turns import Turn


def test_a_turn_tells_its_label_from_what_was_said() -> None:
    text = "I: Hvordan gikk det?\nAnna: Greit."
    turn = Turn(2, 21, 27, 33, speaker="Anna")

    assert turn.span.of(text) == "Anna: Greit."
    assert turn.body.of(text) == "Greit."
