// The environments that the fence around the local identity is tried with, and what each one has to
// do: 24 processes, of which an ordinary run starts the eight that are marked.

import { readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect } from 'vitest'
import { aFreePort, type Entry, startEntry } from './spawn.ts'

export type Boot = {
  name: string
  entry: Extract<Entry, 'server.ts' | 'server.dev.ts'>
  env: Record<string, string>
  /** The settings that the one line names; `past` goes on to its database, `starts` serves. */
  outcome: { refusedFor: string[] } | 'past' | 'starts'
  isQuick?: true
}

const sha = 'a'.repeat(40)
/** Nobody has this name, so whoever gets past the fence gets no further than asking for it. */
const elsewhere = 'postgresql://me@db.invalid/x'

const local = (name: string, env: Record<string, string>, refusedFor = Object.keys(env)): Boot => ({
  name,
  entry: 'server.dev.ts',
  env,
  outcome: { refusedFor },
})

const complete = {
  NODE_ENV: 'production',
  AUTH_MODE: 'clerk',
  CLERK_PUBLISHABLE_KEY: 'pk_live_test',
  CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----',
  CLERK_ISSUER: 'https://clerk.example.com',
  CLERK_AUTHORIZED_PARTIES: 'https://app.example.com',
  DATABASE_URL: elsewhere,
  S3_BUCKET: 'documents',
}
const { AUTH_MODE: _mode, ...withoutMode } = complete
const { CLERK_JWT_KEY: _key, CLERK_ISSUER: _issuer, ...withoutKey } = complete

const server = (name: string, env: Record<string, string>, refusedFor: string[]): Boot => ({
  name,
  entry: 'server.ts',
  env,
  outcome: { refusedFor },
})

const everything = {
  AUTH_MODE: 'clerk',
  NODE_ENV: 'production',
  GIT_SHA: sha,
  HOST: '0.0.0.0',
  DATABASE_URL: elsewhere,
  CLERK_SECRET_KEY: 'sk_x',
  AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
  ECS_AGENT_URI: 'x',
}
const compose = { WORKSMART_DEV_COMPOSE: '1', HOST: '0.0.0.0', DATABASE_URL: elsewhere }

export const boots: Boot[] = [
  { name: 'on this machine', entry: 'server.dev.ts', env: {}, outcome: 'starts' },
  {
    name: 'in a container',
    entry: 'server.dev.ts',
    env: { container: 'docker', KUBERNETES_SERVICE_HOST: '10.0.0.1', CI: 'true' },
    outcome: 'starts',
  },
  { ...local('production', { NODE_ENV: 'production' }), isQuick: true },
  { ...local('a released build', { GIT_SHA: sha }), isQuick: true },
  { ...local('an open address', { HOST: '0.0.0.0' }), isQuick: true },
  { ...local('a database elsewhere', { DATABASE_URL: elsewhere }), isQuick: true },
  local('a database elsewhere, in the query', {
    DATABASE_URL: 'postgresql://me@localhost/x?host=db.invalid',
  }),
  local('a secret of sign-in', { CLERK_SECRET_KEY: 'sk_x' }),
  local('a cloud', { AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE' }),
  local('a container of a cloud', { ECS_CONTAINER_METADATA_URI_V4: 'x' }),
  local('settings of sign-in', { AUTH_MODE: 'clerk' }),
  local('a released build in production', { NODE_ENV: 'production', GIT_SHA: sha }),
  local('two open addresses', { HOST: '192.168.1.5', DATABASE_URL: elsewhere }),
  local('a secret in a cloud', { CLERK_SECRET_KEY: 'sk_x', ECS_AGENT_URI: 'x' }),
  local('every reason at once', everything),
  {
    name: 'the local compose, both addresses open',
    entry: 'server.dev.ts',
    env: compose,
    outcome: 'past',
    isQuick: true,
  },
  local('the local compose, a released build', { ...compose, GIT_SHA: sha }, ['GIT_SHA']),
  local(
    'the local compose, production with a secret',
    { ...compose, NODE_ENV: 'production', CLERK_SECRET_KEY: 'sk_x' },
    ['NODE_ENV', 'CLERK_SECRET_KEY'],
  ),
  {
    ...server('nothing', {}, [...Object.keys(complete).filter((name) => name !== 'NODE_ENV')]),
    isQuick: true,
  },
  { ...server('no word on who people are', withoutMode, ['AUTH_MODE']), isQuick: true },
  {
    ...server('the local identity', { ...complete, AUTH_MODE: 'dev' }, ['AUTH_MODE']),
    isQuick: true,
  },
  server('the switch of the local compose', { ...complete, WORKSMART_DEV_COMPOSE: '1' }, [
    'WORKSMART_DEV_COMPOSE',
  ]),
  server('sign-in without its key', withoutKey, ['CLERK_JWT_KEY', 'CLERK_ISSUER']),
  server(
    'sign-in over plain http',
    {
      ...complete,
      CLERK_ISSUER: 'http://clerk.example.com',
      CLERK_AUTHORIZED_PARTIES: 'http://app.example.com',
    },
    ['CLERK_ISSUER', 'CLERK_AUTHORIZED_PARTIES'],
  ),
]

const settings = [...new Set([...Object.keys(complete), ...Object.keys(everything)])]

/**
 * Starts the process and holds it to its outcome. A refusal is exit code 78 and one line that names
 * exactly these settings; its port is never opened, and in `dataDir`, a folder of its own, nothing
 * is made. `databaseUrl` is what a start that may serve is given; it is migrated there.
 */
export async function expectBoot(boot: Boot, dataDir: string, databaseUrl: string): Promise<void> {
  const port = await aFreePort()
  const { child, ended, output } = startEntry(boot.entry, {
    PORT: String(port),
    ...(boot.outcome === 'starts' ? { DATABASE_URL: databaseUrl } : {}),
    ...(boot.entry === 'server.dev.ts'
      ? { WORKSMART_DATA_DIR: dataDir }
      : { DATABASE_WAIT_MS: '1' }),
    ...boot.env,
  })
  let opened = 0
  const timer = setInterval(async () => {
    if (await answers(port)) opened++
  }, 20)
  if (boot.outcome === 'starts') {
    await expect.poll(() => output.stdout + output.stderr, { timeout: 30_000 }).toContain('ready')
    const health = await fetch(`http://localhost:${port}/api/health`)
    expect(await health.json()).toMatchObject({ mode: 'dev' })
    child.kill('SIGTERM')
  }
  const code = await ended
  clearInterval(timer)
  if (boot.outcome === 'starts') expect([code, output.stderr]).toEqual([0, ''])
  else if (boot.outcome === 'past') {
    expect([code, opened]).toEqual([1, 0])
    expect(output.stderr).toContain('db.invalid')
  } else {
    expect([code, output.stdout, opened]).toEqual([78, '', 0])
    expect(output.stderr.trim().split('\n')).toHaveLength(1)
    const named = settings
      .concat(boot.outcome.refusedFor)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(output.stderr))
    expect([...new Set(named)].sort()).toEqual([...boot.outcome.refusedFor].sort())
    if (boot.entry === 'server.dev.ts') expect(await readdir(dataDir)).toEqual([])
  }
  await rm(dataDir, { recursive: true, force: true })
}

function answers(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
    socket.once('connect', () => socket.destroy())
  })
}
