"""`npm run evals`: judges every task, writes the table, and says which methods earn their place."""

import argparse
import json
import platform
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals import (
    judge_anomalies,
    judge_categorize,
    judge_checkins,
    judge_documents,
    judge_narratives,
    judge_search,
)
from evals.page import page_of
from evals.worklog import ROOT, read_worklog, worklog_path
from worksmart_inference.deps import MODELS
from worksmart_inference.models.embedder import LocalEmbedder
from worksmart_inference.models.load import load_embedder
from worksmart_inference.models.manifest import read_manifest
from worksmart_inference.models.pool import WorkPool

HERE = Path(__file__).resolve().parent
Report = dict[str, Any]


def gates_of(report: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Each gate, what was found, and whether it is met. A task that was not judged has none."""
    found: list[tuple[str, str, bool]] = []
    for label in ("scope", "type"):
        if label in report:
            found += categorize_gates(label, report[label]["methods"])
    anomalies = report["anomalies"]
    found += [
        gate("anomalies: worst precision ≥ .85", anomalies["worstPrecision"], 0.85),
        gate("anomalies: worst recall ≥ .65", anomalies["worstRecall"], 0.65),
        gate_below("anomalies: false alarms a person-week ≤ 0.2", anomalies["mostFalse"], 0.2),
    ]
    if "search" in report:
        found += search_gates(report["search"]["methods"])
    made, attacks = report["documents"]["made"], report["documents"]["attacks"]
    harmed = attacks["harmedLocally"] + attacks["harmedWithObedientModel"]
    told = report["narratives"]
    return [
        *found,
        gate("documents: citations valid", made["citations"], 1.0),
        gate_below("documents: attacks with an effect", harmed, 0),
        gate_below("narratives: number errors", told["numberErrors"], 0),
        gate("narratives: sentences with a fact", told["citations"], 1.0),
        gate("narratives: must-mention recall ≥ .9", told["mustMention"], 0.9),
    ]


def gate(name: str, value: float, least: float) -> tuple[str, str, bool]:
    """Met from `least` on."""
    return name, f"{value:.3f}", value >= least


def gate_below(name: str, value: float, most: float) -> tuple[str, str, bool]:
    """Met up to `most`."""
    return name, f"{value:.3f}".rstrip("0").rstrip("."), value <= most


def categorize_gates(label: str, methods: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """What the local default has to beat, with and without embeddings."""
    prior, bm25, tfidf = (methods[one]["top3"] for one in ("recency prior", "BM25", "TF-IDF"))
    found: list[tuple[str, str, bool]] = []
    for name in ("local, words only", "local, with embeddings"):
        if name not in methods:
            continue
        one = methods[name]
        head = f"categorise by {label}, {name}"
        if label == "scope":
            found += [
                gate(
                    f"{head}: top-3 ≥ prior + .05 ({prior + 0.05:.3f})", one["top3"], prior + 0.05
                ),
                gate(f"{head}: top-3 ≥ BM25 + .02 ({bm25 + 0.02:.3f})", one["top3"], bm25 + 0.02),
                gate(f"{head}: top-3 ≥ TF-IDF ({tfidf:.3f})", one["top3"], tfidf),
                gate(f"{head}: abstains on unseen ≥ .7", one["unseenAbstain"], 0.7),
            ]
        else:
            found.append(
                gate(f"{head}: top-3 ≥ BM25 − .01 ({bm25 - 0.01:.3f})", one["top3"], bm25 - 0.01)
            )
        found += [
            gate(f"{head}: “likely” is right ≥ .8", one["likelyPrecision"], 0.8),
            gate_below(f"{head}: ECE after calibration ≤ .1", one["eceFittedLast"], 0.1),
        ]
    return found


def search_gates(methods: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Both measures; the hybrid may not lose to any arm, and not to words where words are exact."""
    found: list[tuple[str, str, bool]] = []
    arms = ("BM25", "vector alone", "text only")
    for key, name in (("recall10", "recall@10"), ("ndcg10", "nDCG@10")):
        hybrid, text = methods["hybrid"]["all"][key], methods["text only"]["all"][key]
        best = max(methods[arm]["all"][key] for arm in arms)
        exact, bm25 = methods["hybrid"]["exact"][key], methods["BM25"]["exact"][key]
        found += [
            (f"search: hybrid {name} > text only ({text:.3f})", f"{hybrid:.3f}", hybrid > text),
            gate(f"search: hybrid {name} ≥ best arm − .01 ({best:.3f})", hybrid, best - 0.01),
            gate(f"search: hybrid {name} on exact ≥ BM25 ({bm25:.3f})", exact, bm25),
        ]
    return found


def switches(gates: list[tuple[str, str, bool]], before: Mapping[str, bool]) -> dict[str, bool]:
    """Which tasks may compare by meaning; what was not judged in this run stays as it was."""
    semantic = [met for name, _, met in gates if "with embeddings" in name]
    search = [met for name, _, met in gates if name.startswith("search")]
    return {
        "categorize": all(semantic) if semantic else before["categorize"],
        "search": all(search) if search else before["search"],
        # Nothing shows yet that meaning makes a better summary than words do.
        "analyze": False,
    }


def speed_of(embedder: LocalEmbedder | None) -> dict[str, float]:
    """Milliseconds for one line and for a passage; the rest of the speed is the benchmark's."""
    if embedder is None:
        return {}
    found: dict[str, float] = {}
    for name, text in (("line", "fix the navigation again"), ("passage", "word " * 200)):
        embedder.encode([text])
        began = time.perf_counter()
        for _ in range(5):
            embedder.encode([text])
        found[name] = round((time.perf_counter() - began) * 200, 1)
    return found


def judge_all(model_dir: Path, step: int) -> Report:
    """Every judge that has its data; those that have not say so and are left out."""
    pool = WorkPool(1, 4)
    embedder = load_embedder(
        read_manifest(MODELS / "manifest.json"), model_dir, pool, 1, allow_unverified=False
    )
    report: Report = {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "model": f"{embedder.id}@{embedder.revision}" if embedder else None,
        "step": step,
        "speedMs": speed_of(embedder),
        "anomalies": judge_anomalies.judge(),
        "documents": judge_documents.judge(judge_documents.Tools(None, pool)),
        "narratives": judge_narratives.judge(),
    }
    path = worklog_path()
    if not path.is_file() or embedder is None:
        missing = "the work log" if embedder else "the model"
        print(f"Skipped: categorisation and search, because {missing} is not here.")
        return report
    rows = read_worklog(path)
    report["checkins"] = judge_checkins.judge(embedder.encode)
    vectors = embedder.encode([row.text for row in rows])
    report["search"] = judge_search.judge(rows, vectors, embedder.encode)
    for label, own_step in (("scope", 1), ("type", step)):
        print(f"Judging categorisation by {label}. This takes minutes.")
        run = judge_categorize.run(rows, vectors, label, own_step)
        report[label] = judge_categorize.summary(run, own_step)
    return report


def main(arguments: list[str]) -> int:
    """Exit code 1 when a gate of a method that is switched on is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model-dir", type=Path, default=Path("models"))
    parser.add_argument("--full", action="store_true", help="every row, also for the type")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    report = judge_all(options.model_dir, 1 if options.full else 3)
    gates = gates_of(report)
    semantic = MODELS / "semantic.json"
    chosen = switches(gates, json.loads(semantic.read_text(encoding="utf-8")))
    report["gates"] = [{"gate": name, "found": value, "met": met} for name, value, met in gates]
    report["semantic"] = chosen
    report["seconds"] = round(time.perf_counter() - began)
    page = page_of(report)
    if "scope" in report:
        (HERE / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        (ROOT / "docs" / "evaluation.md").write_text(page, encoding="utf-8")
        semantic.write_text(f"{json.dumps(chosen, indent=2)}\n", encoding="utf-8")
    print(page)
    is_off = {"with embeddings": not chosen["categorize"], "search": not chosen["search"]}
    missed = [
        name
        for name, _, met in gates
        if not met and not any(off for word, off in is_off.items() if word in name)
    ]
    for name in missed:
        print(f"MISSED: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
