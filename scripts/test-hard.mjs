// `npm run test:hard`: the tests that take longer or break more than an ordinary run should, which
// are those in *.hard.test.ts. A package has them when it has a vitest.hard.config.ts. The last line
// is `N passed, N failed, N skipped`; the one before it counts the answers, those of them that were a
// 500, and the acknowledged writes that were lost or doubled while something was being broken. Words
// choose files: `npm run test:hard -- backup`.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './pnpm.mjs'
import { ensureInstalled, exitOf, plainEnvironment, requireNode } from './prepare.mjs'

const limitMs = 60 * 60_000

requireNode()
await ensureInstalled()
const scratch = mkdtempSync(join(tmpdir(), 'worksmart-hard-'))
const words = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }
const tallyFile = join(scratch, 'tally')
writeFileSync(tallyFile, '')
const started = performance.now()

for (const folder of packages()) {
  console.log(`\n${folder}`)
  const file = join(scratch, `${folder.replaceAll('/', '-')}.json`)
  const program = join(root, folder, 'node_modules', 'vitest', 'vitest.mjs')
  const code = await exitOf(
    spawn(
      process.execPath,
      [
        ...[program, 'run', '--config', 'vitest.hard.config.ts', '--passWithNoTests', ...words],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ],
      {
        cwd: join(root, folder),
        stdio: 'inherit',
        env: {
          ...plainEnvironment(['PORT', 'HOST', 'AUTH_MODE', 'WORKSMART_DATA_DIR']),
          CI: 'true',
          // Each test app adds its counts to this file; apps/api/test/tally.ts.
          WORKSMART_TALLY: tallyFile,
        },
        timeout: limitMs,
      },
    ),
  )
  const counts = read(file)
  total.passed += counts.passed
  total.skipped += counts.skipped
  total.failed += counts.failed === 0 && code !== 0 ? 1 : counts.failed
}
const tally = sum(tallyFile)
rmSync(scratch, { recursive: true, force: true })
const broken = tally.answers500 + tally.lost + tally.doubled
if (broken > 0 && total.failed === 0) total.failed = 1
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  `\n${tally.answers} answers, ${tally.answers500} of them 500; ${tally.acknowledged} writes acknowledged under faults, ${tally.lost} lost, ${tally.doubled} doubled; ${minutes} minutes`,
)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0

function packages() {
  return ['apps', 'packages']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)))
    .filter((folder) => existsSync(join(root, folder, 'vitest.hard.config.ts')))
    .sort()
}

/** A run that ends without a result counts as one failure, by its exit code. */
function read(file) {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'))
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

/** The counts of all test files together. */
function sum(file) {
  const counts = { answers: 0, answers500: 0, acknowledged: 0, lost: 0, doubled: 0 }
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    for (const [name, count] of Object.entries(JSON.parse(line))) counts[name] += count
  }
  return counts
}
