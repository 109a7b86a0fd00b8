// Debian's nginx with the configuration of production: the very script and files of the image, with
// the ports of a test, a certificate made here and, as in the image, without root's rights.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'nginx')

export type Nginx = {
  /** `https://localhost:<port>`. */
  origin: string
  httpPort: number
  httpsPort: number
  /** The lines of the access log so far, parsed. */
  log: () => Promise<Record<string, unknown>[]>
  stop: () => Promise<void>
}

export type NginxOptions = {
  /** The built web app. */
  bundleDir: string
  /** Where the api listens: one or two processes on this machine. */
  apiPorts: readonly number[]
  clerkIssuer: string
  /** Below 32768; chosen when absent. The api has to know the origin before nginx is there. */
  httpsPort?: number
  /** Where browsers send files; the content policy lets them. */
  storageOrigin?: string
}

/** Null when nginx can run here, else what is missing. */
export function nginxIsMissing(): string | null {
  for (const [program, argument] of [
    ['nginx', '-v'],
    ['openssl', 'version'],
  ] as const) {
    if (spawnSync(program, [argument]).error) return `${program} is not installed`
  }
  const modules = spawnSync('ls', ['/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'])
  return modules.status === 0 ? null : "nginx's brotli module is not installed"
}

/** Starts it; resolves once it answers. Throws with its own words when the configuration is wrong. */
/** The origin of documents where a test has none. */
export const filesOrigin = 'https://files.example.com'

export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const runDir = await mkdtemp(join(tmpdir(), 'worksmart-nginx-'))
  const httpPort = await aLowPort()
  const httpsPort = options.httpsPort ?? (await aLowPort())
  const origin = `https://localhost:${httpsPort}`
  await cp(options.bundleDir, join(runDir, 'web'), { recursive: true })
  await mkdir(join(runDir, 'acme', '.well-known', 'acme-challenge'), { recursive: true })
  const certificate = makeCertificate(runDir)
  const user = asNobody(runDir)
  const env = {
    PATH: process.env.PATH,
    RUN_DIR: runDir,
    WEB_ROOT: join(runDir, 'web'),
    ACME_ROOT: join(runDir, 'acme'),
    CSP_FILE: join(runDir, 'web', '.nginx', 'csp.conf'),
    ACCESS_LOG: join(runDir, 'access.log'),
    HTTP_LISTEN: `127.0.0.1:${httpPort}`,
    HTTPS_LISTEN: `127.0.0.1:${httpsPort}`,
    PUBLIC_ORIGIN: origin,
    CLERK_ISSUER: options.clerkIssuer,
    STORAGE_ORIGIN: options.storageOrigin ?? filesOrigin,
    API_1: `127.0.0.1:${options.apiPorts[0]}`,
    ...(options.apiPorts[1] ? { API_2: `127.0.0.1:${options.apiPorts[1]}` } : {}),
    TLS_CERTIFICATE: certificate.certificate,
    TLS_KEY: certificate.key,
  }
  const rendered = spawnSync(join(folder, 'render.sh'), ['production'], { env, ...user })
  if (rendered.status !== 0) {
    throw new Error(`nginx refuses its configuration: ${rendered.stderr}`)
  }
  const child = spawn(
    'nginx',
    ['-e', 'stderr', '-c', join(runDir, 'nginx.conf'), '-g', 'daemon off;'],
    { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'], ...user },
  )
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk
  })
  await untilItAnswers(origin, child, () => complaints)
  return {
    origin,
    httpPort,
    httpsPort,
    async log() {
      const text = await readFile(join(runDir, 'access.log'), 'utf8')
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(runDir, { recursive: true, force: true })
    },
  }
}

/** A port of this machine that nothing listens on, below those that clients are given. */
export async function aLowPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((settle) => {
      server.once('error', () => settle(false))
      server.listen(port, '127.0.0.1', () => settle(true))
    })
    await new Promise((closed) => server.close(closed))
    if (isFree) return port
  }
}

function makeCertificate(runDir: string): { certificate: string; key: string } {
  const certificate = join(runDir, 'certificate.pem')
  const key = join(runDir, 'key.pem')
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  )
  return { certificate, key }
}

/** The image runs without root's rights, so a test that is root gives them up too. */
function asNobody(runDir: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  execFileSync('chown', ['-R', '65534:65534', runDir])
  return { uid: 65_534, gid: 65_534 }
}

async function untilItAnswers(origin: string, child: ChildProcess, complaints: () => string) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${complaints()}`)
    const isThere = await new Promise<boolean>((settle) => {
      const asked = request(`${origin}/favicon.svg`, { rejectUnauthorized: false }, (answer) => {
        answer.resume()
        settle(true)
      })
      asked.on('error', () => settle(false))
      asked.end()
    })
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nginx does not answer: ${complaints()}`)
}
