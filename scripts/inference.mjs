// The local inference service of `npm start`: prepared and started in the background, so that the
// app never waits for it. Every step goes to status.json, which the app shows, and to a log.

import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import {
  ensureEnvironment,
  findPython,
  inferenceFolder,
  PythonProblem,
  runToEnd,
} from './python.mjs'

const steps = ['python', 'environment', 'packages', 'model', 'service']
const waitsMs = [1000, 4000, 16_000]
const steadyMs = 60_000
const liveWithinMs = 60_000
const storageWithinMs = 120_000
// What the service may know of the person's environment: how to reach models and documents.
const passed = /^(PATH|HOME|LANG|TMPDIR|SYSTEMROOT|LLM_|EMBED_|OCR_|S3_|STORE_|AI_|PIP_|SSL_)/

/**
 * Decides where the service will be, before the app starts. `env` is for the app: the service's
 * address, its token and the file that tells how far it is; it is empty when nothing is to be
 * started (`INFERENCE=off`) and when `INFERENCE_URL` names one that runs already. `start()`
 * begins in the background, and `stop()` ends it.
 */
export async function planInference({ dataDir, env = process.env, say = console.log }) {
  if (env.INFERENCE_URL || env.INFERENCE === 'off') return { env: {}, start() {}, stop() {} }
  const folder = join(dataDir, 'inference')
  mkdirSync(folder, { recursive: true })
  const service = {
    dataDir,
    folder,
    env,
    say,
    port: await freePort(),
    token: randomBytes(32).toString('base64url'),
    stopping: new AbortController(),
    child: null,
    said: '',
    // An app that was killed leaves its note behind; what it says holds no longer.
    pidBefore: readJson(join(dataDir, 'services.json')).pid,
  }
  writeFileSync(join(folder, 'log'), '')
  tell(service, { state: 'preparing', step: 0 })
  return {
    env: {
      INFERENCE_URL: `http://127.0.0.1:${service.port}`,
      INFERENCE_TOKEN: service.token,
      INFERENCE_STATUS_FILE: join(folder, 'status.json'),
    },
    start() {
      return prepareAndRun(service).catch((error) => {
        if (service.stopping.signal.aborted) return
        const cure = error instanceof PythonProblem ? error.message : `${error.message}.`
        tell(service, { state: 'unavailable', step: service.step, message: cure })
      })
    },
    stop() {
      service.stopping.abort()
      service.child?.kill('SIGTERM')
    },
  }
}

async function prepareAndRun(service) {
  const enter = (name) => {
    service.step = steps.indexOf(name) + 1
    tell(service, { state: 'preparing', step: service.step })
  }
  enter('python')
  const python = findPython(service.env)
  if (!python) {
    throw new PythonProblem('it needs Python 3.11 or newer (PYTHON names one in another place).')
  }
  const run = (name, command, args, more = {}) => {
    enter(name)
    return runToEnd(command, args, {
      cwd: inferenceFolder,
      env: { ...environment(service), ...more },
      signal: service.stopping.signal,
      onOutput: (part) => appendFileSync(join(service.folder, 'log'), part),
      setPriority: polite,
    })
  }
  const inside = await ensureEnvironment({
    venv: join(service.dataDir, 'venv'),
    requirements: 'requirements.txt',
    python,
    run,
  })
  const models = join(service.dataDir, 'models')
  const fetched = await run('model', inside, ['-m', 'worksmart_inference.fetch_model'], {
    MODEL_DIR: models,
  })
  // Without weights the service still compares words, so this is no reason to stop.
  if (fetched.code !== 0) service.without = 'The model could not be fetched, so words alone count.'
  enter('service')
  await keepRunning(service, inside, { ...(await storageOf(service)), MODEL_DIR: models })
}

/**
 * How to reach the documents: what the environment names, else the store that the app itself has
 * started and noted in services.json. Without either the service starts and reads no documents.
 */
async function storageOf(service) {
  if (service.env.S3_BUCKET) return {}
  const file = join(service.dataDir, 'services.json')
  const until = Date.now() + storageWithinMs
  while (Date.now() < until && !service.stopping.signal.aborted) {
    const { storage, pid } = readJson(file)
    if (storage?.credentials && pid !== service.pidBefore) {
      return {
        S3_BUCKET: storage.bucket,
        S3_ENDPOINT: storage.endpoint,
        S3_REGION: storage.region,
        S3_ACCESS_KEY_ID: storage.credentials.accessKeyId,
        S3_SECRET_ACCESS_KEY: storage.credentials.secretAccessKey,
        S3_FORCE_PATH_STYLE: String(storage.forcePathStyle),
      }
    }
    await pause(200, service.stopping.signal)
  }
  return {}
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Absent, or half-written.
    return {}
  }
}

function environment(service) {
  const kept = Object.entries(service.env).filter(([name]) => passed.test(name))
  return { ...Object.fromEntries(kept), PYTHONPATH: join(inferenceFolder, 'src') }
}

/** Installing must not make the app slow; where the priority cannot be set, it stays as it is. */
function polite(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Nothing depends on it.
  }
}

async function keepRunning(service, python, more) {
  let crashes = 0
  while (!service.stopping.signal.aborted) {
    const began = Date.now()
    const ended = runService(service, python, more)
    if (await isLive(service, ended)) {
      tell(service, { state: 'ready', step: steps.length, message: service.without })
    }
    await ended
    if (service.stopping.signal.aborted) return
    if (Date.now() - began > steadyMs) crashes = 0
    if (crashes === waitsMs.length) {
      throw new PythonProblem('it ended again and again; the log says why.')
    }
    tell(service, { state: 'preparing', step: steps.length })
    await pause(waitsMs[crashes++], service.stopping.signal)
  }
}

function runService(service, python, more) {
  const args = ['-m', 'worksmart_inference', '--port', String(service.port), '--end-with-parent']
  const child = spawn(python, args, {
    cwd: inferenceFolder,
    // Its standard input ends with this process, however that goes, and the service with it.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...environment(service), ...more, INFERENCE_TOKEN: service.token },
  })
  service.child = child
  const log = (part) => appendFileSync(join(service.folder, 'log'), part)
  child.stdout.on('data', log)
  child.stderr.on('data', log)
  return new Promise((settle) => {
    child.on('error', settle)
    child.on('exit', settle)
  })
}

async function isLive(service, ended) {
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  const until = Date.now() + liveWithinMs
  while (!isOver && Date.now() < until && !service.stopping.signal.aborted) {
    try {
      const answer = await fetch(`http://127.0.0.1:${service.port}/health/live`, {
        signal: AbortSignal.timeout(1000),
      })
      if (answer.ok) return true
    } catch {
      // It is not up yet.
    }
    await pause(200, service.stopping.signal)
  }
  return false
}

/** Writes status.json in one step, and one line to the terminal when something changed. */
function tell(service, { state, step, message = '' }) {
  const name = steps[step - 1] ?? ''
  const status = { state, step, steps: steps.length, name, message, at: new Date().toISOString() }
  const file = join(service.folder, 'status.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(status)}\n`)
  renameSync(`${file}.new`, file)
  const line = lineOf(status)
  if (line && line !== service.said) service.say(line)
  service.said = line
}

function lineOf({ state, step, steps: all, name, message }) {
  if (state === 'ready') return `AI help is ready. ${message}`.trim()
  if (state === 'unavailable') return `AI help is not available: ${message} Everything else works.`
  return step > 0 ? `AI help is being prepared (${step} of ${all}: ${name}).` : ''
}

/** Below the range that systems hand out by themselves, so that nobody else is given it meanwhile. */
async function freePort() {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('No free port was found for the inference service.')
}

function isFree(port) {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', () => settle(false))
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)))
  })
}

function pause(ms, signal) {
  return new Promise((settle) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      settle()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
