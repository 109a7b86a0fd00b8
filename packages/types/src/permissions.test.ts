import { describe, expect, test } from 'vitest'
import { isPermitted, permissions, type RouteCells, routeMatrix } from './permissions.ts'
import { roles } from './roles.ts'

const rows = Object.entries(routeMatrix) as [string, RouteCells][]
/** Only about colleagues: for one's own data there is another route, which asks for nothing else. */
const aboutOthers = (name: string) => name === 'DELETE /users/:id/data'

describe('the matrix', () => {
  test.each(rows)('%s agrees with the permission it names', (name, cells) => {
    if (cells.permission === 'public') {
      expect(cells.nobody).toBe(200)
      return
    }
    expect(cells.nobody).toBe(401)
    for (const role of roles) {
      const { own, other = own } = cells[role]
      const answer = aboutOthers(name) ? other : own
      expect(answer < 300, role).toBe(isPermitted(role, cells.permission))
    }
  })

  test.each(rows)('%s gives no role more of a colleague’s row than of its own', (name, cells) => {
    if (aboutOthers(name)) return
    for (const role of roles) {
      const { own, other, shared } = cells[role]
      if (other !== undefined && other < 300) expect(own).toBeLessThan(300)
      if (shared !== undefined && shared < 300) expect(own).toBeLessThan(300)
    }
  })

  test.each(rows)('%s gives no role more of a private row than of a shared one', (_name, cells) => {
    for (const role of roles) {
      const { other, shared } = cells[role]
      if (shared === undefined || other === undefined) continue
      if (other < 300) expect(shared).toBeLessThan(300)
      // What a role may not see is never called forbidden, because that would say it is there.
      expect([other, shared]).not.toEqual([403, 404])
    }
  })

  test('a row of another workspace is 404 on every route about one row', () => {
    for (const [name, cells] of rows) {
      expect(cells.foreign, name).toBe(name.includes(':id') ? 404 : undefined)
    }
  })

  test('every permission is used, and an admin has every one', () => {
    const used = new Set(rows.map(([, cells]) => cells.permission))
    for (const permission of Object.keys(permissions) as (keyof typeof permissions)[]) {
      expect(used).toContain(permission)
      expect(isPermitted('admin', permission)).toBe(true)
    }
  })
})
