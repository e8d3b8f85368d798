"""Languages as a Word file wants them: a tag with a region, a name in words, and which way they run."""

from __future__ import annotations

from dataclasses import dataclass

FRAME = "en-GB"  # the reports' own words

_KNOWN = {
    "ar": ("ar-SA", "Arabic"),
    "cs": ("cs-CZ", "Czech"),
    "da": ("da-DK", "Danish"),
    "de": ("de-DE", "German"),
    "el": ("el-GR", "Greek"),
    "en": ("en-GB", "English"),
    "es": ("es-ES", "Spanish"),
    "fa": ("fa-IR", "Persian"),
    "fi": ("fi-FI", "Finnish"),
    "fr": ("fr-FR", "French"),
    "he": ("he-IL", "Hebrew"),
    "is": ("is-IS", "Icelandic"),
    "it": ("it-IT", "Italian"),
    "ja": ("ja-JP", "Japanese"),
    "ko": ("ko-KR", "Korean"),
    "nb": ("nb-NO", "Norwegian"),
    "nl": ("nl-NL", "Dutch"),
    "nn": ("nn-NO", "Norwegian (Nynorsk)"),
    "no": ("nb-NO", "Norwegian"),
    "pl": ("pl-PL", "Polish"),
    "pt": ("pt-PT", "Portuguese"),
    "ru": ("ru-RU", "Russian"),
    "se": ("se-NO", "Northern Sámi"),
    "so": ("so-SO", "Somali"),
    "sv": ("sv-SE", "Swedish"),
    "tr": ("tr-TR", "Turkish"),
    "uk": ("uk-UA", "Ukrainian"),
    "ur": ("ur-PK", "Urdu"),
    "zh": ("zh-CN", "Chinese"),
}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language: `tag` as in nb-NO, `name` in English, and how its letters run."""

    tag: str
    name: str
    right_to_left: bool
    east_asian: bool


def language(code: str) -> Language:
    """What is known about a language code such as "nb" or "en-GB"; a region that was given is kept."""
    given = code.strip().replace("_", "-")
    base = given.split("-")[0].lower()
    tag, name = _KNOWN.get(base, (given, given))
    return Language(
        tag=given if "-" in given else tag,
        name=name,
        right_to_left=base in _RIGHT_TO_LEFT,
        east_asian=base in _EAST_ASIAN,
    )
