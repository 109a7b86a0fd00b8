// What documents cost: the bytes' own way from the browser to the store, the memory of the api while
// a gigabyte passes it by, and the CPU of signing one address.

import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeStorage } from '@worksmart/api/storage/storage.ts'
import { type ObjectStoreProcess, spawnObjectStore } from '@worksmart/dev-services/s3/child'
import type { Page } from 'playwright-core'
import { findChromium } from '../../../scripts/chromium.mjs'
import { residentMb } from './cpu.ts'
import { atMost, type Goal, ratio, reported } from './goal.ts'
import { entryPoint, freePort, startLocalApp } from './local-app.ts'
import { median } from './measure.ts'
import { root } from './options.ts'
import { launchBrowser } from './web/stage.ts'

const fileBytes = 50 * 1024 * 1024
const uploads = 20
const rounds = 3
const signatures = 500

type Presigned = { uploadId: string; url: string; headers: Record<string, string> }
type Caller = {
  presign: () => Promise<Presigned>
  confirm: (uploadId: string) => Promise<void>
}

/** Runs the api and the store as two processes; `–` where there is no Chromium or no curl. */
export async function measureUploads(log: (line: string) => void): Promise<Goal[]> {
  mkdirSync(join(root, '.worksmart'), { recursive: true })
  const folder = mkdtempSync(join(root, '.worksmart', 'bench-uploads-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let store: ObjectStoreProcess | null = null
  try {
    store = await spawnObjectStore({
      folder: join(folder, 's3'),
      bucket: 'bench',
      allowedOrigins: [origin],
    })
    const signing = await measureSigning(store)
    const app = await startLocalApp(join(folder, 'app'), entryPoint, {
      PORT: String(port),
      S3_ENDPOINT: store.url,
      S3_BUCKET: store.bucket,
      S3_REGION: store.region,
      S3_ACCESS_KEY_ID: store.accessKeyId,
      S3_SECRET_ACCESS_KEY: store.secretAccessKey,
      // Beside the gigabyte there have to be the files that are timed.
      UPLOAD_QUOTA_BYTES: String(4 * 1024 ** 3),
    })
    try {
      const bytes = randomBytes(fileBytes)
      const caller = await callerOf(app.url, bytes)
      log(`Uploading ${uploads} files of 50 MiB past the api.`)
      const memory = await measureMemory(app.pid, caller, bytes)
      log('Comparing the browser with curl.')
      const speed = await measureSpeed(app.url, caller, bytes, join(folder, 'file.txt'))
      return [speed, memory, signing]
    } finally {
      await app.stop()
    }
  } finally {
    await store?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function callerOf(url: string, bytes: Buffer): Promise<Caller> {
  const people = await (await fetch(`${url}/api/local/people`)).json()
  const userId = (people as { items: { id: string }[] }).items[0]?.id ?? ''
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'x-user-id': userId, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  // The api looks at how a file begins.
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { name: 'photo.png', mime: 'image/png', sizeBytes: bytes.length, sha256 }
  return {
    presign: async () => (await post('/documents/presign', file)) as Presigned,
    confirm: async (uploadId) => void (await post('/documents', { uploadId })),
  }
}

/** How much larger the api's process gets while the files go to the store and are confirmed. */
async function measureMemory(pid: number, caller: Caller, bytes: Buffer): Promise<Goal> {
  const upload = async () => {
    const { uploadId, url, headers } = await caller.presign()
    const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })
    if (!answer.ok) throw new Error(`PUT: ${answer.status} ${await answer.text()}`)
    await caller.confirm(uploadId)
  }
  // The first ones load code and open connections.
  for (let n = 0; n < 2; n++) await upload()
  const before = residentMb(pid)
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, residentMb(pid))
  }, 100)
  for (let n = 2; n < uploads; n++) await upload()
  clearInterval(timer)
  return atMost('U2', 'Memory of the api while 1 GB of files is uploaded: growth', {
    value: Math.max(most, residentMb(pid)) - before,
    most: 20,
    unit: 'MB',
    got: `${Math.max(0, most - before)} MB`,
    reference: `${before} MB before`,
  })
}

/** Throughput of one PUT of the same bytes, in turns, from a page and from curl. */
async function measureSpeed(
  url: string,
  caller: Caller,
  bytes: Buffer,
  file: string,
): Promise<Goal> {
  const name = 'PUT of 50 MiB to the store, browser ÷ curl'
  const chromium = findChromium()
  const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0
  if (!chromium || !hasCurl) {
    return reported('U1', name, '≥ 0.8', 'not measured: no Chromium or no curl')
  }
  writeFileSync(file, bytes)
  const browser = await launchBrowser(chromium)
  try {
    const page = await browser.newPage()
    await page.goto(url)
    const curlMs: number[] = []
    const browserMs: number[] = []
    for (let n = 0; n < rounds; n++) {
      curlMs.push(await putByCurl(await caller.presign(), file))
      browserMs.push(await putByPage(page, await caller.presign(), file))
    }
    const value = median(curlMs) / median(browserMs)
    const perSecond = (ms: number) => `${Math.round(fileBytes / 1024 / 1024 / (ms / 1000))} MiB/s`
    return {
      ...atMost('U1', name, { value: -value, most: -0.8, got: ratio(value) }),
      target: '≥ 0.80',
      reference: `${perSecond(median(browserMs))} and ${perSecond(median(curlMs))}`,
      value,
    }
  } finally {
    await browser.close()
  }
}

function putByCurl({ url, headers }: Presigned, file: string): Promise<number> {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  // Without the wait for 100-continue, which no browser does either.
  const plain = ['-sS', '-f', '-o', '-', '-H', 'Expect:', '-w', '%{time_total}', '-T', file]
  const child = spawn('curl', [...plain, ...named, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(Number(said) * 1000) : reject(new Error(`curl ended with ${code}`)),
    )
  })
}

/** The file is chosen as a person would, so that the browser reads it from the disk like curl. */
async function putByPage(page: Page, { url, headers }: Presigned, file: string): Promise<number> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'bench-file'
    document.getElementById('bench-file')?.remove()
    document.body.append(input)
  })
  await page.locator('#bench-file').setInputFiles(file)
  return page.evaluate(
    ({ to, named }) =>
      new Promise<number>((resolve, reject) => {
        const input = document.getElementById('bench-file') as HTMLInputElement
        const request = new XMLHttpRequest()
        const started = performance.now()
        request.open('PUT', to)
        for (const [name, value] of Object.entries(named)) request.setRequestHeader(name, value)
        request.onload = () =>
          request.status === 200
            ? resolve(performance.now() - started)
            : reject(new Error(`PUT: ${request.status}`))
        request.onerror = () => reject(new Error('PUT: no answer'))
        request.send(input.files?.[0] ?? null)
      }),
    { to: url, named: headers },
  )
}

async function measureSigning(store: ObjectStoreProcess): Promise<Goal> {
  const storage = makeStorage({
    bucket: store.bucket,
    region: store.region,
    endpoint: store.url,
    publicEndpoint: null,
    credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
    forcePathStyle: true,
    timeoutMs: 3000,
  })
  const file = {
    workspaceId: '0192f0c4-7f7d-7c64-9a5b-111111111111',
    uploadId: '0192f0c4-7f7d-7c64-9a5b-222222222222',
    mime: 'image/png',
    sizeBytes: fileBytes,
    sha256: 'a'.repeat(64),
  }
  for (let n = 0; n < 50; n++) await storage.signUpload(file, 300)
  const before = process.cpuUsage()
  for (let n = 0; n < signatures; n++) await storage.signUpload(file, 300)
  const { user, system } = process.cpuUsage(before)
  storage.close()
  const ms = (user + system) / 1000 / signatures
  return atMost('U3', 'Signing one upload, CPU', {
    value: ms,
    most: 1,
    unit: 'ms',
    got: `${ms.toFixed(2)} ms`,
  })
}
