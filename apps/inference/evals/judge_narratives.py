"""Fifteen packs of facts: the template, and a careless model whose lies have to be dropped."""

import asyncio
import json
import time
from datetime import date
from pathlib import Path

from tests.provider.loopback import loopback, says
from worksmart_inference.contract import v1
from worksmart_inference.domain.narrative import known_texts
from worksmart_inference.providers.breaker import Breaker, DailyTokens
from worksmart_inference.providers.choose import text_model
from worksmart_inference.providers.generate import Generator
from worksmart_inference.providers.wire import new_client
from worksmart_inference.safety.validate import numbers
from worksmart_inference.settings import ModelSettings
from worksmart_inference.tasks.narrate import Narrative, narrate

DATA = Path(__file__).resolve().parent / "data" / "narratives.json"
DAY = date(2026, 11, 22)


def judge() -> dict[str, object]:
    """Number errors, citations and what had to be mentioned."""
    return asyncio.run(work())


async def work() -> dict[str, object]:
    packs = json.loads(DATA.read_text(encoding="utf-8"))
    wrong = uncited = sentences = drafted = kept = mentioned = must = 0
    for pack in packs:
        facts = [v1.Fact.model_validate(fact, by_name=True) for fact in pack["facts"]]
        request = v1.NarrativeRequest(project_name="Website", from_=DAY, to=DAY, facts=facts)
        plain = await narrate(request, None)
        said = " ".join(one.text for one in plain.sentences).lower()
        mentioned += sum(word.lower() in said for word in pack["must"])
        must += len(pack["must"])
        careless = await by_careless_model(request, pack["draft"]) if pack["draft"] else plain
        drafted += len(pack["draft"])
        kept += len(pack["draft"]) - careless.dropped
        texts = known_texts(facts)
        for one in [*plain.sentences, *careless.sentences]:
            sentences += 1
            uncited += not one.fact_ids or not set(one.fact_ids) <= set(texts)
            known = " ".join(texts[fact] for fact in one.fact_ids if fact in texts)
            wrong += not numbers(one.text) <= numbers(known)
    return {
        "packs": len(packs),
        "sentences": sentences,
        "numberErrors": wrong,
        "citations": 1 - uncited / sentences,
        "mustMention": mentioned / must,
        "careless": {"drafted": drafted, "kept": kept},
    }


async def by_careless_model(request: v1.NarrativeRequest, draft: list[object]) -> Narrative:
    async with loopback(says({"sentences": draft})) as server:
        settings = ModelSettings(
            provider="openai", base_url=server.url, model="careless", allow_private=True
        )
        model = text_model(settings, "narrative", new_client())
        if model is None:
            raise ValueError("The careless model is missing.")
        tokens = DailyTokens(10**9, lambda: DAY)
        return await narrate(request, Generator(model, Breaker(time.monotonic), tokens))
