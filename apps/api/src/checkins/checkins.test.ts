import type { Checkin } from '@worksmart/types/checkins'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

describe('logging', () => {
  test('a line becomes a check-in with what the grammar read', async () => {
    const answer = await t.as(t.people.member, 'POST', '/checkins', {
      body: { text: '2h #dev fix nav yesterday', today: '2026-11-24', nowMin: 605 },
    })
    expect(answer.json()).toMatchObject({
      text: '2h #dev fix nav yesterday',
      activity: 'fix nav',
      minutes: 120,
      tags: ['dev'],
      workDate: '2026-11-23',
      version: 1,
    })
    expect(answer.statusCode).toBe(201)
    const checkin = answer.json() as Checkin
    expect(answer.headers.etag).toBe(`"${checkin.id}.1"`)
  })
})
