import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { findBinaries, repairLinks } from './binaries.ts'

test('links that no install script made are made, and broken ones replaced', () => {
  const packageDir = temporaryFolder()
  const lib = join(packageDir, 'native', 'lib')
  mkdirSync(lib, { recursive: true })
  writeFileSync(join(lib, 'libx.so.6.1'), 'x')
  const links = ['native/lib/libx.so', 'native/lib/libx.so.6']
  writeFileSync(
    join(packageDir, 'native', 'pg-symlinks.json'),
    JSON.stringify(links.map((target) => ({ source: 'native/lib/libx.so.6.1', target }))),
  )
  symlinkSync('gone', join(lib, 'libx.so'))
  for (let run = 0; run < 2; run++) {
    repairLinks(packageDir)
    for (const link of links) expect(readFileSync(join(packageDir, link), 'utf8')).toBe('x')
    rmSync(join(packageDir, links[1] ?? ''))
  }
})

test('the programs of this platform run and are of the major version they say', () => {
  const { initdb, major } = findBinaries()
  const { stdout } = spawnSync(initdb, ['--version'], { encoding: 'utf8' })
  expect(stdout).toContain(`(PostgreSQL) ${major}.`)
})
