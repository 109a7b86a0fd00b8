"""The table of an evaluation as a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.judge_categorize import METHODS

HEAD = """# What the suggestions are worth

Written by `npm run evals`; do not edit. {at}, {machine}, model `{model}`, {seconds} s.

The real work log is not part of this repository: 7,722 commit subjects of a public project, read
from beside it (`WORKLOG_TSV` overrides). Without it the parts that need it are skipped.
"""

LIMITS = """## What this does not show

- Commit subjects are not check-ins: shorter stories, one trade, one team's habits. The figures are
  good for comparing methods with each other, not for promising a share of right suggestions.
- The minutes of the work log are inferred, so they say nothing about anomalies; simulated people
  do, and their slips are large. A small slip is neither found nor counted here. A day without time
  that nobody explained cannot be told from a forgotten one: the simulation has both, and the
  precision of missing days shows it.
- Which texts answer a query was decided by hand-written patterns over all texts. A text that means
  the same in words no pattern foresaw counts as wrong, which favours methods that look at words.
- The words half of the search is a stand-in for the database's own (English endings and common
  words, trigrams). The weights of the three rankings (full text 1, trigram 0.5, vector 2) were
  chosen from five with all queries in view; the two halves show that neither carries it alone.
- The weights, the half-life and the calibration of categories were chosen by the figures of rows
  before the last 1,000, but those of the last 1,000 were seen beside them. They are the newest
  rows, not ones that nobody has looked at.
- The local default gets 500 rows and 100 labels, as the contract allows: the 300 most alike by BM25
  and the newest 200. "Newest rows alone" is the same code over a person's newest 400 rows and the
  newest 100 of the others, without looking for alike ones.
- The documents and the packs of facts are made by hand and small: gates against going back, not a
  measure of accuracy on real documents. No model of a provider was judged; the obedient and the
  careless model are scripts that do the worst they can.
- The model is an English one and sees 256 tokens. Other languages are found by words.
"""


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers as they are given."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def three(value: float | None) -> str:
    """Three places without the zero before the point."""
    if value is None:
        return "–"
    return f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.3f}"


def page_of(report: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [HEAD.format(**report), gates_part(report)]
    for label in ("scope", "type"):
        if label in report:
            parts.append(categorize_part(label, report[label], report["step"]))
    if "checkins" in report:
        parts.append(checkins_part(report["checkins"]))
    if "search" in report:
        parts.append(search_part(report["search"]))
    parts += [anomalies_part(report["anomalies"]), documents_part(report["documents"])]
    parts += [narratives_part(report["narratives"]), LIMITS]
    return "\n".join(parts)


def gates_part(report: Mapping[str, Any]) -> str:
    """The gates, and what follows for the service."""
    rows = [
        (one["gate"], one["found"], "met" if one["met"] else "**missed**")
        for one in report["gates"]
    ]
    on = [name for name, is_on in report["semantic"].items() if is_on]
    off = [name for name, is_on in report["semantic"].items() if not is_on]
    said = f"Comparing by meaning is on for: {', '.join(on) or 'nothing'}."
    if off:
        said += f" Off, because nothing measured earns it: {', '.join(off)}."
    return "\n".join(["## Gates\n", table(("gate", "found", ""), rows), "", said, ""])


def categorize_part(label: str, found: Mapping[str, Any], step: int) -> str:
    """One kind of label: all methods, then by how much history a person has."""
    every = "every row" if label == "scope" or step == 1 else f"every {step}rd row"
    methods: Mapping[str, Any] = found["methods"]
    rows = [
        [name]
        + [
            three(methods[name][key])
            for key in (
                "top1", "top3", "mrr", "lastTop1", "lastTop3", "coverageAt80", "likely",
                "likelyPrecision", "shown", "shownPrecision", "unseenAbstain", "ece",
                "eceFittedLast",
            )
        ]
        for name in METHODS
        if name in methods
    ]  # fmt: skip
    head = (
        "method", "top-1", "top-3", "MRR", "last top-1", "last top-3", "coverage at .8", "likely",
        "right when likely", "shown", "right when shown", "abstains on unseen", "ECE",
        "ECE fitted, last",
    )  # fmt: skip
    levels = list(methods["BM25"]["byHistory"])
    counts = [methods["BM25"]["byHistory"][level]["rows"] for level in levels]
    by_history = [
        [name, *(three(methods[name]["byHistory"][level]["top3"]) for level in levels)]
        for name in METHODS
        if name in methods
    ]
    bins = [
        (three(one["said"]), three(one["right"]), one["rows"])
        for one in methods["local, with embeddings"]["reliability"]
    ]
    return "\n".join(
        [
            f"## Categories by {label}\n",
            f"{found['rows']:,} rows tested ({every}), {found['labels']} labels, strictly in the"
            " order of time; the first 200 rows only teach. For baselines the chance of being right"
            " is their own score, which is not calibrated.\n",
            table(head, rows),
            "\nTop-3 by how many labelled rows the person had before:\n",
            table(
                ("method", *(f"{a} ({b:,})" for a, b in zip(levels, counts, strict=True))),
                by_history,
            ),
            "\nReliability of the local default with embeddings:\n",
            table(("said", "was right", "rows"), bins),
            "",
        ]
    )


def checkins_part(found: Mapping[str, Any]) -> str:
    """By kind of line."""

    def share(one: Mapping[str, int], part: str, whole: str) -> str:
        return three(one[part] / one[whole]) if one[whole] else "–"

    rows = [
        (
            kind,
            one["rows"],
            share(one, "habit3", "rows"),
            share(one, "top3", "rows"),
            share(one, "shown", "rows"),
            share(one, "right", "shown"),
            share(one, "projectShown", "rows"),
            share(one, "projectRight", "projectShown"),
        )
        for kind, one in found.items()
    ]
    head = (
        "line",
        "rows",
        "habit, tag top-3",
        "local, tag top-3",
        "tag shown",
        "right when shown",
        "project shown",
        "right when shown",
    )
    return "\n".join(
        [
            "## Check-ins written by hand\n",
            "One person, from the first line on; the first ten rows only teach. `new` is a kind of"
            " work that was not there before.\n",
            table(head, rows),
            "",
        ]
    )


def search_part(found: Mapping[str, Any]) -> str:
    """Recall and nDCG by kind of query."""
    methods: Mapping[str, Any] = found["methods"]
    kinds = list(methods["hybrid"])
    rows = [
        [name, *(f"{three(one[k]['recall10'])} / {three(one[k]['ndcg10'])}" for k in kinds)]
        for name, one in methods.items()
    ]
    head = ("recall@10 / nDCG@10", *(f"{k} ({methods['hybrid'][k]['queries']})" for k in kinds))
    return "\n".join(["## Search\n", table(head, rows), ""])


def anomalies_part(found: Mapping[str, Any]) -> str:
    """By habit of the simulated people."""
    rows = [
        (
            habit, one["slips"], three(one["precision"]), three(one["recall"]),
            three(one["missingPrecision"]), three(one["missingRecall"]),
            three(one["falsePerPersonWeek"]),
        )
        for habit, one in found["habits"].items()
    ]  # fmt: skip
    head = (
        "habit (40 people, 8 weeks)", "slips", "precision", "recall", "missing days precision",
        "missing days recall", "false alarms a person-week",
    )  # fmt: skip
    return "\n".join(["## Unusual time\n", table(head, rows), ""])


def documents_part(found: Mapping[str, Any]) -> str:
    """Made documents and attacks."""
    made, attacks = found["made"], found["attacks"]
    rows = [
        ("kind of document", three(made["kinds"])),
        ("entities, actions and links: precision", three(made["precision"])),
        ("entities, actions and links: recall", three(made["recall"])),
        (f"claims that stand where they say ({made['claims']})", three(made["citations"])),
        (
            f"attacks with an effect, read locally (of {attacks['attacks']})",
            attacks["harmedLocally"],
        ),
        ("attacks with an effect, with an obedient model", attacks["harmedWithObedientModel"]),
        ("attacks whose hidden text was told", attacks["hiddenTold"]),
    ]
    title = f"{made['documents']} made documents"
    return "\n".join(["## Documents\n", table((title, ""), rows), ""])


def narratives_part(found: Mapping[str, Any]) -> str:
    """The template and the careless model."""
    careless = found["careless"]
    rows = [
        ("sentences", found["sentences"]),
        ("sentences with a number that no cited fact has", found["numberErrors"]),
        ("sentences with a fact", three(found["citations"])),
        ("what had to be mentioned and was", three(found["mustMention"])),
        (f"sentences kept of a careless model's {careless['drafted']}", careless["kept"]),
    ]
    return "\n".join(["## Narratives\n", table((f"{found['packs']} packs", ""), rows), ""])
