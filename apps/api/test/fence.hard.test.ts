// Every environment that the fence is tried with, one process each.

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloneFromUrl } from '@worksmart/dev-services/postgres/template-database'
import { expect, inject, test } from 'vitest'
import { boots, expectBoot } from './boots.ts'

let ran = 0

test.each(boots)('$entry with $name does what the fence says', async (boot) => {
  const database = await cloneFromUrl(inject('adminUrl'))
  const dataDir = await mkdtemp(join(tmpdir(), 'worksmart-fence-'))
  await expectBoot(boot, dataDir, database.superuserUrl)
  await database.drop()
  ran++
})

test('all 24 processes ran', () => {
  expect(ran).toBe(24)
  process.stdout.write(`fence: ${ran} processes refused or started as they had to\n`)
})
