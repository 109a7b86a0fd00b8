// The database's own share of a request: the statements that the api sends for it, recorded from
// the api itself and sent again in the same transactions, with nothing around them. What this loop
// costs in Node does not count; only the CPU of the Postgres backends does.

import type { Writable } from 'node:stream'
import { buildApp } from '@worksmart/api/app.ts'
import { makeDatabase } from '@worksmart/api/db/with-actor.ts'
import type pg from 'pg'
import { serveParent } from './child.ts'
import type { LoadRequest } from './requests.ts'
import { productionRuntime, type VariantSettings } from './variant.ts'

export type FloorMessage =
  | { do: 'prepare'; scenario: string; requests: LoadRequest[] }
  | { do: 'run'; scenario: string; seconds: number }

export type FloorResult = { requests: number; seconds: number; statements: number }

type Statement = { config: unknown; values: unknown }
/** One request: its statements in order, and the ids that the api made up for it. */
type Script = { statements: Statement[]; ids: string[] }

/** A pool whose clients write down every statement before they send it. */
function recording(pool: pg.Pool, onStatement: (statement: Statement) => void): pg.Pool {
  const client = (real: pg.PoolClient) =>
    new Proxy(real, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target)
        if (typeof value !== 'function') return value
        if (key !== 'query') return value.bind(target)
        return (config: unknown, values: unknown) => {
          onStatement({ config, values })
          return value.call(target, config, values)
        }
      },
    })
  return { connect: async () => client(await pool.connect()) } as unknown as pg.Pool
}

// An id is used once: in a repeat, each of the recorded ones is replaced by a fresh one.
function withFreshIds(script: Script, newId: () => string): Statement[] {
  if (script.ids.length === 0) return script.statements
  const fresh = new Map(script.ids.map((id) => [id, newId()]))
  const refresh = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    let text = value
    for (const [id, other] of fresh) if (text.includes(id)) text = text.replaceAll(id, other)
    return text
  }
  const all = (values: unknown) => (Array.isArray(values) ? values.map(refresh) : values)
  return script.statements.map(({ config, values }) => ({
    config:
      typeof config === 'string'
        ? config
        : { ...(config as object), ...replaced(config as { values?: unknown }, all) },
    values: all(values),
  }))
}

const replaced = (config: { values?: unknown }, all: (values: unknown) => unknown) =>
  config.values === undefined ? {} : { values: all(config.values) }

// All in one write, as the api does for a read: the floor is the least that the database can spend.
async function replay(client: pg.PoolClient, statements: Statement[]): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  const sent = statements.map(({ config, values }) =>
    client.query(config as string, values as unknown[]),
  )
  stream.uncork()
  await Promise.all(sent)
}

await serveParent<VariantSettings, FloorMessage>(async (settings) => {
  let script: Script = { statements: [], ids: [] }
  const runtime = await productionRuntime(settings)
  const { newId } = runtime.dependencies
  const app = await buildApp({
    ...runtime.dependencies,
    database: makeDatabase(
      recording(runtime.pool, (statement) => script.statements.push(statement)),
    ),
    newId: () => {
      const id = newId()
      script.ids.push(id)
      return id
    },
  })
  const scripts = new Map<string, Script[]>()

  async function record(request: LoadRequest): Promise<Script> {
    script = { statements: [], ids: [] }
    const answer = await app.inject({
      method: request.method,
      url: request.path,
      remoteAddress: '127.0.0.1',
      headers: {
        host: '127.0.0.1',
        'x-user-id': request.userId,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { payload: request.body }),
    })
    if (answer.statusCode > 299) throw new Error(`The floor met ${answer.body}`)
    // Ids that no statement mentions, such as the request's own, need no replacing.
    const sent = JSON.stringify(script.statements)
    return { ...script, ids: script.ids.filter((id) => sent.includes(id)) }
  }

  async function run(scenario: string, seconds: number): Promise<FloorResult> {
    const all = scripts.get(scenario) ?? []
    const started = performance.now()
    const until = started + seconds * 1000
    let next = 0
    let requests = 0
    await Promise.all(
      Array.from({ length: runtime.pool.options.max }, async () => {
        const client = await runtime.pool.connect()
        while (performance.now() < until) {
          const one = all[next++ % all.length] as Script
          await replay(client, withFreshIds(one, newId))
          requests++
        }
        client.release()
      }),
    )
    return {
      requests,
      seconds: (performance.now() - started) / 1000,
      statements: all[0]?.statements.length ?? 0,
    }
  }

  return {
    ready: null,
    answer: async (message) => {
      if (message.do === 'run') return run(message.scenario, message.seconds)
      const recorded: Script[] = []
      for (const request of message.requests) recorded.push(await record(request))
      scripts.set(message.scenario, recorded)
      return null
    },
  }
})
