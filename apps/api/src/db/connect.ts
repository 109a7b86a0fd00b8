import pg from 'pg'

export type Pool = pg.Pool

/** What happens to connections that nobody is using; the caller decides how to log it. */
export type PoolEvents = {
  onIdleError: (error: Error) => void
  /** Told of each statement that took longer: its text, never its values. */
  onSlow?: { limitMs: number; report: (slow: SlowStatement) => void }
}

/** `requestId` is null for what no request asked for. */
export type SlowStatement = { statement: string; ms: number; requestId: string | null }

export type PoolOptions = {
  url: string
  /** The role to take on at connect; the login may be an owner, the work is done as this role. */
  role: string
  max: number
  connectTimeoutMs: number
  statementTimeoutMs: number
  lockTimeoutMs: number
  applicationName: string
}

/**
 * Opens the pool. Sessions speak UTC and give up by themselves. `pipeline` lets withActor send
 * BEGIN, the context and the statement in one write instead of waiting three times.
 */
export function connectPool(options: PoolOptions, events: PoolEvents): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    pipeline: true,
    connectionTimeoutMillis: options.connectTimeoutMs,
    // The server's own limit answers first; this one is for a server that does not answer at all.
    query_timeout: options.statementTimeoutMs + 500,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.applicationName,
    options: [
      `-c role=${options.role}`,
      '-c TimeZone=UTC',
      '-c DateStyle=ISO',
      // Under the policies the planner takes a plan for the values to be cheaper and makes one for
      // every request, which doubles what a page costs (438 against 200 µs of Postgres).
      '-c plan_cache_mode=force_generic_plan',
      `-c statement_timeout=${options.statementTimeoutMs}`,
      `-c lock_timeout=${options.lockTimeoutMs}`,
      '-c idle_in_transaction_session_timeout=10000',
    ].join(' '),
  } as pg.PoolConfig)
  // Without a handler, a server that ends an idle connection ends this process.
  pool.on('error', events.onIdleError)
  // The same for one at work, whose failure the pool does not hear. Its statements are rejected, so
  // there is nothing left to say.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (events.onSlow) watchStatements(client, events.onSlow)
  })
  return pool
}

const requestOf = Symbol('request')
type Marked = { [requestOf]?: string | null }

/** Whose statements a connection carries from now on; null when it goes back to the pool. */
export function noteRequest(client: pg.PoolClient, requestId: string | null): void {
  const marked = client as Marked
  marked[requestOf] = requestId
}

/** Times every statement of a connection from its sending to its last row. */
function watchStatements(
  client: pg.PoolClient,
  { limitMs, report }: Required<PoolEvents>['onSlow'],
) {
  const send = client.query.bind(client) as (...args: unknown[]) => unknown
  const watched = (...args: unknown[]) => {
    const started = performance.now()
    // Asked when it is sent: by the time of its answer the connection may be somebody else's.
    const requestId = (client as Marked)[requestOf] ?? null
    const done = () => {
      const ms = performance.now() - started
      if (ms >= limitMs) report({ statement: nameOf(args[0]), ms: Math.round(ms), requestId })
    }
    const last = args.at(-1)
    // The pool's own query hands over a callback; everything else waits for a promise.
    if (typeof last === 'function') {
      return send(...args.slice(0, -1), (...answer: unknown[]) => {
        done()
        last(...answer)
      })
    }
    const result = send(...args)
    if (result instanceof Promise) result.then(done, done)
    return result
  }
  client.query = watched as typeof client.query
}

function nameOf(statement: unknown): string {
  const { name, text } =
    typeof statement === 'string'
      ? { name: undefined, text: statement }
      : (statement as { name?: string; text?: string })
  return name ?? (text ?? '').replace(/\s+/g, ' ').slice(0, 200)
}

/** What is missing of the database's second wall, in words; null when all is well. */
export async function findWallDefect(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ defect: string }>(`
    select 'the api is connected as ' || current_user || ', which row-level security does not hold' as defect
      from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)
    union all
    select 'table ' || c.relname || ' has no enforced row-level security policy'
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity
         -- A policy for another role, such as the backup's, holds nobody here.
         and exists (select from pg_policy p where p.polrelid = c.oid
           and p.polcmd in ('r', '*') and p.polroles && array[0::oid, current_user::regrole::oid]))
    limit 1`)
  return rows[0]?.defect ?? null
}
