"""Generated from the wire contract by generate_contract.py. Do not edit."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """Strict: a number is not a text, and an unknown key is a mistake that has to be seen."""

    model_config = ConfigDict(
        strict=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, frozen=True
    )


class Model(Wire):
    id: Annotated[str, Field(min_length=1, max_length=200)]
    revision: Annotated[str, Field(min_length=1, max_length=200)]


class Ability(Wire):
    available: bool
    strategy: Literal['rules', 'local', 'llm']
    semantic: bool
    text_leaves_host: bool = Field(validation_alias='textLeavesHost', serialization_alias='textLeavesHost')
    model: Model | None


class Abilities(Wire):
    categorize: Ability
    anomalies: Ability
    embed: Ability
    analyze: Ability
    narrative: Ability


class AnalyzedAction(Wire):
    text: Annotated[str, Field(min_length=1, max_length=200)]
    assignee_id: UUID | None = Field(validation_alias='assigneeId', serialization_alias='assigneeId')
    due_on: date | None = Field(validation_alias='dueOn', serialization_alias='dueOn')
    confidence: Literal['likely', 'maybe']
    page: Annotated[int, Field(ge=1, le=200)]
    start: Annotated[int, Field(ge=0, le=9007199254740991)]
    end: Annotated[int, Field(ge=0, le=9007199254740991)]
    quote: Annotated[str, Field(min_length=1, max_length=2000)]


class AnalyzedEntity(Wire):
    kind: Literal['date', 'amount', 'duration', 'email', 'name']
    value: Annotated[str, Field(min_length=1, max_length=200)]
    id: UUID | None
    confidence: Literal['likely', 'maybe']
    page: Annotated[int, Field(ge=1, le=200)]
    start: Annotated[int, Field(ge=0, le=9007199254740991)]
    end: Annotated[int, Field(ge=0, le=9007199254740991)]
    quote: Annotated[str, Field(min_length=1, max_length=2000)]


class Reason(Wire):
    type: Literal['rule', 'exact', 'neighbours', 'words', 'habit', 'last_entry', 'assigned', 'in_progress']
    text: Annotated[str, Field(min_length=1, max_length=300)]
    entry_ids: Annotated[list[UUID], Field(max_length=5)] = Field(validation_alias='entryIds', serialization_alias='entryIds')


class AnalyzedLink(Wire):
    kind: Literal['project', 'task']
    id: UUID
    confidence: Literal['likely', 'maybe']
    reasons: Annotated[list[Reason], Field(min_length=1, max_length=4)]


class AnalyzedPage(Wire):
    page: Annotated[int, Field(ge=1, le=200)]
    text: Annotated[str, Field(min_length=0, max_length=200000)]
    source: Literal['text', 'ocr', 'none']


class AnalyzedSentence(Wire):
    text: Annotated[str, Field(min_length=1, max_length=600)]
    page: Annotated[int, Field(ge=1, le=200)]
    start: Annotated[int, Field(ge=0, le=9007199254740991)]
    end: Annotated[int, Field(ge=0, le=9007199254740991)]
    quote: Annotated[str, Field(min_length=1, max_length=2000)]


class AnalyzedType(Wire):
    value: Literal['invoice', 'receipt', 'contract', 'proposal', 'report', 'specification', 'meeting_notes', 'timesheet', 'letter']
    confidence: Literal['likely', 'maybe']


class AnalyzeResult(Wire):
    schema_version: Literal[1] = Field(validation_alias='schemaVersion', serialization_alias='schemaVersion')
    document_id: UUID = Field(validation_alias='documentId', serialization_alias='documentId')
    page_count: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='pageCount', serialization_alias='pageCount')
    pages: Annotated[list[AnalyzedPage], Field(max_length=200)]
    type: AnalyzedType | None
    summary: Annotated[list[AnalyzedSentence], Field(max_length=5)]
    entities: Annotated[list[AnalyzedEntity], Field(max_length=200)]
    actions: Annotated[list[AnalyzedAction], Field(max_length=50)]
    links: Annotated[list[AnalyzedLink], Field(max_length=6)]


class Usage(Wire):
    input_tokens: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='inputTokens', serialization_alias='inputTokens')
    output_tokens: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='outputTokens', serialization_alias='outputTokens')
    ms: Annotated[float, Field(ge=0)]
    cost_usd: Annotated[float, Field(ge=0)] | None = Field(validation_alias='costUsd', serialization_alias='costUsd')


class AnalyzeAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: AnalyzeResult


class ProjectCandidate(Wire):
    kind: Literal['project']
    id: UUID
    key: Annotated[str, Field(min_length=1, max_length=10)]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    description: Annotated[str, Field(min_length=0, max_length=2000)] = Field(default='')
    own: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)
    team: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)


class TagCandidate(Wire):
    kind: Literal['tag']
    tag: Annotated[str, Field(min_length=1, max_length=50)]
    own: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)
    team: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)


class TaskCandidate(Wire):
    kind: Literal['task']
    id: UUID
    ref: Annotated[str, Field(min_length=1, max_length=20)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(min_length=0, max_length=2000)] = Field(default='')
    project_id: UUID = Field(validation_alias='projectId', serialization_alias='projectId')
    project_name: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='projectName', serialization_alias='projectName')
    is_mine: bool = Field(default=False, validation_alias='isMine', serialization_alias='isMine')
    is_in_progress: bool = Field(default=False, validation_alias='isInProgress', serialization_alias='isInProgress')
    own: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)
    team: Annotated[float, Field(ge=0, le=1000000)] = Field(default=0)


Candidate = Annotated[TaskCandidate | ProjectCandidate | TagCandidate, Field(discriminator='kind')]


class KnownName(Wire):
    kind: Literal['person', 'project', 'task', 'client']
    id: UUID | None
    name: Annotated[str, Field(min_length=1, max_length=200)]


class AnalyzeRequest(Wire):
    document_id: UUID = Field(validation_alias='documentId', serialization_alias='documentId')
    storage_key: Annotated[str, Field(pattern='^documents\\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')] = Field(validation_alias='storageKey', serialization_alias='storageKey')
    etag: Annotated[str, Field(min_length=1, max_length=200)] | None
    size_bytes: Annotated[int, Field(ge=1, le=52428800)] = Field(validation_alias='sizeBytes', serialization_alias='sizeBytes')
    mime: Literal['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'text/plain', 'text/markdown', 'text/csv', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']
    name: Annotated[str, Field(min_length=1, max_length=255)]
    today: date
    known_names: Annotated[list[KnownName], Field(max_length=500)] = Field(default=[], validation_alias='knownNames', serialization_alias='knownNames')
    candidates: Annotated[list[Candidate], Field(max_length=100)] = Field(default=[])


class Finding(Wire):
    rule: Literal['entry_unusual', 'day_unusual', 'week_unusual', 'day_missing']
    person_id: UUID = Field(validation_alias='personId', serialization_alias='personId')
    work_date: date = Field(validation_alias='workDate', serialization_alias='workDate')
    entry_ids: Annotated[list[UUID], Field(max_length=50)] = Field(validation_alias='entryIds', serialization_alias='entryIds')
    project_id: UUID | None = Field(validation_alias='projectId', serialization_alias='projectId')
    expected: Annotated[int, Field(ge=0, le=9007199254740991)]
    observed: Annotated[int, Field(ge=0, le=9007199254740991)]
    n: Annotated[int, Field(ge=0, le=9007199254740991)]
    basis: Literal['project', 'person', 'team', 'weekday']
    text: Annotated[str, Field(min_length=1, max_length=300)]


class AnomaliesResult(Wire):
    findings: Annotated[list[Finding], Field(max_length=500)]


class AnomaliesAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: AnomaliesResult


class DayEntry(Wire):
    id: UUID
    work_date: date = Field(validation_alias='workDate', serialization_alias='workDate')
    minutes: Annotated[int, Field(ge=1, le=1440)]
    project_id: UUID | None = Field(validation_alias='projectId', serialization_alias='projectId')


class PersonDays(Wire):
    person_id: UUID = Field(validation_alias='personId', serialization_alias='personId')
    entries: Annotated[list[DayEntry], Field(max_length=3000)]
    leave: Annotated[list[date], Field(max_length=400)] = Field(default=[])


class Silenced(Wire):
    person_id: UUID = Field(validation_alias='personId', serialization_alias='personId')
    rule: Literal['entry_unusual', 'day_unusual', 'week_unusual', 'day_missing']
    project_id: UUID | None = Field(validation_alias='projectId', serialization_alias='projectId')


class AnomaliesRequest(Wire):
    today: date
    from_: date = Field(validation_alias='from', serialization_alias='from')
    to: date
    people: Annotated[list[PersonDays], Field(max_length=50)]
    holidays: Annotated[list[date], Field(max_length=400)] = Field(default=[])
    silenced: Annotated[list[Silenced], Field(max_length=500)] = Field(default=[])


class NarrativeSentence(Wire):
    text: Annotated[str, Field(min_length=1, max_length=600)]
    fact_ids: Annotated[list[Annotated[str, Field(pattern='^f[0-9]{1,4}$')]], Field(min_length=1, max_length=20)] = Field(validation_alias='factIds', serialization_alias='factIds')


class NarrativeResult(Wire):
    sentences: Annotated[list[NarrativeSentence], Field(max_length=60)]
    dropped: Annotated[int, Field(ge=0, le=9007199254740991)]


class NarrativeAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: NarrativeResult


class AnswerEvent(Wire):
    kind: Literal['answer']
    answer: NarrativeAnswer


class Calibration(Wire):
    kind: Literal['task', 'project', 'tag']
    slope: Annotated[float, Field(ge=0, le=100)]
    offset: Annotated[float, Field(ge=-100, le=100)]
    likely: Annotated[float, Field(ge=0, le=1)]
    maybe: Annotated[float, Field(ge=0, le=1)]


class Ocr(Wire):
    available: bool
    engine: Annotated[str, Field(min_length=1, max_length=50)] | None


class ServiceLimits(Wire):
    candidates: Annotated[int, Field(ge=0, le=9007199254740991)]
    history: Annotated[int, Field(ge=0, le=9007199254740991)]
    batch: Annotated[int, Field(ge=0, le=9007199254740991)]
    embed_texts: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='embedTexts', serialization_alias='embedTexts')
    pages: Annotated[int, Field(ge=0, le=9007199254740991)]
    request_bytes: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='requestBytes', serialization_alias='requestBytes')
    answer_bytes: Annotated[int, Field(ge=0, le=9007199254740991)] = Field(validation_alias='answerBytes', serialization_alias='answerBytes')


class Capabilities(Wire):
    contract_version: Annotated[int, Field(ge=1, le=9007199254740991)] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    service_version: Annotated[str, Field(min_length=1, max_length=50)] = Field(validation_alias='serviceVersion', serialization_alias='serviceVersion')
    tasks: Abilities
    text_leaves_host: bool = Field(validation_alias='textLeavesHost', serialization_alias='textLeavesHost')
    ocr: Ocr
    limits: ServiceLimits


class ScoredValue(Wire):
    value: Annotated[str, Field(min_length=1, max_length=50)]
    score: Annotated[float, Field(ge=0, le=1)]
    confidence: Literal['likely', 'maybe']
    raw: Annotated[float, Field(ge=-100, le=100)] | None = Field(default=None)
    reasons: Annotated[list[Reason], Field(min_length=1, max_length=4)]


class CategorizeResult(Wire):
    tasks: Annotated[list[ScoredValue], Field(max_length=3)]
    projects: Annotated[list[ScoredValue], Field(max_length=3)]
    tags: Annotated[list[ScoredValue], Field(max_length=3)]


class CategorizeAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: CategorizeResult


class CategorizeBatchResult(Wire):
    items: Annotated[list[CategorizeResult], Field(max_length=100)]


class CategorizeBatchAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: CategorizeBatchResult


class Dismissal(Wire):
    text: Annotated[str, Field(min_length=1, max_length=500)]
    kind: Literal['task', 'project', 'tag']
    value: Annotated[str, Field(min_length=1, max_length=50)]
    times: Annotated[int, Field(ge=0, le=9007199254740991)]


class HistoryRow(Wire):
    id: UUID
    text: Annotated[str, Field(min_length=1, max_length=500)]
    tags: Annotated[list[Annotated[str, Field(min_length=1, max_length=50)]], Field(max_length=20)] = Field(default=[])
    project_id: UUID | None = Field(validation_alias='projectId', serialization_alias='projectId')
    task_id: UUID | None = Field(validation_alias='taskId', serialization_alias='taskId')
    is_own: bool = Field(validation_alias='isOwn', serialization_alias='isOwn')
    work_date: date = Field(validation_alias='workDate', serialization_alias='workDate')
    vector: Annotated[str, Field(pattern='^[A-Za-z0-9+/]{8,4096}$')] | None = Field(default=None)


class OwnRule(Wire):
    contains: Annotated[str, Field(min_length=1, max_length=500)]
    kind: Literal['task', 'project', 'tag']
    value: Annotated[str, Field(min_length=1, max_length=50)]


class CategorizeBatchRequest(Wire):
    texts: Annotated[list[Annotated[str, Field(min_length=1, max_length=500)]], Field(min_length=1, max_length=100)]
    today: date
    candidates: Annotated[list[Candidate], Field(max_length=100)]
    history: Annotated[list[HistoryRow], Field(max_length=500)] = Field(default=[])
    vector_model: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(default=None, validation_alias='vectorModel', serialization_alias='vectorModel')
    rules: Annotated[list[OwnRule], Field(max_length=100)] = Field(default=[])
    dismissed: Annotated[list[Dismissal], Field(max_length=200)] = Field(default=[])
    calibration: Annotated[list[Calibration], Field(max_length=3)] = Field(default=[])


class CategorizeRequest(Wire):
    text: Annotated[str, Field(min_length=1, max_length=500)]
    today: date
    candidates: Annotated[list[Candidate], Field(max_length=100)]
    history: Annotated[list[HistoryRow], Field(max_length=500)] = Field(default=[])
    vector_model: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(default=None, validation_alias='vectorModel', serialization_alias='vectorModel')
    rules: Annotated[list[OwnRule], Field(max_length=100)] = Field(default=[])
    dismissed: Annotated[list[Dismissal], Field(max_length=200)] = Field(default=[])
    calibration: Annotated[list[Calibration], Field(max_length=3)] = Field(default=[])


class EmbedResult(Wire):
    model: Annotated[str, Field(min_length=1, max_length=200)]
    dim: Annotated[int, Field(ge=6, le=3072)]
    vectors: Annotated[list[Annotated[str, Field(pattern='^[A-Za-z0-9+/]{8,4096}$')]], Field(max_length=256)]


class EmbedAnswer(Wire):
    contract_version: Literal[1] = Field(validation_alias='contractVersion', serialization_alias='contractVersion')
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    strategy: Literal['rules', 'local', 'llm']
    model: Model | None
    degraded: bool
    warnings: Annotated[list[Literal['hidden_text_removed', 'text_truncated', 'pages_truncated', 'ocr_unavailable', 'ocr_limited', 'no_text', 'provider_failed', 'output_repaired', 'claims_dropped', 'semantic_unavailable']], Field(max_length=20)]
    usage: Usage
    result: EmbedResult


class EmbedRequest(Wire):
    kind: Literal['query', 'passage']
    texts: Annotated[list[Annotated[str, Field(min_length=1, max_length=8000)]], Field(min_length=1, max_length=256)]


class Fact(Wire):
    id: Annotated[str, Field(pattern='^f[0-9]{1,4}$')]
    kind: Literal['total', 'hours_by_task', 'hours_by_week', 'hours_by_person', 'budget', 'status', 'task_done', 'task_overdue', 'task_blocked', 'decision', 'document']
    text: Annotated[str, Field(min_length=1, max_length=500)]
    value: Annotated[float, Field(ge=-1000000000, le=1000000000)] | None = Field(default=None)
    unit: Literal['minutes', 'hours', 'percent', 'count', 'days'] | None = Field(default=None)
    entity_ids: Annotated[list[UUID], Field(max_length=50)] = Field(default=[], validation_alias='entityIds', serialization_alias='entityIds')
    source_refs: Annotated[list[Annotated[str, Field(min_length=1, max_length=80)]], Field(max_length=50)] = Field(default=[], validation_alias='sourceRefs', serialization_alias='sourceRefs')


class InferenceProblem(Wire):
    type: Annotated[str, Field(min_length=1, max_length=200)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    status: Annotated[int, Field(ge=400, le=599)]
    detail: Annotated[str, Field(min_length=1, max_length=500)]
    code: Literal['unauthorized', 'invalid_request', 'contract_unsupported', 'payload_too_large', 'unsupported_media', 'object_not_found', 'object_changed', 'document_unreadable', 'document_encrypted', 'capability_unavailable', 'provider_timeout', 'provider_rate_limited', 'provider_refused', 'output_invalid', 'budget_exceeded', 'overloaded', 'internal']
    request_id: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='requestId', serialization_alias='requestId')
    retryable: bool
    retry_after_ms: Annotated[int, Field(ge=0, le=9007199254740991)] | None = Field(validation_alias='retryAfterMs', serialization_alias='retryAfterMs')


class SentenceEvent(Wire):
    kind: Literal['sentence']
    sentence: NarrativeSentence


NarrativeEvent = Annotated[SentenceEvent | AnswerEvent, Field(discriminator='kind')]


class NarrativeRequest(Wire):
    project_name: Annotated[str, Field(min_length=1, max_length=100)] = Field(validation_alias='projectName', serialization_alias='projectName')
    from_: date = Field(validation_alias='from', serialization_alias='from')
    to: date
    tone: Literal['neutral', 'brief', 'friendly'] = Field(default='neutral')
    facts: Annotated[list[Fact], Field(max_length=200)]
