// Runs the object store contract against OpenStack Swift, whose S3 side was written by other people
// than ours. Needs Debian's packages swift-proxy, swift-account, swift-container, swift-object and
// memcached; starts them on loopback in a temporary folder and stops them afterwards.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './pnpm.mjs'
import { exitOf } from './prepare.mjs'

// What Swift 2.30 lacks; docs/storage.md tells what it does instead.
const lacks = [
  'write-once',
  'if-match-write',
  'sha256',
  'crc32',
  'checksum-mode',
  'trailers',
  'bulk-delete',
  'not-yet-valid',
  'cors-on-refusal',
]
const origin = 'http://127.0.0.1:5173'
const folder = mkdtempSync(join(tmpdir(), 'ws-swift-'))
const { username } = userInfo()
const running = []

try {
  const ports = {}
  for (const name of ['memcached', 'account', 'container', 'object', 'proxy']) {
    ports[name] = await freePort()
  }
  for (const name of ['account', 'container', 'object']) makeRing(name, ports[name])
  mkdirSync(join(folder, 'devices', 'd1'), { recursive: true })
  writeConfigs(ports)
  start('memcached', ['-l', '127.0.0.1', '-p', String(ports.memcached), '-u', username])
  for (const name of ['account', 'container', 'object', 'proxy']) {
    start(`swift-${name}-server`, [join(folder, `${name}.conf`), '-v'])
  }
  const endpoint = `http://127.0.0.1:${ports.proxy}`
  await untilHealthy(endpoint)
  process.exitCode = await exitOf(
    spawn(process.execPath, [join(root, 'scripts', 'test-s3.mjs')], {
      stdio: 'inherit',
      env: {
        ...process.env,
        S3_CONTRACT_ENDPOINT: endpoint,
        S3_CONTRACT_REGION: 'us-east-1',
        S3_CONTRACT_BUCKET: 'contract',
        S3_CONTRACT_ACCESS_KEY_ID: 'test:tester',
        S3_CONTRACT_SECRET_ACCESS_KEY: 'testing',
        S3_CONTRACT_PATH_STYLE: 'true',
        S3_CONTRACT_ORIGIN: origin,
        S3_CONTRACT_SKIP: process.env.S3_CONTRACT_SKIP ?? lacks.join(','),
      },
    }),
  )
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
} finally {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(running.map((child) => child.exitCode ?? exitOf(child)))
  if (process.env.KEEP_SWIFT_LOGS) console.log(`The logs are in ${folder}.`)
  else rmSync(folder, { recursive: true, force: true })
}

/** One replica on one device, small enough to be made in a moment. */
function makeRing(name, port) {
  const builder = join(folder, `${name}.builder`)
  const device = ['--region', '1', '--zone', '1', '--ip', '127.0.0.1', '--port', String(port)]
  for (const args of [
    ['create', '4', '1', '0'],
    ['add', ...device, '--device', 'd1', '--weight', '1'],
    ['rebalance'],
  ]) {
    const run = spawnSync('swift-ring-builder', [builder, ...args], { encoding: 'utf8' })
    if (run.error || run.status > 1) {
      throw new Error(`swift-ring-builder did not run: ${run.error?.message ?? run.stdout}`)
    }
  }
}

function writeConfigs(ports) {
  const common = (port) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${username}
swift_dir = ${folder}
devices = ${join(folder, 'devices')}
mount_check = false
disable_fallocate = true
`
  for (const name of ['account', 'container', 'object']) {
    write(
      `${name}.conf`,
      `${common(ports[name])}
[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`,
    )
  }
  const filters = 'catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth'
  const uses = { cache: 'memcache', bulk: 'bulk', s3api: 's3api', tempauth: 'tempauth' }
  const extras = {
    cache: `memcache_servers = 127.0.0.1:${ports.memcached}`,
    s3api: `location = us-east-1\ncors_preflight_allow_origin = ${origin}`,
    tempauth: 'user_test_tester = testing .admin',
  }
  const names = `${filters} copy slo dlo versioned_writes symlink`.split(' ')
  const sections = names.map(
    (name) => `[filter:${name}]\nuse = egg:swift#${uses[name] ?? name}\n${extras[name] ?? ''}\n`,
  )
  write(
    'proxy.conf',
    `${common(ports.proxy)}cors_allow_origin = ${origin}
cors_expose_headers = ETag
[pipeline:main]
pipeline = ${names.join(' ')} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
${sections.join('')}`,
  )
}

function write(name, text) {
  writeFileSync(join(folder, name), text)
}

function start(program, args) {
  const log = openSync(join(folder, `${program}.log`), 'a')
  const child = spawn(program, args, { stdio: ['ignore', log, log] })
  child.on('error', (error) => console.error(`${program} did not start: ${error.message}`))
  running.push(child)
}

async function untilHealthy(endpoint) {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answer = await fetch(`${endpoint}/healthcheck`).catch(() => null)
    if (answer?.ok) return
    await pause(200)
  }
  const log = readFileSync(join(folder, 'swift-proxy-server.log'), 'utf8')
  throw new Error(`Swift did not start.\n${log.slice(-2000)}`)
}

async function freePort() {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 17_000)
    const isFree = await new Promise((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
