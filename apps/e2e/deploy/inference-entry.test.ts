// The image of the inference service without an engine: what its Dockerfile copies, in a folder, and
// its command started from there with the environment of the production compose file. The packages
// are those of this machine's own environment for it; without one the tests are skipped by name.

import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { aLowPort } from '../support/nginx.ts'
import { environmentOf, stage, stagesOf } from './image-folder.ts'
import { read, root } from './project-files.ts'

const dataDir = resolve(root, process.env.WORKSMART_DATA_DIR || '.worksmart')
const python = ['venv', 'venv-dev']
  .map((name) => join(dataDir, name, 'bin', 'python'))
  .find((path) => existsSync(path))
const hasTesseract = !spawnSync('tesseract', ['--version']).error
const image = stage(stagesOf(read('apps/inference/Dockerfile')), 'service')
const { services } = parse(read('docker-compose.prod.yml'), { merge: true }) as {
  services: { inference: { environment: Record<string, string>; healthcheck: { test: string[] } } }
}

if (!python)
  process.stderr.write(
    '\n*** No Python of the inference service: its image is NOT started. ***\n\n',
  )

describe.skipIf(!python)("the inference service's image, laid out in a folder", () => {
  let folder = ''
  // A Python under root's own folder is one that nobody else may run.
  const nobody = { uid: 65_534, gid: 65_534 }
  const canChange =
    process.getuid?.() === 0 && spawnSync(python ?? '', ['-c', ''], nobody).status === 0
  const user = canChange ? nobody : {}

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'worksmart-inference-'))
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'model'))
    for (const { word, rest } of image.steps) {
      const words = rest.split(/\s+/)
      if (word !== 'COPY' || words[0]?.startsWith('--from')) continue
      for (const source of words.slice(0, -1))
        cpSync(join(root, 'apps/inference', source), join(folder, 'app', words.at(-1) ?? ''), {
          recursive: true,
          filter: (path) => !/__pycache__|\.(safetensors|onnx)$|tokenizer\.json$/.test(path),
        })
    }
    writeFileSync(join(folder, 'token'), randomBytes(24).toString('hex'), { mode: 0o444 })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function start(environment: Record<string, string>) {
    const command = JSON.parse(
      image.steps.findLast(({ word }) => word === 'CMD')?.rest ?? '[]',
    ) as string[]
    const port = await aLowPort()
    // Only this machine may reach what a test starts.
    const words = command
      .slice(1)
      .map((one) => one.replace('0.0.0.0', '127.0.0.1').replace('4100', String(port)))
    const child = spawn(python ?? '', words, {
      cwd: join(folder, 'app'),
      env: {
        ...environmentOf(image),
        PATH: process.env.PATH,
        PYTHONPATH: join(folder, 'app', 'src'),
        MODEL_DIR: join(folder, 'model'),
        // The image installs it; where this machine lacks it, the service starts without.
        ...(hasTesseract ? {} : { OCR_ENGINE: 'none' }),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
      })
    const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
    return { child, ended, said: () => said, url: `http://127.0.0.1:${port}` }
  }

  test('without settings it ends with 78 and one line that names what is missing', async () => {
    const { ended, said } = await start({ LLM_PROVIDER: 'openai', WORKERS: 'many' })
    expect([await ended, said()]).toEqual([
      78,
      expect.stringContaining('INFERENCE_TOKEN is missing'),
    ])
    for (const name of ['LLM_MODEL', 'LLM_BASE_URL', 'WORKERS']) expect(said()).toContain(name)
    expect(said().trim().split('\n')).toHaveLength(1)
  }, 60_000)

  test('with the environment of compose it becomes healthy, and ends when asked', async () => {
    const given: Record<string, string> = { S3_BUCKET: 'documents' }
    const environment = Object.fromEntries(
      Object.entries(services.inference.environment).map(([name, value]) => [
        name,
        value
          .replace(
            /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
            (_, one: string, other = '') => given[one] ?? other,
          )
          .replace('/run/secrets/inference_token', join(folder, 'token')),
      ]),
    )
    const { child, ended, said, url } = await start(environment)
    // The health check of compose, at the port of this test.
    const check = services.inference.healthcheck.test
      .slice(2)
      .map((one) => one.replace('http://127.0.0.1:4100', url))
    expect(services.inference.healthcheck.test.slice(0, 2)).toEqual(['CMD', 'python'])
    await expect
      .poll(() => [spawnSync(python ?? '', check, user).status, child.exitCode, said()], {
        timeout: 60_000,
        interval: 500,
      })
      .toEqual([0, null, said()])
    child.kill('SIGTERM')
    expect([0, 'SIGTERM']).toContain(await ended)
  }, 90_000)
})
