"""The transcript view: a source with its codings, read and selected by key or mouse."""

from thematica.tui.transcript.values import CodingView, SpeakerView, TranscriptView
from thematica.tui.transcript.widget import Transcript

__all__ = ["CodingView", "SpeakerView", "Transcript", "TranscriptView"]
