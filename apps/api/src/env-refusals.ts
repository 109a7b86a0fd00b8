// Settings that each fit and must not stand together: why a process does not start with them.

import type { Env } from './env.ts'

/** Why local mode must not run here; empty when it may. No forgotten setting may open it. */
export function localModeRefusals(
  env: Env,
  source: Record<string, string | undefined> = process.env,
): string[] {
  const reasons: string[] = []
  if (env.AUTH_MODE === 'clerk') reasons.push('AUTH_MODE is clerk; this entry has no sign-in.')
  if (env.NODE_ENV === 'production') reasons.push('NODE_ENV is production.')
  if (source.GIT_SHA) reasons.push('GIT_SHA is set, so this is a released build.')
  // Two of the locks are about addresses, and in the local compose the neighbours are containers.
  const isCompose = env.WORKSMART_DEV_COMPOSE === '1'
  if (!isCompose && !isLoopback(env.HOST)) {
    reasons.push(`HOST is ${env.HOST}, which other machines can reach.`)
  }
  if (!isCompose && env.DATABASE_URL && !hostsOf(env.DATABASE_URL).every(isLoopback)) {
    reasons.push('DATABASE_URL names another machine.')
  }
  for (const name of Object.keys(source)) {
    if (/^(CLERK_SECRET_KEY|AWS_EXECUTION_ENV|ECS_.*)$/.test(name) && source[name]) {
      reasons.push(`${name} is set, so this is a server.`)
    }
  }
  return reasons
}

/** What is half said about the storage; empty when it is named in full or not at all. */
export function storageRefusals(env: Env): string[] {
  const reasons: string[] = []
  if (!env.S3_BUCKET) {
    for (const name of [
      'S3_ENDPOINT',
      'S3_PUBLIC_ENDPOINT',
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
    ] as const) {
      if (env[name]) reasons.push(`${name} is set and S3_BUCKET is missing.`)
    }
  }
  if (Boolean(env.S3_ACCESS_KEY_ID) !== Boolean(env.S3_SECRET_ACCESS_KEY)) {
    reasons.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together.')
  }
  return reasons
}

/** Why the production entry must not start; empty when every setting is there. */
export function productionRefusals(env: Env): string[] {
  const reasons: string[] = []
  if (env.AUTH_MODE !== 'clerk') reasons.push('AUTH_MODE has to be clerk.')
  if (env.WORKSMART_DEV_COMPOSE === '1') reasons.push('WORKSMART_DEV_COMPOSE is for local mode.')
  const needed = [
    'CLERK_PUBLISHABLE_KEY',
    'CLERK_JWT_KEY',
    'CLERK_ISSUER',
    'CLERK_AUTHORIZED_PARTIES',
    'DATABASE_URL',
    'S3_BUCKET',
  ] as const
  return [...reasons, ...missing(env, needed), ...storageRefusals(env), ...inferenceRefusals(env)]
}

/** The same for what works in the background, `worker.ts` and `cron.ts`. */
export function workerRefusals(env: Env): string[] {
  const needed = isServer(env)
    ? (['DATABASE_URL', 'S3_BUCKET'] as const)
    : ['DATABASE_URL' as const]
  return [...missing(env, needed), ...storageRefusals(env), ...inferenceRefusals(env)]
}

/** The same for the migration, which also makes the first workspace. */
export function migrationRefusals(env: Env): string[] {
  const reasons = missing(env, ['DATABASE_URL'])
  if (Boolean(env.CLERK_ORGANIZATION_ID) !== Boolean(env.FIRST_ADMIN_EMAIL)) {
    reasons.push('CLERK_ORGANIZATION_ID and FIRST_ADMIN_EMAIL belong together.')
  }
  return reasons
}

/** The same for backups. On a server nothing is built in, and no backup lies there readable. */
export function backupRefusals(env: Env, needsFiles: boolean): string[] {
  if (!isServer(env)) return storageRefusals(env)
  const needed = missing(env, ['DATABASE_URL', 'BACKUP_KEY'])
  if (needsFiles) needed.push(...missing(env, ['S3_BUCKET']))
  return [...needed, ...storageRefusals(env)]
}

function inferenceRefusals({ INFERENCE_URL, INFERENCE_TOKEN }: Env): string[] {
  return INFERENCE_URL && !INFERENCE_TOKEN
    ? ['INFERENCE_TOKEN is missing, and INFERENCE_URL is set.']
    : []
}

function missing(env: Env, names: readonly (keyof Env)[]): string[] {
  return names.filter((name) => !env[name]).map((name) => `${name} is missing.`)
}

const isServer = (env: Env) => env.NODE_ENV === 'production'

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
  )
}

// A host in the query wins over the one before the path. No host, or a path, is a socket of this
// machine.
function hostsOf(url: string): string[] {
  const { hostname, searchParams } = new URL(url)
  const hosts = [
    decodeURIComponent(hostname),
    searchParams.get('host'),
    searchParams.get('hostaddr'),
  ]
  return hosts.filter((host) => host !== null && host !== '' && !host.startsWith('/')) as string[]
}
