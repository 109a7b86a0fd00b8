// `npm test`: installs what is missing and runs everything that passes without a person. Its last
// line is `N passed, N failed, N skipped`. A step that fails does not stop the ones after it.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findChromium } from './chromium.mjs'
import {
  checksPython,
  ensureModel,
  inferenceChecks,
  inferenceTests,
  junitCounts,
} from './inference-checks.mjs'
import { root } from './pnpm.mjs'
import { buildWeb, exitOf, install, plainEnvironment, requireNode, runQuietly } from './prepare.mjs'

requireNode()
const scratch = mkdtempSync(join(tmpdir(), 'worksmart-test-'))
const results = []
/** Files of tests that passed only when they ran a second time. */
const late = []
const only = process.argv.slice(2)

// A run that hangs is a failed run, and the steps after it still run.
const stepLimitMs = 15 * 60_000
// A person's own settings are for the app they start, not for its tests.
const env = plainEnvironment([
  'PORT',
  'HOST',
  'AUTH_MODE',
  'WORKSMART_DATA_DIR',
  'WORKSMART_WEB_DIST',
])

if (!(await install())) {
  rmSync(scratch, { recursive: true })
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
await check('lint', () => bin('@biomejs/biome/bin/biome', ['check', '.']))
for (const folder of packages()) {
  await check(`types of ${folder}`, () => bin('typescript/bin/tsc', ['-p', '.'], folder))
}
await shellScripts()
await suite('packages/types')
await suite('packages/ui')
await suite('packages/dev-services')
// Before the api, whose suite asks the real service too once it is prepared.
await inferenceService()
await suite('apps/api')
if (wanted('web build') || wanted('apps/web') || wanted('apps/e2e')) {
  await check('web build', buildWeb, true)
}
await suite('apps/web')
await deploy()
await browser()
summary()

/** One check that is a test by itself: it passes when the program ends with 0. */
async function check(name, run, isNeeded = wanted(name)) {
  if (!isNeeded) return
  const started = performance.now()
  const code = await run()
  results.push({
    name,
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    started,
  })
  report()
}

function bin(file, args, folder = '.') {
  return runQuietly(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: join(root, folder),
    env,
  })
}

/**
 * A package's vitest run; a run that ends without a result counts as one failure. A file that failed
 * runs once more, alone and on a fresh stack, because two workers, a database and a browser on a busy
 * machine can be late without being wrong. What passes only then is named in the summary, so that it
 * is repaired and not forgotten. A counterexample of a property is never late: it is wrong.
 */
async function suite(folder) {
  if (!wanted(folder)) return
  const started = performance.now()
  console.log(`\n${folder}`)
  const { failedFiles, ...counts } = await vitest(folder)
  if (failedFiles.length > 0 && !failedFiles.some((one) => one.hasCounterexample)) {
    console.log(
      `\n${folder}: once more and alone: ${failedFiles.map((one) => one.name).join(', ')}`,
    )
    const again = await vitest(folder, [...failedFiles.map((one) => one.name), '--maxWorkers=1'])
    const counted = (key) => failedFiles.reduce((sum, one) => sum + one[key], 0)
    counts.passed += again.passed - counted('passed')
    counts.failed = again.failed
    counts.skipped += again.skipped - counted('skipped')
    if (again.failed === 0) late.push(...failedFiles.map((one) => `${folder}/${one.name}`))
  }
  results.push({ name: folder, ...counts, started })
  report()
}

async function vitest(folder, extra = []) {
  const file = join(scratch, `${folder.replaceAll('/', '-')}.json`)
  rmSync(file, { force: true })
  const program = join(root, folder, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const code = await exitOf(
    spawn(process.execPath, [program, 'run', ...extra, ...reporters], {
      cwd: join(root, folder),
      stdio: 'inherit',
      env: { ...env, NO_COLOR: '1', CI: 'true' },
      timeout: stepLimitMs,
    }),
  )
  const counts = readCounts(file, join(root, folder))
  // An error outside of every test belongs to no file, so no second run can clear it.
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, failedFiles: [] }
  return counts
}

function readCounts(file, folder) {
  let json
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // It ended before it could write down what it found.
    return { passed: 0, failed: 1, skipped: 0, failedFiles: [] }
  }
  const failedFiles = json.testResults
    .filter((one) => one.status === 'failed')
    .map((one) => {
      const count = (status) => one.assertionResults.filter((test) => test.status === status).length
      return {
        name: relative(folder, one.name),
        passed: count('passed'),
        failed: count('failed'),
        skipped: one.assertionResults.length - count('passed') - count('failed'),
        hasCounterexample: one.assertionResults.some((test) =>
          test.failureMessages?.some((message) => message.includes('Property failed')),
        ),
      }
    })
  // A file that fails before its first test has no failed test of its own.
  const broken = failedFiles.filter((one) => one.failed === 0).length
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken,
    skipped: json.numPendingTests + json.numTodoTests,
    failedFiles,
  }
}

/** The shell scripts, when shellcheck is there; said and counted as skipped when it is not. */
async function shellScripts() {
  if (!wanted('shell scripts')) return
  if (spawnSync('shellcheck', ['--version'], { stdio: 'ignore' }).error) {
    skip('shell scripts', 'shellcheck is not installed.')
    return
  }
  await check('shell scripts', () => runQuietly('shellcheck', shellFiles()))
}

/** Every shell script of the project; a new one is checked without being named here. */
function shellFiles() {
  const inFolder = (folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith('.sh'))
          .map((name) => join(folder, name))
      : []
  return [
    '.ci/run',
    ...inFolder('nginx'),
    ...inFolder('scripts'),
    ...inFolder(join('scripts', 'aws')),
  ]
}

/** What is installed on a server, as files: no browser and no engine is needed to check them. */
async function deploy() {
  if (!wanted('deploy')) return
  const started = performance.now()
  console.log('\ndeploy')
  const counts = await vitest('apps/e2e', ['--config', 'vitest.deploy.config.ts'])
  results.push({ name: 'deploy', ...counts, started })
  report()
}

/** The Python side, when a Python is there and its tools can be installed; said loudly when not. */
async function inferenceService() {
  if (!wanted('apps/inference')) return
  let python = null
  let why = 'no Python 3.11 or newer was found.'
  try {
    python = await checksPython()
  } catch (error) {
    why = error.message
  }
  if (!python) {
    const line = '*'.repeat(78)
    console.log(`\n${line}\nThe tests of the inference service did NOT run: ${why}\n${line}`)
    skip('apps/inference', why)
    return
  }
  for (const { name, run } of inferenceChecks(python)) await check(name, run, true)
  // Without it, the tests with real weights are skipped by name.
  await ensureModel(python)
  const started = performance.now()
  console.log('\napps/inference')
  const file = join(scratch, 'inference.xml')
  const code = await inferenceTests(python, file)
  results.push({ name: 'apps/inference', ...junitCounts(file, code), started })
  report()
}

async function browser() {
  if (!wanted('apps/e2e')) return
  if (findChromium()) {
    await suite('apps/e2e')
    return
  }
  const line = '*'.repeat(78)
  console.log(`\n${line}\nNo Chromium was found, so the browser tests did NOT run.`)
  console.log(`Install one, or set CHROMIUM_PATH to its program.\n${line}`)
  skip('apps/e2e', 'no Chromium was found.')
}

function skip(name, why) {
  results.push({
    name: `${name} (skipped: ${why})`,
    passed: 0,
    failed: 0,
    skipped: 1,
    started: performance.now(),
  })
  report()
}

/** `npm test -- apps/api lint` runs only what these words name. */
function wanted(name) {
  return only.length === 0 || only.some((word) => name.includes(word))
}

function packages() {
  return [
    'packages/types',
    'packages/ui',
    'packages/dev-services',
    'apps/api',
    'apps/web',
    'apps/e2e',
    'apps/bench',
  ].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
}

function report() {
  const { name, passed, failed, skipped, started } = results.at(-1)
  results.at(-1).seconds = (performance.now() - started) / 1000
  const mark = failed > 0 ? 'FAILED' : skipped > 0 && passed === 0 ? 'skipped' : 'ok'
  console.log(`${mark.padEnd(8)}${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
}

function summary() {
  rmSync(scratch, { recursive: true, force: true })
  console.log('\nseconds  step')
  for (const one of results) console.log(`${one.seconds.toFixed(1).padStart(7)}  ${one.name}`)
  const total = (key) => results.reduce((sum, one) => sum + one[key], 0)
  const failed = total('failed')
  for (const name of late) console.log(`LATE: ${name} passed only when it ran alone`)
  for (const one of results) if (one.failed > 0) console.log(`FAILED: ${one.name}`)
  console.log(`${total('passed')} passed, ${failed} failed, ${total('skipped')} skipped`)
  process.exitCode = failed > 0 ? 1 : 0
}
