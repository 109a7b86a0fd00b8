import { Checkin, CheckinPage } from '@worksmart/types/checkins'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { makeSerializer, pickOf } from './serializer.ts'

const serialize = (schema: z.ZodType, checked: boolean) =>
  makeSerializer(checked)({ schema, method: 'GET', url: '/', httpStatus: '200' })

const Person = z.object({
  name: z.string(),
  email: z.string().optional(),
  boss: z.object({ name: z.string() }).nullable(),
})
const secret = { name: 'Ana', storageKey: 'x', boss: { name: 'Bo', salary: 1 } }

describe('an answer', () => {
  test('holds declared keys only, at every level, checked or not', () => {
    const expected = '{"name":"Ana","boss":{"name":"Bo"}}'
    expect(serialize(Person, true)(secret)).toBe(expected)
    expect(serialize(Person, false)(secret)).toBe(expected)
    const list = z.object({ items: z.array(Person) })
    expect(serialize(list, false)({ items: [secret], total: 1 })).toBe(`{"items":[${expected}]}`)
  })

  test('that does not fit its contract is found in tests and development', () => {
    expect(() => serialize(Person, true)({ name: 7, boss: null })).toThrow()
  })

  test('keeps null, and leaves out what is not there', () => {
    expect(pickOf(Person)({ name: 'Ana', boss: null })).toEqual({ name: 'Ana', boss: null })
  })

  test('of a check-in cannot hold a column that the contract does not name', () => {
    const picked = pickOf(CheckinPage)({
      items: [{ id: 'x', workspaceId: 'w', deletedAt: 'd', isSample: true, sourceId: 's' }],
      nextCursor: null,
    })
    expect(picked).toEqual({ items: [{ id: 'x' }], nextCursor: null })
    expect(Object.keys(Checkin.shape)).not.toContain('workspaceId')
  })
})
