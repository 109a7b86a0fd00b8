// The routes of the published document, each about a row that is there, asked as an admin
// who is there as long as the test.

import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Person, TestApp } from '../app.ts'
import { aCheckin, aDocument, aPerson, aProject, aTask } from '../factories.ts'
import type { Definitions, JsonSchema } from './arbitrary-of.ts'

type Operation = {
  parameters?: { in: string; name: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

export type Route = {
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body: JsonSchema | undefined
  query: Record<string, JsonSchema>
}

export type Published = {
  definitions: Definitions
  routes: Route[]
  /** Rows of their own for what comes now. */
  renew: () => Promise<void>
  ids: () => Record<string, string>
  /** A text is sent as it stands, for what no JSON writer would write. */
  send: (
    route: Route,
    body: unknown,
    query?: Record<string, unknown>,
  ) => Promise<LightMyRequestResponse>
  /** The version of the route's row as it is now. */
  etag: (path: string) => Promise<string>
}

/** Reads the document; `renew` has to come before the first `send`. */
export async function readPublished(t: TestApp): Promise<Published> {
  const document = (await t.as(undefined, 'GET', '/openapi.json')).json()
  const paths = document.paths as Record<string, Record<string, Operation>>
  let ids: Record<string, string> = {}
  /** Who is edited and erased, so that those who ask stay who they are. */
  let guest: Person = t.people.member

  /** An address of this route about a row that is there. */
  function urlOf({ path }: Route, query: Record<string, unknown>): string {
    const area = path.split('/')[1] ?? ''
    const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
    const search = new URLSearchParams(
      pairs.map(([name, value]): [string, string] => [name, String(value)]),
    )
    const url = path.replace(/\{\w+\}/, ids[area] ?? 'x').replace(/\{\w+\}/g, ids.projects ?? 'x')
    return pairs.length > 0 ? `${url}?${search}` : url
  }

  /** The version as it is, so that a write is refused for its body and for nothing else. */
  async function etag(path: string): Promise<string> {
    const area = path.split('/')[1] ?? ''
    const table = area === 'workspace' ? 'workspaces' : area
    const [row] = await t.sql<{ version: number }>(`select version from ${table} where id = $1`, [
      ids[area],
    ])
    return `"${ids[area]}.${row?.version ?? 1}"`
  }

  return {
    definitions: document.components.schemas,
    routes: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => routeOf(method, path, one)),
    ),
    ids: () => ids,
    etag,
    async renew() {
      const { admin } = t.people
      const key = `F${Math.floor(Math.random() * 1e8)
        .toString(36)
        .toUpperCase()}`.slice(0, 9)
      const project = await aProject(t, admin, { key })
      guest = await aPerson(t, admin)
      ids = {
        projects: project,
        tasks: await aTask(t, admin, project),
        checkins: await aCheckin(t, admin),
        documents: await aDocument(t, admin),
        users: guest.id,
        workspace: admin.workspaceId,
      }
    },
    async send(route, body, query = {}) {
      // A second admin may be among what was made, and then the first could erase themselves.
      const asked = route.name === 'DELETE /me' ? guest : t.people.admin
      const answer = await t.as(asked, route.method, urlOf(route, query), {
        ...(body === undefined ? {} : { body }),
        ...(typeof body === 'string' ? { headers: { 'content-type': 'application/json' } } : {}),
        ...(route.method === 'PATCH' ? { ifMatch: await etag(route.path) } : {}),
      })
      const seen = `${route.name} ${JSON.stringify({ body, query }).slice(0, 500)} → ${answer.body.slice(0, 300)}`
      // There is no inference service here, and what needs one says so.
      if (answer.statusCode >= 500)
        expect([503, 'ai.off'], seen).toEqual([answer.statusCode, answer.json().code])
      if (answer.statusCode >= 400) {
        expect(answer.headers['content-type'], seen).toBe('application/problem+json')
      }
      return answer
    },
  }
}

function routeOf(method: string, path: string, operation: Operation): Route {
  const inQuery = operation.parameters?.filter((one) => one.in === 'query') ?? []
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase() as Route['method'],
    path,
    body: operation.requestBody?.content['application/json']?.schema,
    query: Object.fromEntries(inQuery.map((one) => [one.name, one.schema])),
  }
}

// Sample data is one switch, and the export's whole answer is a file.
export const isPlain = (route: Route) => !/sample-data|docs|health|openapi/.test(route.path)
