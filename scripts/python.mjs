// Finds a Python that the inference service can run on, and gives it an environment of its own.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { root } from './pnpm.mjs'

export const inferenceFolder = join(root, 'apps', 'inference')
const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python']
const question = 'import sys; print("%d.%d.%d" % sys.version_info[:3], sys.executable)'

/** `{ command, version }` of the first Python 3.11 or newer, `PYTHON` before all others, or null. */
export function findPython(env = process.env) {
  for (const command of env.PYTHON ? [env.PYTHON] : names) {
    const asked = spawnSync(command, ['-c', question], { encoding: 'utf8', timeout: 20_000 })
    const [version, path] = asked.stdout?.trim().split(' ') ?? []
    const [major, minor] = version?.split('.').map(Number) ?? []
    if (asked.status === 0 && path && major === 3 && minor >= 11) return { command: path, version }
  }
  return null
}

/** Where a virtual environment has its Python. */
export function pythonIn(venv) {
  return process.platform === 'win32'
    ? join(venv, 'Scripts', 'python.exe')
    : join(venv, 'bin', 'python')
}

/** A failure that a person can do something about; the message names the cure. */
export class PythonProblem extends Error {}

/**
 * `requirements` is a file of the inference service, or of elsewhere by its whole path.
 * The Python of a virtual environment with exactly the versions and hashes of a requirements file.
 * Nothing is done when that was done before. `run(name, command, args)` runs one step.
 */
export async function ensureEnvironment({ venv, requirements, python, run }) {
  const file = resolve(inferenceFolder, requirements)
  const inside = pythonIn(venv)
  const stampFile = join(venv, `.${basename(requirements)}.stamp`)
  const stamp = createHash('sha256')
    .update(readFileSync(file))
    .update(python.version)
    .update(python.command)
    .digest('hex')
  if (existsSync(inside) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return inside
  }
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(venv, { recursive: true })
  const made = await run('environment', python.command, ['-m', 'venv', venv])
  if (made.code !== 0) throw new PythonProblem(whyNoEnvironment(made.output))
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input']
  const exact = ['--require-hashes', '--only-binary', ':all:', '-r', file]
  const installed = await run('packages', inside, [...pip, ...exact])
  if (installed.code !== 0) throw new PythonProblem(whyNotInstalled(installed.output))
  writeFileSync(stampFile, stamp)
  return inside
}

function whyNoEnvironment(output) {
  if (/ensurepip|python3-venv|No module named venv/.test(output)) {
    return 'this Python has no venv module; on Debian and Ubuntu install python3-venv.'
  }
  return 'a virtual environment could not be made; the log says why.'
}

function whyNotInstalled(output) {
  if (/DO NOT MATCH THE HASHES|do not match the hashes/i.test(output)) {
    return 'a package is not the one that was checked, so nothing was installed.'
  }
  if (/No matching distribution|only-binary/i.test(output)) {
    return 'a package has no ready build for this machine or is not in the package index.'
  }
  if (/Connection|Temporary failure|timed out|retries|ProxyError|SSLError/i.test(output)) {
    return 'the package index cannot be reached.'
  }
  return 'the packages could not be installed; the log says why.'
}

/** Runs a program to its end; resolves with its code and what it printed, at a low priority. */
export function runToEnd(command, args, { env, cwd, onOutput, signal, setPriority } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    const take = (part) => {
      output.push(part)
      onOutput?.(part)
    }
    if (child.pid) setPriority?.(child.pid)
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.on('error', (error) => settle({ code: 1, output: String(error) }))
    child.on('close', (code) =>
      settle({ code: code ?? 1, output: Buffer.concat(output).toString() }),
    )
  })
}
