import * as z from 'zod'
import { AiState } from './ai.ts'
import { Tag } from './checkins.ts'
import { CivilDay, Id, IdOut, Instant } from './fields.ts'
import { limits } from './limits.ts'
import { safeText } from './text.ts'

export const searchTypes = ['task', 'project', 'checkin', 'document'] as const
export const SearchType = z.enum(searchTypes)
export type SearchType = z.infer<typeof SearchType>

/** Inclusive bounds; an exclusive one of the query (`>2h`) has been moved by a minute. */
const MinutesBound = z
  .int('Use whole minutes.')
  .min(0)
  .max(limits.minutesMax + 1)

/** Each narrows the answer. Ids are never looked up: a foreign one gives what a random one gives. */
export const SearchFilters = z
  .strictObject({
    types: z.array(SearchType).max(searchTypes.length).optional(),
    tags: z.array(Tag).max(10).optional(),
    projectIds: z.array(Id).max(20).optional(),
    taskIds: z.array(Id).max(20).optional(),
    userId: Id.optional(),
    from: CivilDay.optional(),
    to: CivilDay.optional(),
    minMinutes: MinutesBound.optional(),
    maxMinutes: MinutesBound.optional(),
  })
  .meta({ id: 'SearchFilters' })
export type SearchFilters = z.infer<typeof SearchFilters>

/** `query` is read by `grammar/search-query.ts`: its tokens narrow, its words and quotes are found. */
export const Search = z
  .strictObject({
    query: safeText(limits.search, 0),
    filters: SearchFilters.optional(),
    limit: z.int().min(1).max(limits.searchHits).default(limits.searchHits),
  })
  .meta({ id: 'Search' })
export type Search = z.infer<typeof Search>

/** A piece of the hit's own text; `marks` are spans in UTF-16 units where words of the query stand. */
export const Snippet = z
  .object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) })
  .meta({ id: 'Snippet' })
export type Snippet = z.infer<typeof Snippet>

/** `matched` is null when filters alone found the hit. */
export const SearchHit = z
  .object({
    type: SearchType,
    id: IdOut,
    title: z.string(),
    /** `WEB` for a project, `WEB-142` for a task. */
    ref: z.string().nullable(),
    snippet: Snippet,
    matched: z.enum(['lexical', 'semantic', 'both']).nullable(),
    projectId: IdOut.nullable(),
    taskId: IdOut.nullable(),
    userId: IdOut.nullable(),
    workDate: z.iso.date().nullable(),
    minutes: z.int().nullable(),
    tags: z.array(z.string()),
    status: z.string().nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof SearchHit>

/** What was looked for after the query was read: the words, the quotes and every filter. */
export const SearchUnderstood = z
  .object({
    text: z.string(),
    phrases: z.array(z.string()),
    types: z.array(SearchType),
    tags: z.array(z.string()),
    projectIds: z.array(IdOut),
    taskIds: z.array(IdOut),
    userId: IdOut.nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    minMinutes: z.int().nullable(),
    maxMinutes: z.int().nullable(),
  })
  .meta({ id: 'SearchUnderstood' })
export type SearchUnderstood = z.infer<typeof SearchUnderstood>

/** One hit per thing, the groups and the hits in them best first. */
export const SearchAnswer = z
  .object({
    ai: AiState,
    understood: SearchUnderstood,
    groups: z.array(z.object({ type: SearchType, hits: z.array(SearchHit) })),
    /** There were more than `limit`. */
    more: z.boolean(),
  })
  .meta({ id: 'SearchAnswer' })
export type SearchAnswer = z.infer<typeof SearchAnswer>
