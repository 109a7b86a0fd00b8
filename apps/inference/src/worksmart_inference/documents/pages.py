"""What reading a document gives, and the ways in which it can fail."""

from dataclasses import dataclass, field
from typing import Literal

Failure = Literal["document_unreadable", "document_encrypted", "unsupported_media"]
MAX_PAGES = 200
MAX_OCR_PAGES = 20
MAX_PAGE_CHARACTERS = 200_000
MAX_CHARACTERS = 600_000


class DocumentError(Exception):
    """The document cannot be read, and why as a code of the contract."""

    def __init__(self, code: Failure) -> None:
        super().__init__(code)
        self.code: Failure = code


@dataclass
class Pages:
    """Text by page as far as it was read, pictures of pages without any (PNG), and warnings."""

    texts: list[str] = field(default_factory=list[str])
    pictures: dict[int, bytes] = field(default_factory=dict[int, bytes])
    warnings: set[str] = field(default_factory=set[str])
    count: int = 0

    def add(self, text: str) -> bool:
        """The next page; False when there is no room for another."""
        self.count += 1
        if len(self.texts) >= MAX_PAGES:
            self.warnings.add("pages_truncated")
            return False
        left = MAX_CHARACTERS - sum(map(len, self.texts))
        kept = text[: min(MAX_PAGE_CHARACTERS, max(0, left))]
        if len(kept) < len(text):
            self.warnings.add("text_truncated")
        self.texts.append(kept)
        return True
