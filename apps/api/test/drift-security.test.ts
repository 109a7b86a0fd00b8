// The pages about keys and data say what is there: a use of cryptography and a column of the database
// that they do not know are found here.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { credentialsOf } from '@worksmart/dev-services/s3/store-folder'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestApp, type TestApp } from './app.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const page = (name: string) => readFileSync(join(root, 'docs/security', name), 'utf8')

/** What ships or runs for people: no tests, no measuring, no browser tests. */
const isApart = /^(node_modules|dist|tests?|contract|evals|e2e|bench|\..*|__pycache__)$/
const sources = ['apps', 'packages', 'scripts'].flatMap((folder) => {
  const found: string[] = []
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name)
      if (entry.isDirectory() && !isApart.test(entry.name)) walk(inside)
      else if (/\.(ts|tsx|mjs|py)$/.test(entry.name) && !/\.(test|e2e)\./.test(entry.name)) {
        found.push(relative(root, inside).split(sep).join('/'))
      }
    }
  }
  walk(join(root, folder))
  return found
})
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const isComment = (line: string) => /^\s*(\/\/|\*|#)/.test(line)
/** The lines of the product’s files that this expression finds. */
const linesWith = (pattern: RegExp) =>
  sources.flatMap((path) =>
    text(path)
      .split('\n')
      .filter((line) => pattern.test(line) && !isComment(line))
      .map((line) => `${path}: ${line.trim()}`),
  )

let t: TestApp
beforeAll(async () => {
  t = await createTestApp({ adminUrl: inject('adminUrl') })
})
afterAll(() => t.close())

test('the inventory names every file that uses cryptography, and no other', () => {
  const uses =
    /node:crypto|\bcrypto\.(subtle|getRandomValues|randomUUID)|^import (hashlib|hmac|secrets|random|ssl)\b/
  const found = linesWith(uses).map((line) => line.split(':')[0])
  const named = [...page('keys.md').matchAll(/^\| `([^`]+\.(?:ts|tsx|mjs|py))` \|/gm)]
  expect(named.map(([, path]) => path).sort()).toEqual([...new Set(found)].sort())
})

test('what nobody may guess comes from the system’s generator and has 128 bits or more', () => {
  // Waiting times, and ports that a test tries.
  const harmless = [
    'apps/api/src/ai/configured-place.ts',
    'apps/api/src/db/with-actor.ts',
    'apps/api/src/runtime.ts',
    'apps/inference/src/worksmart_inference/providers/wire.py',
    'packages/dev-services/src/postgres/postmaster.ts',
    'scripts/test-s3-swift.mjs',
  ]
  const guessable = linesWith(/Math\.random|\brandom\.(random|rand|choice|getrandbits)/)
  expect([...new Set(guessable.map((line) => line.split(':')[0]))].sort()).toEqual(harmless)

  // Names of databases, the public half of a key pair, and the nonce of AES-GCM, which has 96 bits.
  const short = linesWith(/randomBytes\(\d+\)|token_(hex|bytes|urlsafe)\(\d*\)/).filter(
    (line) => Number(/\((\d+)\)/.exec(line)?.[1] ?? 0) < 16,
  )
  expect(short.map((line) => line.split(':')[0]).sort()).toEqual([
    'apps/api/src/backup/backup-file.ts',
    'apps/api/src/db/scratch-database.ts',
    'packages/dev-services/src/postgres/template-database.ts',
    'packages/dev-services/src/s3/store-folder.ts',
  ])

  const made = [1, 2].map(() => {
    const folder = mkdtempSync(join(tmpdir(), 'worksmart-keys-'))
    const { secretAccessKey } = credentialsOf(folder)
    rmSync(folder, { recursive: true })
    return secretAccessKey
  })
  expect(made[0]).not.toBe(made[1])
  expect(Buffer.from(made[0] ?? '', 'base64').length * 8).toBeGreaterThanOrEqual(128)
})

const everywhere: readonly string[] =
  /In every\s+table\s+([^.]+)\s+are\s+technical/
    .exec(page('data.md'))?.[1]
    ?.match(/[a-z0-9_]+(?=`)/g) ?? []

test('every column of every table has its level', async () => {
  const columns = await t.sql<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
      where table_schema = 'public' order by 1, 2`,
  )
  const there: Record<string, string[]> = {}
  for (const { name, column } of columns) {
    there[name] ??= []
    if (!everywhere.includes(column)) there[name].push(column)
  }
  const rows = [
    ...page('data.md').matchAll(/^\| `([a-z_]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|[^|]+\|$/gm),
  ]
  const told = rows.map(([, name = '', ...levels]) => [
    name,
    [
      ...levels
        .slice(0, 3)
        .join(' ')
        .matchAll(/`([a-z0-9_]+)`/g),
    ]
      .map(([, column]) => column)
      .sort(),
  ])
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(Object.entries(there).map(([name, list]) => [name, list.sort()])),
  )
  expect(told).toHaveLength(Object.keys(there).length)
})

test('every place of the browser’s storage is named', () => {
  const keys = linesWith(/['`]worksmart\./).flatMap((line) =>
    line.startsWith('apps/web/src') ? (line.match(/worksmart\.[a-z-]+/g) ?? []) : [],
  )
  expect(new Set(keys).size).toBeGreaterThan(4)
  expect(keys.filter((key) => !page('data.md').includes(key))).toEqual([])
})

test('every library of others is listed with its version and its hash, and comes from a registry', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/sbom.mjs'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string
    components: { name: string; purl: string; hashes: { content: string }[] }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  const lock = text('pnpm-lock.yaml')
  expect(components.filter(({ purl }) => purl.startsWith('pkg:npm/'))).toHaveLength(
    [...lock.matchAll(/^ {4}resolution: /gm)].length,
  )
  for (const one of components)
    expect(one.hashes[0]?.content, one.name).toMatch(/^[0-9a-f]{64,128}$/)
  expect(new Set(components.map(({ purl }) => purl)).size).toBe(components.length)
  const names = components.map(({ name }) => name)
  for (const name of ['fastify', '@clerk/backend', 'react', 'pg']) expect(names).toContain(name)
})
