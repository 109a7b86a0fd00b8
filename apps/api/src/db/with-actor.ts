// The only door to the data: one transaction, in one person's name. The context is local to the
// transaction; a session-wide one was measured to leak 200 foreign rows to the next borrower.

import type { Writable } from 'node:stream'
import type { Permission } from '@worksmart/types/permissions'
import { isPermitted } from '@worksmart/types/permissions'
import type { Role } from '@worksmart/types/roles'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { forbidden, sessionEnded, unauthorized, unavailable } from '../errors.ts'
import { noteRequest } from './connect.ts'

/** Who asks, as identity said it: ids only, never rights. */
export type Identity = {
  workspaceId: string
  userId: string
  /** The session that was signed in to; absent in local mode, where there is none to end. */
  sessionId?: string
}

/** Who asks, on one route. Role and `active` are read from the database in each transaction. */
export type Actor = Identity & { permission: Permission; requestId: string }

/**
 * For work that goes on after its answer: it was asked for before the person signed out, and without
 * an end it would look as if it were at work for minutes.
 */
export function afterAnswer({ sessionId: _session, ...actor }: Actor): Actor {
  return actor
}

/** The actor as the database knows them now. */
export type Viewer = Actor & { role: Role; timeZone: string }

/** A statement that was prepared once, with its values; rows come back as arrays of text. */
export type Prepared = { name: string; text: string; values: unknown[] }

/** Rows of a prepared statement: each value is text as Postgres wrote it, or null. */
export type TextRow = (string | null)[]

/** The open transaction. */
export type Tx = {
  db: NodePgDatabase
  rows: (statement: Prepared) => Promise<TextRow[]>
}

export type Work<T> = (tx: Tx, viewer: Viewer) => Promise<T>

export type Database = {
  withActor: <T>(actor: Actor, work: Work<T>) => Promise<T>
  /** One prepared read, in one round trip; for hot routes whose SQL does not depend on the role. */
  readAs: (actor: Actor, statement: Prepared) => Promise<TextRow[]>
  /**
   * The same where the SQL depends on the role. The role that the person had last time is tried; the
   * transaction reads the true one, and when they differ, the rows are dropped and it is asked again.
   */
  readAsRole: (actor: Actor, statementFor: (viewer: Viewer) => Prepared) => Promise<TextRow[]>
  /** Throws when the database does not answer in time, whatever it is waiting for. */
  ping: (timeoutMs: number) => Promise<void>
}

/**
 * How many may wait for a connection; past them one is told at once. With a hundred, a rolling restart
 * under load lost requests on a busy machine in three runs of three; with five hundred it lost none.
 */
const mostWaiting = 500

/** How often a deadlock or a serialization failure is tried again. */
const retries = 3

const asText = { getTypeParser: () => (value: string) => value }
// Whether the session was signed out of is asked here and nowhere else, because this runs in each
// transaction: no memory of a process, such as the one of tokens, can let an ended session through.
const enterText = 'select role, active, time_zone, ended from enter_as($1, $2, $3)'

/** `onRoleLookup` hears whether `readAsRole` had the right role in its memory. */
export function makeDatabase(
  pool: pg.Pool,
  onRoleLookup: (isHit: boolean) => void = () => {},
): Database {
  const drizzles = new WeakMap<pg.PoolClient, NodePgDatabase>()
  const lastViewers = new Map<string, Pick<Viewer, 'role' | 'timeZone'>>()

  function drizzleOf(client: pg.PoolClient): NodePgDatabase {
    const known = drizzles.get(client)
    if (known) return known
    const made = drizzle(client, { casing: 'snake_case' })
    drizzles.set(client, made)
    return made
  }

  function borrow(): Promise<pg.PoolClient> {
    if (pool.waitingCount < mostWaiting) return pool.connect()
    throw unavailable('database.busy', 'Too much is going on right now. Try again shortly.')
  }

  function rowsOf(client: pg.PoolClient, statement: Prepared): Promise<TextRow[]> {
    return client
      .query({ ...statement, rowMode: 'array', types: asText } as pg.QueryArrayConfig)
      .then((result) => result.rows as TextRow[])
  }

  function enter(client: pg.PoolClient, actor: Actor): Promise<TextRow[]> {
    return rowsOf(client, {
      name: 'enter_as',
      text: enterText,
      values: [actor.workspaceId, actor.userId, actor.sessionId ?? null],
    })
  }

  async function once<T>(actor: Actor, work: Work<T>): Promise<T> {
    const client = await borrow()
    noteRequest(client, actor.requestId)
    let broken: boolean | Error = true
    try {
      // If BEGIN fails, the await below says so first.
      const [begun, entered] = inOneWrite(client, () => [
        client.query('begin'),
        enter(client, actor),
      ])
      entered.catch(() => {})
      await begun
      const viewer = admit(actor, await entered)
      const result = await work({ db: drizzleOf(client), rows: (s) => rowsOf(client, s) }, viewer)
      const ended = await client.query('commit')
      // COMMIT of an aborted transaction is not an error to Postgres; it answers ROLLBACK.
      if (ended.command !== 'COMMIT')
        throw new Error('The transaction was rolled back by the database.')
      broken = false
      return result
    } catch (error) {
      // A connection goes back only after a clean ROLLBACK; on any doubt it is destroyed. A server
      // that left a statement without an answer would let the ROLLBACK wait as long again.
      broken =
        isUnanswered(error) ||
        (await client.query('rollback').then(
          () => false,
          () => true,
        ))
      throw error
    } finally {
      noteRequest(client, null)
      client.release(broken)
    }
  }

  async function withActor<T>(actor: Actor, work: Work<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(actor, work)
      } catch (error) {
        if (attempt >= retries || !isRetryable(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
      }
    }
  }

  async function inOneTrip(
    actor: Actor,
    statement: Prepared,
  ): Promise<{ viewer: Viewer; rows: TextRow[] }> {
    const client = await borrow()
    noteRequest(client, actor.requestId)
    let broken = true
    try {
      // Four messages in one write. A failure of one aborts the transaction for the rest, and
      // COMMIT then ends it as a rollback.
      const [, entered, rows] = await settleAll(
        inOneWrite(client, () => [
          client.query('begin read only'),
          enter(client, actor),
          rowsOf(client, statement),
          client.query('commit'),
        ]),
      )
      broken = false
      return { viewer: admit(actor, entered), rows }
    } finally {
      noteRequest(client, null)
      client.release(broken)
    }
  }

  function remember({ userId, role, timeZone }: Viewer): void {
    if (lastViewers.size > 10_000) lastViewers.clear()
    lastViewers.set(userId, { role, timeZone })
  }

  return {
    withActor,

    async readAs(actor, statement) {
      return (await inOneTrip(actor, statement)).rows
    },

    async readAsRole(actor, statementFor) {
      const known = lastViewers.get(actor.userId)
      const guess = known && statementOrNull(statementFor, { ...actor, ...known })
      if (guess) {
        const { viewer, rows } = await inOneTrip(actor, guess)
        remember(viewer)
        if (viewer.role === known.role) {
          onRoleLookup(true)
          return rows
        }
      }
      onRoleLookup(false)
      return withActor(actor, (tx, viewer) => {
        remember(viewer)
        return tx.rows(statementFor(viewer))
      })
    },

    async ping(timeoutMs) {
      const answered = pool.query({ text: 'select 1', query_timeout: timeoutMs } as pg.QueryConfig)
      answered.catch(() => {})
      // The limit of the query does not count the wait for a free connection.
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('The database does not answer.')), timeoutMs)
      })
      await Promise.race([answered, late]).finally(() => clearTimeout(timer))
    },
  }
}

// The driver writes each message by itself; held back for a moment, they cost one system call here
// and one wake-up there. The socket is not part of its types.
function inOneWrite<T extends readonly Promise<unknown>[]>(
  client: pg.PoolClient,
  send: () => readonly [...T],
): readonly [...T] {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** Like Promise.all, but waits for every message, so that none is still in flight on release. */
async function settleAll<T extends readonly unknown[]>(
  messages: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const settled = await Promise.allSettled(messages)
  for (const one of settled) if (one.status === 'rejected') throw one.reason
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T
}

// What this role may not ask, another may: then the true role has to be known first.
function statementOrNull(
  statementFor: (viewer: Viewer) => Prepared,
  viewer: Viewer,
): Prepared | null {
  try {
    return statementFor(viewer)
  } catch {
    return null
  }
}

function admit(actor: Actor, entered: TextRow[]): Viewer {
  const row = entered[0]
  if (!row) throw unauthorized('This person is not known here.')
  const [role, active, timeZone, ended] = row
  if (ended === 't') throw sessionEnded()
  if (active !== 't')
    throw forbidden('account.inactive', 'This account is not active. Ask an admin.')
  if (!isPermitted(role as Role, actor.permission)) throw forbidden()
  return { ...actor, role: role as Role, timeZone: timeZone ?? 'UTC' }
}

type Failure = { code?: unknown; message?: unknown; cause?: Failure } | null | undefined

// Drizzle wraps what the driver said.
function isRetryable(error: unknown): boolean {
  const failure = error as Failure
  return [failure?.code, failure?.cause?.code].some((code) => code === '40P01' || code === '40001')
}

function isUnanswered(error: unknown): boolean {
  const failure = error as Failure
  return [failure?.message, failure?.cause?.message].includes('Query read timeout')
}
