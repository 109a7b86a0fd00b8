// The compose files as data. No container engine is needed, and none has run here: these are the
// rules that a review would look for.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { read, root } from './project-files.ts'

type Service = {
  image?: string
  build?: { context: string; dockerfile?: string; target?: string }
  command?: string[]
  user?: string
  read_only?: boolean
  init?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  restart?: string
  logging?: { driver: string; options: Record<string, string> }
  healthcheck?: { test?: string[]; disable?: boolean }
  environment?: Record<string, string>
  ports?: string[]
  networks?: string[] | Record<string, { ipv4_address?: string } | null>
  depends_on?: Record<string, { condition: string }>
  mem_limit?: string
  cpus?: number
  pids_limit?: number
  secrets?: string[]
  privileged?: boolean
  network_mode?: string
  volumes?: string[]
  stop_grace_period?: string
}
type Compose = {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean }>
  secrets?: Record<string, { file: string }>
}

const files = { local: 'docker-compose.yml', production: 'docker-compose.prod.yml' } as const
const load = (file: string) => parse(read(file), { merge: true }) as Compose
const local = load(files.local)
const production = load(files.production)
const both = [
  ...Object.entries(local.services).map(([name, one]) => ['local', name, one] as const),
  ...Object.entries(production.services).map(([name, one]) => ['production', name, one] as const),
]
const networksOf = ({ networks = {} }: Service) =>
  Array.isArray(networks) ? networks : Object.keys(networks)
const own = /^(\$\{REGISTRY:[^}]+\}\/)?worksmart-(web|api|inference):/

test('the parts are those of the product', () => {
  expect(Object.keys(local.services).sort()).toEqual(
    ['api', 'api-migrate', 'inference', 'postgres', 'storage', 'web', 'worker'].sort(),
  )
  expect(Object.keys(production.services).sort()).toEqual(
    'api-1 api-2 api-migrate cron inference postgres web worker'.split(' '),
  )
})

describe.each(both)('%s %s', (kind, name, one) => {
  const isOnce = name === 'api-migrate'

  test('has no rights that it does not need', () => {
    expect(one.user).toMatch(/^(node|www-data|postgres|\d{4,5}:\d{4,5})$/)
    expect(one.read_only).toBe(true)
    expect(one.init).toBe(true)
    expect(one.cap_drop).toEqual(['ALL'])
    expect(one.security_opt).toEqual(['no-new-privileges:true'])
    expect(one.privileged).toBeUndefined()
    expect(one.network_mode).toBeUndefined()
    for (const volume of one.volumes ?? []) expect(volume).not.toContain('docker.sock')
  })

  test('is limited, and so are its logs', () => {
    expect(one.mem_limit).toMatch(/^\d+[mg]$/)
    expect(one.cpus).toBeGreaterThan(0)
    expect(one.pids_limit).toBeGreaterThan(0)
    expect(one.logging?.options).toEqual({
      'max-size': expect.stringMatching(/^\d+m$/),
      'max-file': expect.stringMatching(/^\d$/),
    })
  })

  test('says whether it is well and comes back by itself, unless it runs once', () => {
    if (isOnce) {
      expect(one.restart).toBe('no')
      expect(one.healthcheck).toEqual({ disable: true })
    } else {
      expect(one.restart).toBe('unless-stopped')
      expect(one.healthcheck?.test?.length).toBeGreaterThan(1)
    }
  })

  test('runs an image that cannot change under it', () => {
    if (!own.test(one.image ?? '')) expect(one.image).toMatch(/@sha256:[0-9a-f]{64}$/)
    else if (kind === 'production')
      expect(one.image).toMatch(/:\$\{(IMAGE_TAG:\?[^}]+|INFERENCE_TAG:-none)\}$/)
    expect(one.image).not.toContain('latest')
    if (kind === 'production') expect(one.build).toBeUndefined()
  })

  test('gives a process time to finish: longer than its own hard limit', () => {
    if (!/^(api|api-1|api-2|worker)$/.test(name)) return
    expect(Number(one.stop_grace_period?.replace('s', ''))).toBeGreaterThan(25)
  })

  test('waits for the migration, and the migration for the database', () => {
    if (/^(api|api-1|api-2|worker|cron)$/.test(name)) {
      expect(one.depends_on?.['api-migrate']).toEqual({
        condition: 'service_completed_successfully',
      })
    }
    if (isOnce) expect(one.depends_on?.postgres).toEqual({ condition: 'service_healthy' })
  })
})

describe('production', () => {
  test('publishes the ports of nginx and no others', () => {
    for (const [name, one] of Object.entries(production.services)) {
      expect([name, one.ports]).toEqual([
        name,
        name === 'web' ? ['80:8080', '443:8443'] : undefined,
      ])
    }
  })

  test('nginx reaches the api alone; the database has no way out', () => {
    expect(networksOf(production.services.web ?? {})).toEqual(['edge', 'app'])
    expect(networksOf(production.services.postgres ?? {})).toEqual(['data'])
    expect(production.networks.data?.internal).toBe(true)
    for (const [name, one] of Object.entries(production.services)) {
      if (name !== 'web') expect(networksOf(one)).not.toContain('edge')
    }
  })

  test('no secret stands in an environment: each is a file, of a folder outside the repository', () => {
    const secret = /PASSWORD|SECRET|TOKEN|JWT_KEY|BACKUP_KEY|DATABASE_URL/
    for (const [name, { environment = {}, secrets = [] }] of Object.entries(production.services)) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!secret.test(variable)) continue
        expect([name, variable]).toEqual([name, expect.stringMatching(/_FILE$/)])
        // Which of the mounted files it is, the settings of the server say, or none.
        if (value === `\${${variable}:-}` || value === `\${INFERENCE_${variable}:-}`) continue
        expect(secrets).toContain(value.replace('/run/secrets/', ''))
      }
    }
    for (const { file } of Object.values(production.secrets ?? {})) {
      expect(file).toMatch(/^\$\{SECRETS_DIR:-\/srv\/worksmart\/secrets\}\//)
    }
  })

  test('only those who need a secret have it', () => {
    const holders = (secret: string) =>
      Object.entries(production.services)
        .filter(([, { secrets = [] }]) => secrets.includes(secret))
        .map(([name]) => name)
    expect(holders('backup_key')).toEqual(['cron'])
    expect(holders('postgres_password')).toEqual(['postgres'])
    expect(production.services.web?.secrets).toBeUndefined()
    expect(holders('s3_secret')).toEqual(['api-1', 'api-2', 'worker', 'cron'])
    expect(production.services.inference?.secrets).toEqual([
      'inference_token',
      'inference_s3_secret',
    ])
  })

  test('the addresses of nginx and the replicas are fixed, and each knows the other', () => {
    const address = (name: string) => {
      const { networks = {} } = production.services[name] ?? {}
      return Array.isArray(networks) ? undefined : networks.app?.ipv4_address
    }
    const { environment: web = {} } = production.services.web ?? {}
    expect([web.API_1, web.API_2]).toEqual([`${address('api-1')}:3000`, `${address('api-2')}:3000`])
    for (const name of ['api-1', 'api-2']) {
      expect(production.services[name]?.environment?.TRUSTED_PROXIES).toBe(address('web'))
      expect(production.services[name]?.environment?.AUTH_MODE).toBe('clerk')
    }
    expect(production.services['api-1']?.environment).toEqual(
      production.services['api-2']?.environment,
    )
  })

  test('the pools of all processes fit into the connections of the database', () => {
    const limit = /max_connections=(\d+)/.exec(
      production.services.postgres?.command?.join(' ') ?? '',
    )
    // Each replica: its pool and two for sign-in. Worker two, backup three, migration two.
    expect(2 * (4 + 2) + 2 + 3 + 2).toBeLessThan(Number(limit?.[1]) / 2)
  })

  test('backs up every day, keeps thirty days, and looks for the files too', () => {
    const cron = production.services.cron
    expect(cron?.command?.slice(-2)).toEqual(['src/backup/backup-cli.ts', 'daily'])
    expect(cron?.environment).toMatchObject({
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: compose puts the value in.
      BACKUP_HOUR: '${BACKUP_HOUR:-2}',
      BACKUP_KEEP_DAYS: '${BACKUP_KEEP_DAYS:-30}',
      S3_BUCKET: '${S3_BUCKET:?the bucket of the documents}',
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the same.
      BACKUP_KEY_FILE: '/run/secrets/backup_key',
    })
    expect(cron?.volumes).toEqual([expect.stringMatching(/:\/srv\/backups$/)])
    expect(cron?.restart).toBe('unless-stopped')
  })

  test('what nobody can do without is asked for by name before anything starts', () => {
    const demanded = [...read(files.production).matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(([, n]) => n)
    expect([...new Set(demanded)].sort()).toEqual(
      [
        ...['REGISTRY', 'IMAGE_TAG', 'PUBLIC_ORIGIN', 'CLERK_PUBLISHABLE_KEY', 'CLERK_ISSUER'],
        ...['S3_BUCKET', 'STORAGE_ORIGIN'],
      ].sort(),
    )
  })

  test('local mode cannot be switched on', () => {
    expect(read(files.production)).not.toMatch(/WORKSMART_DEV_COMPOSE|server\.dev|AUTH_MODE: dev/)
  })
})

describe('local', () => {
  test('object storage is SeaweedFS by tag and digest', () => {
    expect(local.services.storage?.image).toMatch(
      /^chrislusf\/seaweedfs:\d+\.\d+@sha256:[0-9a-f]{64}$/,
    )
  })

  test('every port is published on this machine alone', () => {
    const published = Object.values(local.services).flatMap(({ ports = [] }) => ports)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: compose puts the value in.
    expect(published).toEqual(['127.0.0.1:${WEB_PORT:-3000}:8080', '127.0.0.1:8333:8333'])
  })

  test('local mode runs in the image made for it, behind nginx, and trusts nobody else', () => {
    const api = local.services.api
    expect(api?.build?.target).toBe('dev')
    expect(api?.environment).toMatchObject({
      WORKSMART_DEV_COMPOSE: '1',
      TRUSTED_PROXIES: '172.30.8.10',
    })
    const { networks = {} } = local.services.web ?? {}
    expect(Array.isArray(networks) ? null : networks.data?.ipv4_address).toBe('172.30.8.10')
    expect(local.networks.data?.internal).toBe(true)
  })

  test('object storage does not start without a key, because an empty one lets anybody in', () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      expect(local.services.storage?.environment?.[name]).toMatch(/^\$\{[A-Z0-9_]+:\?/)
  })
})

test.each([
  ['docker-compose.prod.yml', 'api-1', 3000],
  ['docker-compose.yml', 'api', 3000],
])('%s asks whether %s is ready, at its own port', (file, name, port) => {
  const { healthcheck } = load(file).services[name] ?? {}
  expect(healthcheck?.test?.at(-1)).toBe(`http://127.0.0.1:${port}/health/ready`)
})

test('every variable of the compose files is explained in .env.example, and none twice', () => {
  const used = new Set(
    Object.values(files).flatMap((file) =>
      [...read(file).matchAll(/\$\{([A-Z0-9_]+)[:?}-]/g)].map(([, name = '']) => name),
    ),
  )
  const explained = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name = '']) => name,
  )
  expect([...used].filter((name) => !explained.includes(name))).toEqual([])
  expect(explained.filter((name, i) => explained.indexOf(name) !== i)).toEqual([])
})

const hasCompose = spawnSync('docker-compose', ['version']).status === 0

/** Debian's docker-compose knows an older dialect, to which a file has no name. */
function config(file: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'worksmart-compose-'))
  const copy = join(folder, file)
  // The inference service may live in a repository of its own, so its folder may be absent.
  const text = read(file).replace('context: apps/inference', 'context: .')
  writeFileSync(copy, text.replace(/^name: .*$/m, ''))
  const result = spawnSync(
    'docker-compose',
    ['--project-directory', root, '-f', copy, 'config', '-q'],
    { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true })
  return result
}

test.skipIf(!hasCompose)('docker-compose reads both files', () => {
  const env = {
    ...{ REGISTRY: 'registry.test', IMAGE_TAG: 'a'.repeat(40), PUBLIC_ORIGIN: 'https://x.test' },
    ...{ CLERK_PUBLISHABLE_KEY: 'pk_x', CLERK_ISSUER: 'https://clerk.x.test' },
    ...{ S3_BUCKET: 'documents', STORAGE_ORIGIN: 'https://documents.s3.x.test' },
    ...{ S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b', INFERENCE_TOKEN: 'c' },
  }
  for (const file of Object.values(files)) {
    const { status, stderr } = config(file, env)
    expect([file, status, stderr]).toEqual([file, 0, ''])
  }
})

test.skipIf(!hasCompose)('a variable that is missing is named before anything starts', () => {
  const { status, stderr } = config(files.production, {})
  expect(status).not.toBe(0)
  expect(stderr).toMatch(/REGISTRY|IMAGE_TAG|PUBLIC_ORIGIN|CLERK/)
})
