"""Text from outside, before anything looks at it: what cannot be seen is taken out and told."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

# Bidi marks and zero-width signs, and the tag characters that spell invisible ASCII.
HIDDEN = re.compile(
    "[\u200b\u2060\ufeff\u180e\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\U000e0000-\U000e007f]"
)
# Not seen either, but innocent: soft hyphens, joiners of emoji and of some scripts' letters.
SOFT = re.compile("[\u00ad\u034f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Clean:
    """Text that shows all it says, and whether something was hidden in it."""

    text: str
    had_hidden: bool


def clean(text: str) -> Clean:
    """NFC, well-formed, without control, zero-width, bidi and tag characters; lines stay lines."""
    plain = LONE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = CONTROL.sub("", SOFT.sub("", HIDDEN.sub("", plain)))
    return Clean(unicodedata.normalize("NFC", seen), HIDDEN.search(plain) is not None)


@dataclass(frozen=True)
class Fenced:
    """Text for a model, marked so that it reads as data: a random fence and a mark at each line."""

    text: str
    fence: str


def fenced(text: str, fence: str | None = None) -> Fenced:
    """A fence that the text cannot know, because it is made for this request alone."""
    mark = fence or secrets.token_hex(16)
    lines = "\n".join(f"^{line}" for line in text.split("\n"))
    return Fenced(f"<data-{mark}>\n{lines}\n</data-{mark}>", mark)
