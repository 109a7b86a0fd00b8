"""Check-ins written by hand, in the order of a small team's autumn: one person, from nothing on."""

import csv
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from worksmart_inference.contract import v1
from worksmart_inference.domain.categorize import categorize, prepare, rank, similarities
from worksmart_inference.domain.vectors import Vectors, to_wire

DATA = Path(__file__).resolve().parent / "data" / "checkins.tsv"
PROJECTS = {"Website": "WEB", "Billing": "BILL", "Mobile app": "APP", "Hiring": "HIRE"}
WARM_UP = 10
MODEL = "eval"
START = date(2026, 9, 7)
SPACE = uuid.UUID(int=0xC0DE)


def id_of(project: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, project)


def judge(embed: Callable[[Sequence[str]], Vectors]) -> dict[str, object]:
    """Top-3 of tags and projects against habit alone, and what is really shown, by kind of line."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    vectors = embed([row["text"] for row in rows])
    wire = to_wire(vectors)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    tags = sorted({row["tag"] for row in rows})
    for index in range(WARM_UP, len(rows)):
        row = rows[index]
        request = v1.CategorizeRequest(
            text=row["text"],
            today=day_of(index),
            candidates=[
                *(
                    v1.ProjectCandidate(kind="project", id=id_of(name), key=key, name=name)
                    for name, key in PROJECTS.items()
                ),
                *(v1.TagCandidate(kind="tag", tag=tag) for tag in tags),
            ],
            history=[
                v1.HistoryRow(
                    id=uuid.UUID(int=place + 1),
                    text=rows[place]["text"],
                    tags=[rows[place]["tag"]],
                    project_id=id_of(rows[place]["project"]) if rows[place]["project"] else None,
                    task_id=None,
                    is_own=True,
                    work_date=day_of(place),
                    vector=wire[place],
                )
                for place in range(index - 1, -1, -1)
            ],
            vector_model=MODEL,
        )
        context = prepare(request, MODEL, vectors.shape[1])
        near = similarities(context, row["text"], vectors[index])
        order = [one.value for one in rank(context, "tag", row["text"], near)]
        habit = Counter(one["tag"] for one in rows[:index]).most_common(3)
        shown = categorize(context, row["text"], vectors[index])
        said = [one.value for one in shown.projects]
        wanted = str(id_of(row["project"])) if row["project"] else None
        for kind in ("all", row["kind"]):
            found[kind].update(
                {
                    "rows": 1,
                    "top3": row["tag"] in order[:3],
                    "habit3": row["tag"] in [tag for tag, _ in habit],
                    "shown": bool(shown.tags),
                    "right": bool(shown.tags) and shown.tags[0].value == row["tag"],
                    "projectShown": bool(said),
                    "projectRight": bool(said) and said[0] == wanted,
                }
            )
    return {kind: dict(counts) for kind, counts in found.items()}


def day_of(index: int) -> date:
    """Four lines a day."""
    return START + timedelta(days=index // 4)
