// The only definition of the data. One file on purpose: a reader sees the whole model at once, and
// the migrations under `drizzle/` are generated from it. Every primary key, unique key and index
// starts with `workspace_id`, so that a row cannot point across workspaces even by a bug and the
// tables can be distributed by it; what Clerk knows without a workspace says why it does not.

import { uploadStatuses } from '@worksmart/types/documents'
import { limits } from '@worksmart/types/limits'
import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant, rowFacts, tsvector } from './columns.ts'

// Plain numbers in DDL: a CHECK cannot take a bound parameter.
const n = (value: number): SQL => sql.raw(String(value))
const words = (list: readonly string[]): SQL => sql.raw(list.map((w) => `'${w}'`).join(', '))

export const workspaces = pgTable(
  'workspaces',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    settings: jsonb().notNull().default({}),
    /** The organisation at Clerk whose members sign in here; null in local mode. */
    clerkOrganizationId: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    version: integer().notNull().default(1),
  },
  (t) => [
    // Whose workspace a session belongs to, before there is any context.
    unique('workspaces_clerk_key').on(t.clerkOrganizationId),
    check(
      'workspaces_name_length',
      sql`char_length(${t.name}) between 1 and ${n(limits.workspaceName)}`,
    ),
  ],
)

export const users = pgTable(
  'users',
  {
    ...rowFacts,
    email: text().notNull(),
    name: text().notNull(),
    role: text().notNull().default('member'),
    clerkUserId: text(),
    timeZone: text().notNull().default('UTC'),
    active: boolean().notNull().default(true),
    aiEnabled: boolean().notNull().default(true),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    unique('users_email_key').on(t.workspaceId, t.email),
    unique('users_clerk_key').on(t.workspaceId, t.clerkUserId),
    // GET /users by name.
    index('users_name_idx').on(t.workspaceId, t.name, t.id),
    check('users_role', sql`${t.role} in ('member', 'manager', 'admin')`),
    check('users_name_length', sql`char_length(${t.name}) between 1 and ${n(limits.personName)}`),
    check('users_email_length', sql`char_length(${t.email}) between 3 and ${n(limits.email)}`),
  ],
)

export const projects = pgTable(
  'projects',
  {
    ...rowFacts,
    key: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    status: text().notNull().default('on_track'),
    ownerId: uuid(),
    startsOn: date({ mode: 'string' }),
    dueOn: date({ mode: 'string' }),
    budgetMinutes: integer(),
    colour: text().notNull().default('blue'),
    /** The highest task number ever handed out: numbers have no gaps and are never used again. */
    lastTaskNumber: integer().notNull().default(0),
    isSample: boolean().notNull().default(false),
    deletedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // A deleted project keeps its key for its year in the bin, so a restore cannot collide.
    unique('projects_key_key').on(t.workspaceId, t.key),
    // GET /projects, newest first.
    index('projects_feed_idx').on(t.workspaceId, t.createdAt, t.id).where(sql`deleted_at is null`),
    // Whether what a document is linked to was deleted; the bin is small, so the look is cheap.
    index('projects_bin_idx').on(t.workspaceId, t.id).where(sql`deleted_at is not null`),
    check('projects_key_shape', sql`${t.key} ~ '^[A-Z][A-Z0-9]{1,9}$'`),
    check(
      'projects_name_length',
      sql`char_length(${t.name}) between 1 and ${n(limits.projectName)}`,
    ),
    check(
      'projects_description_length',
      sql`char_length(${t.description}) <= ${n(limits.description)}`,
    ),
    check(
      'projects_status',
      sql`${t.status} in ('on_track', 'at_risk', 'blocked', 'done', 'archived')`,
    ),
    check(
      'projects_dates',
      sql`${t.dueOn} is null or ${t.startsOn} is null or ${t.dueOn} >= ${t.startsOn}`,
    ),
    check('projects_budget', sql`${t.budgetMinutes} between 1 and ${n(limits.budgetMinutes)}`),
  ],
)

export const tasks = pgTable(
  'tasks',
  {
    ...rowFacts,
    projectId: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    status: text().notNull().default('todo'),
    assigneeId: uuid(),
    creatorId: uuid(),
    estimateMinutes: integer(),
    dueOn: date({ mode: 'string' }),
    position: text().notNull(),
    completedAt: instant(),
    isSample: boolean().notNull().default(false),
    deletedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.assigneeId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.creatorId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // GET /tasks?ref=WEB-142, and the numbering itself.
    unique('tasks_number_key').on(t.workspaceId, t.projectId, t.number),
    // The board: one project's column in order.
    index('tasks_board_idx')
      .on(t.workspaceId, t.projectId, t.status, t.position, t.id)
      .where(sql`deleted_at is null`),
    // What a person has to do.
    index('tasks_assignee_idx')
      .on(t.workspaceId, t.assigneeId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // The same for a task.
    index('tasks_bin_idx').on(t.workspaceId, t.id).where(sql`deleted_at is not null`),
    // GET /tasks, newest first.
    index('tasks_feed_idx').on(t.workspaceId, t.createdAt, t.id).where(sql`deleted_at is null`),
    check('tasks_number', sql`${t.number} between 1 and ${n(limits.taskNumberMax)}`),
    check('tasks_title_length', sql`char_length(${t.title}) between 1 and ${n(limits.taskTitle)}`),
    check(
      'tasks_description_length',
      sql`char_length(${t.description}) <= ${n(limits.description)}`,
    ),
    check('tasks_status', sql`${t.status} in ('todo', 'in_progress', 'blocked', 'done')`),
    check('tasks_estimate', sql`${t.estimateMinutes} between 1 and ${n(limits.budgetMinutes)}`),
    check(
      'tasks_position_length',
      sql`char_length(${t.position}) between 1 and ${n(limits.position)}`,
    ),
  ],
)

export const checkins = pgTable(
  'checkins',
  {
    ...rowFacts,
    userId: uuid().notNull(),
    text: text(),
    activity: text().notNull(),
    minutes: integer().notNull(),
    tags: text().array().notNull().default(sql`'{}'`),
    /** The day it was worked, without a zone: it cannot drift. */
    workDate: date({ mode: 'string' }).notNull(),
    startedAt: instant(),
    endedAt: instant(),
    timeZone: text(),
    projectId: uuid(),
    taskId: uuid(),
    source: text().notNull(),
    sourceId: text(),
    isSample: boolean().notNull().default(false),
    deletedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    // POST /checkins/batch: a second import finds the first one's rows, deleted ones included.
    uniqueIndex('checkins_source_key')
      .on(t.workspaceId, t.userId, t.sourceId)
      .where(sql`source_id is not null`),
    // Plain ascending columns, read backwards: Drizzle's `.desc()` is NULLS LAST, which an
    // ORDER BY … DESC does not use. Each is partial, and its queries repeat the predicate.
    // GET /checkins of one person, order=logged.
    index('checkins_person_logged_idx')
      .on(t.workspaceId, t.userId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // GET /checkins of the team, order=logged.
    index('checkins_logged_idx')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // GET /checkins?projectId= and ?taskId=.
    index('checkins_project_idx')
      .on(t.workspaceId, t.projectId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    index('checkins_task_idx')
      .on(t.workspaceId, t.taskId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // Today (order=worked), the stats of one person and of the team, and a tag on one's own feed.
    // minutes, project_id and tags stand at the end because the generator cannot write INCLUDE; the
    // order is unchanged. An entry holds at most 2,704 bytes, which checkins_tags_length ensures.
    index('checkins_person_worked_idx')
      .on(t.workspaceId, t.userId, t.workDate, t.createdAt, t.id, t.minutes, t.projectId, t.tags)
      .where(sql`deleted_at is null`),
    index('checkins_worked_idx')
      .on(t.workspaceId, t.workDate, t.createdAt, t.id, t.minutes, t.projectId, t.userId)
      .where(sql`deleted_at is null`),
    // The summary of a project and the time of a task: every figure but the tags from the index.
    index('checkins_summary_idx')
      .on(t.workspaceId, t.projectId, t.workDate, t.taskId, t.userId, t.minutes)
      .where(sql`deleted_at is null`),
    // GET /checkins?deleted=true: one's own bin, and the purge after 30 days.
    index('checkins_bin_idx')
      .on(t.workspaceId, t.userId, t.deletedAt, t.id)
      .where(sql`deleted_at is not null`),
    check('checkins_text_length', sql`char_length(${t.text}) between 1 and ${n(limits.line)}`),
    check(
      'checkins_activity_length',
      sql`char_length(${t.activity}) between 1 and ${n(limits.activity)}`,
    ),
    check(
      'checkins_minutes',
      sql`${t.minutes} between ${n(limits.minutesMin)} and ${n(limits.minutesMax)}`,
    ),
    check('checkins_tags_count', sql`cardinality(${t.tags}) <= ${n(limits.tags)}`),
    check(
      'checkins_tags_length',
      sql`char_length(array_to_string(${t.tags}, '  ')) <= ${n(limits.line)}`,
    ),
    check('checkins_work_date', sql`${t.workDate} between '2000-01-01' and '2099-12-31'`),
    check(
      'checkins_times',
      sql`(${t.startedAt} is null) = (${t.endedAt} is null) and ${t.endedAt} > ${t.startedAt}`,
    ),
    check('checkins_task_has_project', sql`${t.taskId} is null or ${t.projectId} is not null`),
    check('checkins_source', sql`${t.source} in ('web', 'import', 'api', 'sample')`),
    check(
      'checkins_source_id_length',
      sql`char_length(${t.sourceId}) between 1 and ${n(limits.sourceId)}`,
    ),
  ],
)

export const documents = pgTable(
  'documents',
  {
    ...rowFacts,
    uploaderId: uuid().notNull(),
    name: text().notNull(),
    mime: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    status: text().notNull().default('ready'),
    analysisStatus: text().notNull().default('none'),
    analysisCode: text(),
    /** The whole analysis result as it came, so that nothing a person reviewed is ever rewritten. */
    extractedData: jsonb(),
    /** How often a scan of the file was begun; a verdict counts only for the latest one. */
    scanTries: integer().notNull().default(0),
    /** While `scanning`: before this nobody else begins one. Null is at once. */
    scanAt: instant(),
    deletedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.uploaderId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // GET /documents, newest first.
    index('documents_feed_idx').on(t.workspaceId, t.createdAt, t.id).where(sql`deleted_at is null`),
    // A person's own documents and their quota.
    index('documents_uploader_idx').on(t.workspaceId, t.uploaderId, t.createdAt, t.id),
    // GET /documents?deleted=true, and the purge after 30 days.
    index('documents_bin_idx')
      .on(t.workspaceId, t.deletedAt, t.id)
      .where(sql`deleted_at is not null`),
    // The job that scans what waits; nearly always there is nothing.
    index('documents_scan_idx').on(t.workspaceId, t.scanAt).where(sql`status = 'scanning'`),
    check(
      'documents_name_length',
      sql`char_length(${t.name}) between 1 and ${n(limits.documentName)}`,
    ),
    check('documents_size', sql`${t.sizeBytes} > 0`),
    check('documents_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('documents_status', sql`${t.status} in ('ready', 'scanning', 'quarantined', 'purging')`),
    check(
      'documents_analysis_status',
      sql`${t.analysisStatus} in ('none', 'queued', 'running', 'ready', 'failed')`,
    ),
  ],
)

export const documentLinks = pgTable(
  'document_links',
  {
    ...rowFacts,
    documentId: uuid().notNull(),
    projectId: uuid(),
    taskId: uuid(),
    checkinId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.documentId],
      foreignColumns: [documents.workspaceId, documents.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.checkinId],
      foreignColumns: [checkins.workspaceId, checkins.id],
    }),
    // GET /documents/:id/links; a repeated link finds the first one.
    unique('document_links_key')
      .on(t.workspaceId, t.documentId, t.projectId, t.taskId, t.checkinId)
      .nullsNotDistinct(),
    // The documents of a project, a task and a check-in.
    index('document_links_project_idx').on(t.workspaceId, t.projectId, t.documentId),
    index('document_links_task_idx').on(t.workspaceId, t.taskId, t.documentId),
    index('document_links_checkin_idx').on(t.workspaceId, t.checkinId, t.documentId),
    check(
      'document_links_one_target',
      sql`num_nonnulls(${t.projectId}, ${t.taskId}, ${t.checkinId}) = 1`,
    ),
  ],
)

/** A presign that is not confirmed yet. */
export const uploads = pgTable(
  'uploads',
  {
    ...rowFacts,
    userId: uuid().notNull(),
    /** Chosen at presign, so that a repeated confirm writes the same object. */
    documentId: uuid().notNull(),
    name: text().notNull(),
    mime: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    status: text().notNull().default('pending'),
    rejectCode: text(),
    claimedUntil: instant(),
    expiresAt: instant().notNull(),
    confirmedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // How many a person has open, and the sweep.
    index('uploads_open_idx').on(t.workspaceId, t.userId, t.status, t.expiresAt),
    check('uploads_status', sql`${t.status} in (${words(uploadStatuses)})`),
    check(
      'uploads_name_length',
      sql`char_length(${t.name}) between 1 and ${n(limits.documentName)}`,
    ),
    check('uploads_size', sql`${t.sizeBytes} > 0`),
    check('uploads_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/**
 * An object that the sweep could not deal with, and how often; after the fifth time it is left
 * alone. It goes as soon as it could be dealt with.
 */
export const sweepFailures = pgTable(
  'sweep_failures',
  {
    /** As the object's key says it; all zeros when the key is not one of ours. */
    workspaceId: uuid().notNull(),
    objectKey: text().notNull(),
    failures: integer().notNull(),
    reason: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.objectKey] }),
    check('sweep_failures_count', sql`${t.failures} > 0`),
  ],
)

/** The answer of a write that carried an `Idempotency-Key`, kept in the transaction of its effect. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    workspaceId: uuid().notNull(),
    userId: uuid().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the canonical body, hex. */
    fingerprint: text().notNull(),
    status: integer(),
    body: text(),
    etag: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.route, t.key] }),
    // Expiry after 48 hours.
    index('idempotency_keys_age_idx').on(t.workspaceId, t.createdAt),
    check('idempotency_keys_key_length', sql`char_length(${t.key}) between 1 and 255`),
  ],
)

/**
 * Sessions of Clerk that were signed out of here: no token of one is taken any more. The one key that
 * does not start with the workspace, because a session belongs to none: it may speak for another
 * organisation in its next token, and when it is over it is over in each.
 */
export const endedSessions = pgTable(
  'ended_sessions',
  {
    sessionId: text().primaryKey(),
    workspaceId: uuid().notNull(),
    userId: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    check('ended_sessions_session_length', sql`char_length(${t.sessionId}) between 1 and 255`),
  ],
)

/** Append-only: who did what to which row. Values stand apart so that a person can be erased. */
export const auditLog = pgTable(
  'audit_log',
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    actorId: uuid(),
    actorRole: text().notNull(),
    action: text().notNull(),
    objectType: text().notNull(),
    objectId: uuid().notNull(),
    fields: text().array().notNull().default(sql`'{}'`),
    reason: text(),
    requestId: text(),
    /** SHA-256 of the row in `audit_values`, hex; null when the action has no values. */
    valuesHash: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The history of one row.
    index('audit_log_object_idx').on(t.workspaceId, t.objectType, t.objectId, t.createdAt, t.id),
    // The chaining job and the log of a workspace.
    index('audit_log_feed_idx').on(t.workspaceId, t.createdAt, t.id),
  ],
)

export const auditValues = pgTable(
  'audit_values',
  {
    workspaceId: uuid().notNull(),
    auditId: uuid().notNull(),
    before: jsonb(),
    after: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.auditId] }),
    foreignKey({
      columns: [t.workspaceId, t.auditId],
      foreignColumns: [auditLog.workspaceId, auditLog.id],
    }),
  ],
)

/**
 * The hash chain over the log, made by a job: who edits, removes or slips in a line of the log breaks
 * it. Apart from the log, so that writers neither wait for each other nor for the chain.
 */
export const auditChain = pgTable(
  'audit_chain',
  {
    workspaceId: uuid().notNull(),
    /** Counted from 1, without gaps. */
    seq: bigint({ mode: 'number' }).notNull(),
    auditId: uuid().notNull(),
    /** SHA-256 over the hash before and the line of the log, hex. */
    hash: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    foreignKey({
      columns: [t.workspaceId, t.auditId],
      foreignColumns: [auditLog.workspaceId, auditLog.id],
    }),
    // Which lines are not chained yet.
    unique('audit_chain_line_key').on(t.workspaceId, t.auditId),
    check('audit_chain_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** A person whose data is to be erased, and since when it is. */
export const erasures = pgTable(
  'erasures',
  {
    ...rowFacts,
    userId: uuid().notNull(),
    requestedBy: uuid().notNull(),
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // Asking twice is asking once; the job finds what is open by the same.
    unique('erasures_person_key').on(t.workspaceId, t.userId),
  ],
)

/** A suggestion that was shown, its evidence, and what the person did with it. */
export const aiFeedback = pgTable(
  'ai_feedback',
  {
    ...rowFacts,
    userId: uuid().notNull(),
    kind: text().notNull(),
    shown: jsonb().notNull(),
    evidence: jsonb().notNull(),
    strategy: text().notNull(),
    model: text(),
    contextHash: text(),
    outcome: text(),
    value: jsonb(),
    until: date({ mode: 'string' }),
    latencyMs: integer(),
    decidedAt: instant(),
    /** The document that the suggestion is about; whoever sees it sees what was decided. */
    documentId: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.documentId],
      foreignColumns: [documents.workspaceId, documents.id],
    }).onDelete('cascade'),
    // A person's earlier decisions on the same pattern.
    index('ai_feedback_person_idx').on(t.workspaceId, t.userId, t.kind, t.contextHash),
    // What was decided about the fields of a document.
    index('ai_feedback_document_idx')
      .on(t.workspaceId, t.documentId, t.kind)
      .where(sql`document_id is not null`),
    check(
      'ai_feedback_outcome',
      sql`${t.outcome} in (${words(['accepted', 'edited', 'dismissed', 'snoozed', 'ignored'])})`,
    ),
  ],
)

/**
 * How a workspace's own decisions turn a score into a word, per kind: fitted by a job, and gone when
 * there are too few decisions.
 */
export const suggestionFits = pgTable(
  'suggestion_fits',
  {
    workspaceId: uuid().notNull(),
    kind: text().notNull(),
    slope: doublePrecision().notNull(),
    intercept: doublePrecision().notNull(),
    likely: doublePrecision().notNull(),
    maybe: doublePrecision().notNull(),
    /** Decisions that it was fitted to. */
    outcomes: integer().notNull(),
    fittedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    check('suggestion_fits_kind', sql`${t.kind} in ('task', 'project', 'tag')`),
  ],
)

/** Derived: what search reads. It can be dropped and rebuilt; a null embedding means words only. */
export const searchChunks = pgTable(
  'search_chunks',
  {
    workspaceId: uuid().notNull(),
    ownerType: text().notNull(),
    ownerId: uuid().notNull(),
    chunkNo: integer().notNull(),
    /** Whose the owner is, when not everybody sees it: this person, admins and maybe managers. */
    userId: uuid(),
    managersRead: boolean().notNull().default(true),
    contentHash: text().notNull(),
    text: text().notNull(),
    tsv: tsvector().generatedAlwaysAs(sql`to_tsvector('simple', "text")`),
    model: text(),
    /** int8, one byte a dimension. */
    embedding: bytea(),
    /** When the owner was changed last, so that an old chunk is known by it. */
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ownerType, t.ownerId, t.chunkNo] }),
    // The newest visible items, the pool of the semantic part.
    index('search_chunks_recent_idx').on(t.workspaceId, t.updatedAt),
    // Words and parts of words. The workspace stands in front by way of btree_gin.
    index('search_chunks_words_idx').using('gin', t.workspaceId, t.tsv),
    index('search_chunks_parts_idx').using('gin', t.workspaceId, t.text.op('gin_trgm_ops')),
    // What has no vector yet.
    index('search_chunks_vectorless_idx')
      .on(t.workspaceId, t.ownerId)
      .where(sql`embedding is null`),
    check('search_chunks_owner', sql`${t.ownerType} in ('checkin', 'task', 'project', 'document')`),
  ],
)

/** A status of a project as a person published it. The author goes when that person is erased. */
export const projectNarratives = pgTable(
  'project_narratives',
  {
    ...rowFacts,
    projectId: uuid().notNull(),
    authorId: uuid(),
    source: text().notNull(),
    edited: boolean().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    toDay: date({ mode: 'string' }).notNull(),
    sentences: jsonb().notNull(),
    facts: jsonb().notNull(),
    /** The project's time when the draft was made: what more there is makes it stale. */
    checkinCount: integer().notNull(),
    minutes: integer().notNull(),
    asOf: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.authorId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // GET /projects/:id/narratives, newest first.
    index('project_narratives_feed_idx').on(t.workspaceId, t.projectId, t.createdAt, t.id),
    check('project_narratives_source', sql`${t.source} in ('data', 'ai')`),
    check('project_narratives_days', sql`${t.toDay} >= ${t.fromDay}`),
  ],
)
