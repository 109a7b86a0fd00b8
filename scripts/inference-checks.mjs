// What `npm test` and `npm run evals` need of the inference service: an environment with its tools,
// and its checks one by one. Everything lives under .worksmart, beside the app's own data.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './pnpm.mjs'
import { exitOf, runQuietly } from './prepare.mjs'
import { ensureEnvironment, findPython, inferenceFolder, runToEnd } from './python.mjs'

const dataDir = resolve(root, process.env.WORKSMART_DATA_DIR || '.worksmart')
export const modelDir = process.env.MODEL_DIR
  ? resolve(process.env.MODEL_DIR)
  : join(dataDir, 'models')

/** The Python with all tools, null without a Python 3.11; throws PythonProblem when it cannot be. */
export async function checksPython(say = console.log) {
  const python = findPython()
  if (!python) return null
  return ensureEnvironment({
    venv: join(dataDir, 'venv-dev'),
    requirements: 'requirements-dev.txt',
    python,
    run: (name, command, args) => {
      if (name === 'packages') say("Installing the inference service's tools. This takes a minute.")
      return runToEnd(command, args, { cwd: inferenceFolder })
    },
  })
}

/** Checks that pass or fail as a whole: `{ name, run }`, where `run` resolves with an exit code. */
export function inferenceChecks(python) {
  const quietly = (...args) => runQuietly(python, args, { cwd: inferenceFolder, env: plain() })
  return [
    { name: 'apps/inference lint', run: () => quietly('-m', 'ruff', 'check', '.') },
    { name: 'apps/inference format', run: () => quietly('-m', 'ruff', 'format', '--check', '.') },
    {
      name: 'apps/inference types',
      run: () => quietly('-m', 'basedpyright', '--pythonpath', python),
    },
    { name: 'apps/inference contract', run: () => quietly('generate_contract.py', '--check') },
  ]
}

/** The tests, with their results as JUnit XML in `file`; resolves with the exit code. */
export function inferenceTests(python, file) {
  const args = ['-m', 'pytest', '--no-header', `--junitxml=${file}`]
  return exitOf(
    spawn(python, args, { cwd: inferenceFolder, stdio: 'inherit', env: plain(), timeout: 600_000 }),
  )
}

/** What a run of the tests counted; one that wrote nothing down counts as one failure. */
export function junitCounts(file, code) {
  const head = existsSync(file) ? readFileSync(file, 'utf8').match(/<testsuite [^>]*>/)?.[0] : null
  const number = (name) => Number(head?.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0)
  if (!head) return { passed: 0, failed: 1, skipped: 0 }
  const failed = number('failures') + number('errors')
  const skipped = number('skipped')
  const passed = number('tests') - failed - skipped
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

/** Fetches the model when it is missing; resolves with true when it is there. */
export async function ensureModel(python, say = console.log) {
  if (existsSync(join(modelDir, 'minilm-int8.onnx'))) return true
  say('Fetching the model of the inference service.')
  const args = ['-m', 'worksmart_inference.fetch_model', '--to', modelDir]
  const fetched = await runToEnd(python, args, { cwd: inferenceFolder, env: plain() })
  if (fetched.code !== 0) say(fetched.output.trim())
  return fetched.code === 0
}

/** The environment of a check: the sources, the model, and nothing that could reach a provider. */
export function plain() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(LLM_|EMBED_|OCR_|S3_|STORE_|INFERENCE|APP_ENV)/.test(name),
  )
  const path = [join(inferenceFolder, 'src'), inferenceFolder].join(
    process.platform === 'win32' ? ';' : ':',
  )
  return { ...Object.fromEntries(kept), PYTHONPATH: path, MODEL_DIR: modelDir }
}
