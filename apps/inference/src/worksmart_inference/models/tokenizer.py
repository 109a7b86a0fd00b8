"""WordPiece as BERT's uncased models use it, read from a verified `tokenizer.json`.

Our own ninety lines, because the usual package brings a client for a model hub and a network stack
that this service must not have.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_WORD = 100


@dataclass(frozen=True)
class Tokenizer:
    """Token ids by piece; pieces inside a word start with `##`."""

    vocabulary: Mapping[str, int]

    def encode(self, text: str, max_tokens: int) -> list[int]:
        """Ids with the mark at the start and at the end, cut to `max_tokens`."""
        pieces = [piece for word in split_words(text) for piece in self.pieces(word)]
        ids = [self.vocabulary[one] for one in pieces[: max_tokens - 2]]
        return [self.vocabulary["[CLS]"], *ids, self.vocabulary["[SEP]"]]

    def pieces(self, word: str) -> list[str]:
        """The longest known pieces from the left; an unknown rest makes the whole word unknown."""
        if len(word) > LONGEST_WORD:
            return ["[UNK]"]
        found: list[str] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self.vocabulary:
                    found.append(piece)
                    start = end
                    break
            else:
                return ["[UNK]"]
        return found


def load_tokenizer(path: Path) -> Tokenizer:
    """Raises KeyError or ValueError when the file is no such tokenizer."""
    vocabulary = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return Tokenizer({str(piece): int(number) for piece, number in vocabulary.items()})


def split_words(text: str) -> list[str]:
    """Words and single punctuation marks, lower case and without accents."""
    spaced: list[str] = []
    for one in unicodedata.normalize("NFD", cleaned(text).lower()):
        kind = unicodedata.category(one)
        if is_punctuation(one, kind) or is_ideograph(one):
            spaced += [" ", one, " "]
        elif kind != "Mn":
            spaced.append(one)
    return "".join(spaced).split()


def cleaned(text: str) -> str:
    """Control characters are gone and every kind of space is one."""
    return "".join(
        " " if one in "\t\n\r" or unicodedata.category(one) == "Zs" else one
        for one in text
        if one in "\t\n\r" or not is_control(one)
    )


def is_control(one: str) -> bool:
    """What is neither seen nor a space."""
    return one in "\0\ufffd" or unicodedata.category(one).startswith("C")


def is_punctuation(one: str, kind: str) -> bool:
    """ASCII signs such as `$` count, although Unicode calls them symbols."""
    return kind.startswith("P") or (one.isascii() and not one.isalnum() and not one.isspace())


def is_ideograph(one: str) -> bool:
    """Each stands alone, because no spaces divide them."""
    code = ord(one)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
