import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { localInferencePlace } from './local-inference-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'worksmart-place-'))
const file = join(folder, 'status.json')
afterAll(() => rmSync(folder, { recursive: true }))

test('the service’s own note says how far it is, and is read again while the app runs', () => {
  let now = 0
  const place = localInferencePlace({ file, url: 'http://127.0.0.1:1', token: 't' }, () => now)
  const next = (status: object | string) => {
    writeFileSync(file, typeof status === 'string' ? status : JSON.stringify(status))
    now += 1000
    return place()
  }
  expect(place()).toMatchObject({ state: 'preparing' })
  expect(next({ state: 'preparing', step: 3, steps: 5, name: 'model' })).toEqual({
    state: 'preparing',
    detail: '3 of 5: model',
  })
  expect(next({ state: 'unavailable', message: 'Python 3.11 is missing.' })).toEqual({
    state: 'failed',
    detail: 'Python 3.11 is missing.',
  })
  expect(next('{"state": "rea')).toMatchObject({ state: 'preparing' })
  expect(next({ state: 'ready' })).toEqual({
    state: 'there',
    url: 'http://127.0.0.1:1',
    token: 't',
  })
})
