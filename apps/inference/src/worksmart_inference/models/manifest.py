"""Which model files are ours, by their SHA-256: where the bytes came from does not matter."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WheelSource:
    """A package whose archive holds files of ours; it is never installed and never imported."""

    package: str
    version: str
    members: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """File names with their hashes, what each is for, and where bytes can be looked for."""

    id: str
    revision: str
    repository: str
    dim: int
    heads: int
    max_tokens: int
    files: Mapping[str, str]
    sizes: Mapping[str, int]
    weights: str
    tokenizer: str
    int8: str
    wheels: tuple[WheelSource, ...]

    @property
    def fetched(self) -> tuple[str, ...]:
        """Files that come from outside; the int8 file is made from them."""
        return (self.weights, self.tokenizer)


def read_manifest(path: Path) -> Manifest:
    """Raises KeyError when a part is missing."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(
        id=raw["id"],
        revision=raw["revision"],
        repository=raw["repository"],
        dim=raw["dim"],
        heads=raw["heads"],
        max_tokens=raw["maxTokens"],
        files={one["name"]: one["sha256"] for one in raw["files"]},
        sizes={one["name"]: one["bytes"] for one in raw["files"]},
        weights=raw["weights"],
        tokenizer=raw["tokenizer"],
        int8=raw["int8"],
        wheels=tuple(
            WheelSource(one["package"], one["version"], one["members"]) for one in raw["wheels"]
        ),
    )


def sha256_of(path: Path) -> str | None:
    """None when there is no such file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
