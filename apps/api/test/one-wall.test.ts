// The reading cells of the matrix with one of the two walls taken away, and, so that both walks are
// known to see anything, with both.

import { roles } from '@worksmart/types/roles'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createDocumentsApp, type DocumentsApp } from './documents-app.ts'
import { type Belief, openSecondWall, withoutFirstWall } from './one-wall.ts'
import {
  namesRow,
  type ReadCell,
  readCells,
  readOf,
  readRoutes,
  relationsOf,
} from './one-wall-reads.ts'

type Walk = {
  app: DocumentsApp
  ask: (cell: ReadCell) => Promise<{ code: number; isShown: boolean }>
  asked: () => number
}

const apps: DocumentsApp[] = []
afterAll(async () => {
  for (const app of apps) await app.close()
})

async function startWalk(walls: { first: boolean; second: boolean }): Promise<Walk> {
  let belief: Belief = (caller) => caller
  const app = await createDocumentsApp({
    adminUrl: inject('adminUrl'),
    ...(walls.first
      ? {}
      : { override: (deps) => withoutFirstWall(deps, (caller) => belief(caller)) }),
  })
  apps.push(app)
  let asked = 0
  return {
    app,
    asked: () => asked,
    async ask(cell) {
      const who = app.people[cell.who]
      const owner = cell.relation === 'own' ? who : app.people.other
      // Rows are made by their owner; only the question is asked under the belief.
      belief = (caller) => caller
      const { url, body, sign } = await readOf(app, cell.name, owner, cell.relation === 'shared')
      belief = (caller) =>
        cell.relation === 'foreign' ? { workspaceId: owner.workspaceId, userId: owner.id } : caller
      const method = cell.name.startsWith('POST') ? 'POST' : 'GET'
      const answer = await app.as(who, method, url, body === undefined ? {} : { body })
      asked++
      // An error repeats the address it was asked at, so only an answer shows a row.
      return {
        code: answer.statusCode,
        isShown: answer.statusCode < 300 && (namesRow(cell.name) || answer.body.includes(sign)),
      }
    },
  }
}

const hidden = readCells.filter((cell) => !cell.isVisible)

describe('row-level security alone', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk({ first: false, second: true })
  })

  test.each(readCells)(
    'row-level security shows $name to $who about a row that is $relation: $isVisible',
    async (cell) => {
      const { code, isShown } = await walk.ask(cell)
      expect(isShown).toBe(cell.isVisible)
      if (cell.isVisible) expect(code).toBe(200)
      else if (namesRow(cell.name)) expect(code).toBe(404)
      // A list is empty, or nothing can be read or written down in another's name.
      else expect([200, 401, 404, 503]).toContain(code)
    },
  )

  test('every reading cell ran', () => {
    const rows = readRoutes.map((name) => relationsOf(name).length)
    const cells = rows.reduce((sum, relations) => sum + relations * roles.length + 1, 0)
    expect(walk.asked()).toBe(cells)
    process.stdout.write(
      `matrix, second wall alone: ${cells} read cells, ${hidden.length} hidden\n`,
    )
  })
})

describe('the api’s own wall alone', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk({ first: true, second: false })
    await openSecondWall(walk.app)
  })

  test.each(readCells)(
    'the api’s own wall answers $name to $who about a row that is $relation: $code',
    async (cell) => {
      expect(await walk.ask(cell)).toEqual({ code: cell.code, isShown: cell.isVisible })
    },
  )

  test('every reading cell ran', () => {
    expect(walk.asked()).toBe(readCells.length)
    process.stdout.write(`matrix, first wall alone: ${walk.asked()} read cells\n`)
  })
})

describe('without both walls', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk({ first: false, second: false })
    await openSecondWall(walk.app)
  })

  test.each(hidden)('$name shows $who a row that is $relation', async (cell) => {
    expect((await walk.ask(cell)).isShown).toBe(true)
  })
})
