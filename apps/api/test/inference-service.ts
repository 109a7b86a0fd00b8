// The real inference service as a process of its own, where this machine has it prepared.

import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ObjectStore } from '@worksmart/dev-services/s3/server'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const folder = join(root, 'apps', 'inference')
const models = join(root, '.worksmart', 'models')
const pythons = ['venv', 'venv-dev'].map((name) => join(root, '.worksmart', name, 'bin', 'python'))
const liveWithinMs = 60_000

/** Why the real service cannot be started here; null when it can. */
export function whyNoService(): string | null {
  if (!pythons.some((path) => existsSync(path))) {
    return 'the inference service is not prepared here (npm start prepares it)'
  }
  return existsSync(models) ? null : 'the model of the inference service is not here'
}

/** Starts it over this store, and waits until it is ready. */
export async function startService(store: ObjectStore) {
  const python = pythons.find((path) => existsSync(path))
  if (!python) throw new Error(whyNoService() ?? '')
  const port = randomInt(20_000, 32_000)
  const token = randomBytes(32).toString('base64url')
  const child = spawn(
    python,
    ['-m', 'worksmart_inference', '--port', String(port), '--end-with-parent'],
    {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PYTHONPATH: join(folder, 'src'),
        MODEL_DIR: models,
        INFERENCE_TOKEN: token,
        S3_BUCKET: store.bucket,
        S3_ENDPOINT: store.url,
        S3_REGION: store.region,
        S3_ACCESS_KEY_ID: store.accessKeyId,
        S3_SECRET_ACCESS_KEY: store.secretAccessKey,
        S3_FORCE_PATH_STYLE: 'true',
      },
    },
  )
  const ended = new Promise((settle) => child.on('exit', settle))
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + liveWithinMs
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.ok) {
      const place = { state: 'there', url, token } as const
      return {
        place,
        stop: async () => {
          child.kill('SIGTERM')
          await ended
        },
      }
    }
    await new Promise((later) => setTimeout(later, 200))
  }
  child.kill('SIGKILL')
  throw new Error('The inference service did not become ready.')
}
