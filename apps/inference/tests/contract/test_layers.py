"""Which parts may know which others."""

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "worksmart_inference"
FORBIDDEN = {
    "domain": ("fastapi", "starlette", "httpx", "obstore", "asyncio", "os", "subprocess"),
    "contract": ("fastapi", "httpx", "obstore"),
    "safety": ("fastapi", "httpx", "obstore", "asyncio"),
    "documents": ("fastapi", "httpx", "obstore"),
}


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def files(folder: str) -> list[Path]:
    return sorted((SOURCES / folder).glob("*.py"))


@pytest.mark.parametrize(
    "file",
    [file for folder in FORBIDDEN for file in files(folder)],
    ids=lambda file: str(file.name),
)
def test_the_inner_parts_know_nothing_of_the_outer_ones(file: Path) -> None:
    banned = FORBIDDEN[file.parent.name]
    assert not {one for one in imports(file) if one.split(".")[0] in banned}


@pytest.mark.parametrize("file", files("domain"), ids=lambda file: str(file.name))
def test_the_domain_knows_only_itself_the_contract_and_the_checks(file: Path) -> None:
    own = {one for one in imports(file) if one.startswith("worksmart_inference")}
    allowed = ("domain", "contract", "safety", "json_tree")
    assert {one.split(".")[1] for one in own} <= set(allowed)


def test_no_module_keeps_anything_between_requests() -> None:
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            assert not isinstance(node, ast.Global), file


@pytest.mark.parametrize("file", sorted(SOURCES.rglob("*.py")), ids=lambda file: str(file.name))
def test_a_file_has_at_most_300_lines(file: Path) -> None:
    is_generated = file.name == "v1.py"
    assert is_generated or len(file.read_text().splitlines()) <= 300
