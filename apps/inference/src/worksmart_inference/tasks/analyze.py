"""Reads a document and finds in it what a person may want to confirm; every claim has its place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from worksmart_inference.contract import v1
from worksmart_inference.documents.ocr import Ocr
from worksmart_inference.documents.pages import MAX_OCR_PAGES, Pages
from worksmart_inference.documents.sandbox import Sandbox
from worksmart_inference.documents.sniff import family_of
from worksmart_inference.domain.actions import Action, actions
from worksmart_inference.domain.entities import Found, entities
from worksmart_inference.domain.kinds import kind_of
from worksmart_inference.domain.links import Link, links
from worksmart_inference.domain.sentences import Place, sentences
from worksmart_inference.domain.summarise import summary, word_vectors, worth_reading
from worksmart_inference.errors import ServiceError
from worksmart_inference.models.embedder import Embedder
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.safety.untrusted import clean
from worksmart_inference.store.objects import Objects

# What the api accepts as an answer is a megabyte; the rest of the answer needs some of it.
LARGEST_TEXT_BYTES = 700_000


@dataclass(frozen=True)
class Readers:
    """What a document is read with."""

    store: Objects
    sandbox: Sandbox
    ocr: Ocr | None


@dataclass(frozen=True)
class ReadDocument:
    """Cleaned pages, where the text of each came from, and what a person should know of it."""

    texts: list[str]
    sources: list[str]
    count: int
    warnings: list[str]


async def read_document(request: v1.AnalyzeRequest, readers: Readers) -> ReadDocument:
    """Raises ServiceError with the code of what went wrong."""
    raw = await fetch(request, readers.store)
    family = family_of(request.mime, raw[:1024])
    if family is None:
        raise ServiceError("unsupported_media", "The file is not of the type it claims to be.")
    pages = await readers.sandbox.read(family, raw, readers.ocr is not None)
    texts, sources = await with_pictures_read(pages, readers.ocr)
    warnings = set(pages.warnings)
    if any(source == "none" for source in sources):
        if readers.ocr is None:
            warnings.add("ocr_unavailable")
        elif sum(source != "text" for source in sources) > MAX_OCR_PAGES:
            warnings.add("ocr_limited")
    cleaned = [clean(text) for text in texts]
    if any(one.had_hidden for one in cleaned):
        warnings.add("hidden_text_removed")
    kept, was_cut = within_bytes([one.text for one in cleaned])
    if was_cut:
        warnings.add("text_truncated")
    if not any(text.strip() for text in kept):
        warnings.add("no_text")
    return ReadDocument(kept, sources[: len(kept)], max(pages.count, len(kept)), sorted(warnings))


async def fetch(request: v1.AnalyzeRequest, store: Objects) -> bytes:
    """Exactly the bytes that were checked: the size and the tag have to be the same."""
    head = await store.head(request.storage_key)
    if head.size != request.size_bytes or (request.etag and head.etag != request.etag):
        raise ServiceError("object_changed")
    raw = await store.read(request.storage_key, request.size_bytes)
    if len(raw) != request.size_bytes:
        raise ServiceError("object_changed")
    return raw


async def with_pictures_read(pages: Pages, ocr: Ocr | None) -> tuple[list[str], list[str]]:
    """Texts and their sources; pages without text are read as pictures where there are some."""
    texts = list(pages.texts)
    sources = ["text" if text.strip() else "none" for text in texts]
    for page, png in sorted(pages.pictures.items())[:MAX_OCR_PAGES] if ocr else []:
        text = await ocr.read(png) if ocr else ""
        if text.strip() and 1 <= page <= len(texts):
            texts[page - 1], sources[page - 1] = text, "ocr"
    return texts, sources


def within_bytes(texts: Sequence[str]) -> tuple[list[str], bool]:
    """Texts that fit into an answer together, as JSON counts them."""
    left = LARGEST_TEXT_BYTES
    kept: list[str] = []
    was_cut = False
    for text in texts:
        # A character takes at most six bytes, so a cut to a sixth always fits.
        fits = json_bytes(text) <= left
        part = text if fits else text[: max(0, left // 6)]
        was_cut = was_cut or not fits
        left -= json_bytes(part)
        kept.append(part)
    return kept, was_cut


def json_bytes(text: str) -> int:
    """Bytes of a text inside an answer."""
    return len(json.dumps(text, ensure_ascii=False).encode())


async def analyze_locally(
    request: v1.AnalyzeRequest, read: ReadDocument, embedder: Embedder | None, pool: WorkPool
) -> v1.AnalyzeResult:
    """Rules and extraction: nothing in the answer stands anywhere but in the document."""
    places = await pool.run(lambda: worth_reading(sentences(read.texts)))
    texts = [one.text for one in places]
    if embedder is not None and texts:
        vectors = await embedder.embed(texts, "passage")
    else:
        vectors = word_vectors(texts)
    return await pool.run(lambda: local_result(request, read, summary(places, vectors)))


def local_result(
    request: v1.AnalyzeRequest, read: ReadDocument, chosen: Sequence[Place]
) -> v1.AnalyzeResult:
    """The whole answer, pure."""
    found = entities(read.texts, request.known_names)
    kind = kind_of(read.texts, request.name)
    return v1.AnalyzeResult(
        schema_version=1,
        document_id=request.document_id,
        page_count=read.count,
        pages=[
            v1.AnalyzedPage.model_validate(
                {"page": number, "text": text, "source": source}, by_name=True
            )
            for number, (text, source) in enumerate(
                zip(read.texts, read.sources, strict=True), start=1
            )
        ],
        type=v1.AnalyzedType(value=kind.value, confidence=word(kind.is_sure)) if kind else None,
        summary=[sentence_of(" ".join(one.text.split()), one) for one in chosen],
        entities=[entity_of(one) for one in found],
        actions=[action_of(one) for one in actions(read.texts, found, request.known_names)],
        links=[
            link_of(one)
            for one in links("\n".join([request.name, *read.texts]), request.candidates)
        ],
    )


def sentence_of(text: str, place: Place) -> v1.AnalyzedSentence:
    """A sentence with where it stands."""
    return v1.AnalyzedSentence(
        text=text, page=place.page, start=place.start, end=place.end, quote=place.text
    )


def entity_of(one: Found) -> v1.AnalyzedEntity:
    """An entity with where it stands."""
    return v1.AnalyzedEntity(
        kind=one.kind,
        value=one.value,
        id=one.id,
        confidence=word(one.is_sure),
        page=one.place.page,
        start=one.place.start,
        end=one.place.end,
        quote=one.place.text,
    )


def action_of(one: Action) -> v1.AnalyzedAction:
    """An action with where it stands."""
    return v1.AnalyzedAction(
        text=one.text,
        assignee_id=one.assignee,
        due_on=one.due,
        confidence=word(one.is_marked),
        page=one.place.page,
        start=one.place.start,
        end=one.place.end,
        quote=one.place.text,
    )


def word(is_sure: bool) -> Literal["likely", "maybe"]:
    """The confidence word."""
    return "likely" if is_sure else "maybe"


def link_of(link: Link) -> v1.AnalyzedLink:
    """A suggested project or task with its reason."""
    times = f"{link.times} times" if link.times > 1 else "once"
    reason = v1.Reason(type="exact", text=f"names {link.name[:200]} {times}", entry_ids=[])
    return v1.AnalyzedLink(
        kind=link.kind, id=link.id, confidence=word(link.is_sure), reasons=[reason]
    )
