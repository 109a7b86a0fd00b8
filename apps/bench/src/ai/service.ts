// The real inference service with its real weights, on its own and asked directly.

import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ObjectStore } from '@worksmart/dev-services/s3/server'
import { type InferenceOperation, inferenceOperations } from '@worksmart/types/inference'
import type * as z from 'zod'
import {
  checksPython,
  ensureModel,
  modelDir,
  plain,
} from '../../../../scripts/inference-checks.mjs'
import { inferenceFolder, PythonProblem } from '../../../../scripts/python.mjs'

type Operations = typeof inferenceOperations
type AnswerOf<Op extends InferenceOperation> = z.output<Operations[Op]['answer']>

export type Service = {
  url: string
  token: string
  pid: number
  /** Throws when the answer is not 200 or not what the contract says. */
  ask: <Op extends InferenceOperation>(
    operation: Op,
    request: z.input<Operations[Op]['request']>,
  ) => Promise<AnswerOf<Op>>
  stop: () => Promise<void>
}

const liveWithinMs = 60_000
const patienceMs = 60_000

/** The Python that can run the service with its weights, or in words why there is none. */
export async function prepareService(
  log: (line: string) => void,
): Promise<{ python: string } | { missing: string }> {
  try {
    const python = await checksPython(log)
    if (python === null) return { missing: 'there is no Python 3.11 or newer' }
    return (await ensureModel(python, log)) ? { python } : { missing: 'the model is not here' }
  } catch (error) {
    if (error instanceof PythonProblem) return { missing: error.message.replace(/\.$/, '') }
    throw error
  }
}

/** Starts uvicorn as `npm start` does, on a port of its own, and waits until it is ready. */
export async function startService(python: string, store: ObjectStore): Promise<Service> {
  const port = randomInt(20_000, 32_000)
  const token = randomBytes(32).toString('base64url')
  const args = ['-m', 'worksmart_inference', '--port', String(port), '--end-with-parent']
  const child = spawn(python, args, {
    cwd: inferenceFolder,
    // Its standard input ends with this process, and the service with it.
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      ...plain(),
      MODEL_DIR: modelDir,
      INFERENCE_TOKEN: token,
      S3_BUCKET: store.bucket,
      S3_ENDPOINT: store.url,
      S3_REGION: store.region,
      S3_ACCESS_KEY_ID: store.accessKeyId,
      S3_SECRET_ACCESS_KEY: store.secretAccessKey,
      S3_FORCE_PATH_STYLE: 'true',
    },
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const until = Date.now() + liveWithinMs
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.ok) return { url, token, pid: child.pid ?? 0, ask: asker(url, token), stop }
    await pause(100)
  }
  child.kill('SIGKILL')
  throw new Error('The inference service did not become ready.')
}

const asker = (url: string, token: string): Service['ask'] =>
  async function ask(operation, request) {
    const { path, answer } = inferenceOperations[operation]
    const answered = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        // What it costs is measured, on a machine that may be busy with something else.
        'x-deadline-ms': String(patienceMs),
      },
      body: JSON.stringify(request),
    })
    const text = await answered.text()
    if (!answered.ok) throw new Error(`${path}: ${answered.status} ${text}`)
    return answer.parse(JSON.parse(text)) as never
  }
