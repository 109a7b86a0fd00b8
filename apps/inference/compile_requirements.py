"""Writes requirements.txt and requirements-dev.txt: every version and hash, no index address.

Needs `uv` on the machine of whoever moves a pin; nobody else does. Only versions that are at least
a week old are taken, because a package that turns out to be harmful is usually withdrawn by then.
"""

import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent


def stamp_of(sources: list[Path]) -> str:
    """The line that ties a compiled file to its sources, so that a test sees a forgotten run."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"# Written by compile_requirements.py from sources {digest[:16]}. Do not edit."


def compile_one(source: Path, target: Path, stamp: str, constraint: Path | None) -> None:
    """Resolves one file for every platform and Python 3.11 or newer; raises when uv fails."""
    newest = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
    command += ["--only-binary", ":all:", "--exclude-newer", newest]
    command += ["--output-file", str(target), source.name]
    if constraint is not None:
        command += ["--constraint", constraint.name]
    subprocess.run(command, cwd=HERE, check=True)
    target.write_text(f"{stamp}\n{target.read_text()}")


def main() -> None:
    """Both files; the second is held to the versions of the first."""
    base, dev = HERE / "requirements.in", HERE / "requirements-dev.in"
    locked = HERE / "requirements.txt"
    compile_one(base, locked, stamp_of([base]), None)
    compile_one(dev, HERE / "requirements-dev.txt", stamp_of([base, dev]), locked)


if __name__ == "__main__":
    sys.exit(main())
