"""The files that an installation rests on."""

import re
from pathlib import Path

import pytest

from compile_requirements import stamp_of

HERE = Path(__file__).resolve().parents[2]
LOCKS = {"requirements.txt": ["in"], "requirements-dev.txt": ["in", "dev"]}
SOURCES = {"in": HERE / "requirements.in", "dev": HERE / "requirements-dev.in"}


def packages(text: str) -> dict[str, set[str]]:
    """Versions and hashes by package."""
    found: dict[str, set[str]] = {}
    for block in re.split(r"\n(?=[a-z0-9])", text):
        match = re.match(r"([a-z0-9][a-z0-9._-]*)==(\S+)", block)
        if match:
            found.setdefault(match[1], set()).add(match[2])
            assert "--hash=sha256:" in block, f"{match[1]} has no hash"
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_version_has_a_hash_and_no_index_is_named(name: str) -> None:
    text = (HERE / name).read_text()
    assert len(packages(text)) > 10
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize(("name", "sources"), LOCKS.items())
def test_a_source_that_changed_was_compiled_again(name: str, sources: list[str]) -> None:
    first = (HERE / name).read_text().split("\n", 1)[0]
    assert first == stamp_of([SOURCES[one] for one in sources])


def test_the_tests_run_on_the_versions_that_are_installed() -> None:
    base = packages((HERE / "requirements.txt").read_text())
    dev = packages((HERE / "requirements-dev.txt").read_text())
    assert {name: dev[name] for name in base} == base


def test_nothing_that_fetches_models_or_runs_them_from_a_hub_is_installed() -> None:
    dev = packages((HERE / "requirements-dev.txt").read_text())
    assert not {"litellm", "langchain", "transformers", "torch", "huggingface-hub"} & set(dev)
