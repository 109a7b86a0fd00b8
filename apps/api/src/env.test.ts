import { describe, expect, test } from 'vitest'
import { BadEnvironment, readEnv } from './env.ts'
import {
  isLoopback,
  localModeRefusals,
  productionRefusals,
  storageRefusals,
} from './env-refusals.ts'

function reasonsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source)
    return []
  } catch (error) {
    if (error instanceof BadEnvironment) return error.reasons
    throw error
  }
}

describe('reading the settings', () => {
  test('nothing is needed', () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATABASE_POOL: 4 })
  })

  test('an empty value counts as absent', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toEqual(readEnv({}))
  })

  test.each([
    ['PORT', '70000'],
    ['PORT', 'web'],
    ['PORT', '3000.5'],
    ['DATABASE_URL', 'mysql://root@localhost/x'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'postgresql://host:port/x'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_CONNECT_TIMEOUT_MS', 'soon'],
    ['DATABASE_STATEMENT_TIMEOUT_MS', '-1'],
    ['DATABASE_LOCK_TIMEOUT_MS', '1.5'],
    ['S3_BUCKET', 'ab'],
    ['S3_ENDPOINT', 'localhost:8333'],
    ['S3_PUBLIC_ENDPOINT', 'ftp://files.example.com'],
    ['S3_FORCE_PATH_STYLE', 'yes'],
    ['S3_TIMEOUT_MS', '0'],
    ['UPLOAD_MAX_BYTES', '50 MiB'],
    ['UPLOAD_MAX_BYTES', '9999999999'],
    ['UPLOAD_TYPES', 'pdf,exe'],
    ['UPLOAD_TYPES', 'pdf,,png'],
    ['UPLOAD_TYPES', 'constructor'],
    ['UPLOAD_QUOTA_BYTES', '0'],
    ['UPLOAD_QUOTA_DOCUMENTS', '-1'],
    ['UPLOAD_PENDING', '2.5'],
    ['UPLOAD_RATE_PER_MINUTE', 'many'],
    ['CLAMD_ADDRESS', 'clamd'],
    ['CLAMD_ADDRESS', 'clamd:0'],
    ['CLAMD_ADDRESS', 'clamd:70000'],
    ['CLAMD_ADDRESS', 'tcp://clamd:3310'],
    ['CLAMD_ADDRESS', '::1:3310'],
    ['LOG_LEVEL', 'loud'],
    ['AUTH_MODE', 'none'],
    ['NODE_ENV', 'prod'],
    ['CLERK_PUBLISHABLE_KEY', 'sk_live_x'],
    ['CLERK_JWT_KEY', 'secret'],
    ['CLERK_ISSUER', 'http://clerk.example.com'],
    ['CLERK_AUTHORIZED_PARTIES', 'https://a.example.com, http://b.example.com'],
  ])('%s=%s is refused by name', (name, value) => {
    const reasons = reasonsOf({ [name]: value })
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatch(new RegExp(`^${name}: .+`))
    expect(reasons[0]).not.toContain('undefined')
  })

  test('every value that does not fit is named at once', () => {
    const reasons = reasonsOf({ PORT: 'x', LOG_LEVEL: 'y', NODE_ENV: 'z' })
    expect(reasons.map((reason) => reason.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL', 'NODE_ENV'])
  })
})

describe('local mode', () => {
  const refusals = (source: Record<string, string>) => localModeRefusals(readEnv(source), source)

  test('starts on this machine, in a container and with a database here', () => {
    for (const source of [
      {},
      { AUTH_MODE: 'dev', NODE_ENV: 'development' },
      { HOST: 'localhost' },
      { HOST: '::1' },
      { DATABASE_URL: 'postgresql://me@localhost:5432/x' },
      { DATABASE_URL: 'postgresql://me@127.0.0.1/x' },
      { DATABASE_URL: 'postgresql://me@[::1]:5432/x' },
      { DATABASE_URL: 'postgresql://me@%2Fvar%2Frun/x' },
      { DATABASE_URL: 'postgresql:///x' },
      { CI: 'true', container: 'docker' },
    ] as Record<string, string>[]) {
      expect(refusals(source), JSON.stringify(source)).toEqual([])
    }
  })

  test.each([
    ['AUTH_MODE', 'clerk'],
    ['NODE_ENV', 'production'],
    ['GIT_SHA', 'a'.repeat(40)],
    ['HOST', '0.0.0.0'],
    ['HOST', '::'],
    ['HOST', '192.168.1.5'],
    ['HOST', '127.0.0.1.evil.test'],
    ['DATABASE_URL', 'postgresql://me@db.example.com/x'],
    ['DATABASE_URL', 'postgresql://me@localhost.evil.test/x'],
    ['DATABASE_URL', 'postgresql://me@127.0.0.1@db.example.com/x'],
    ['CLERK_SECRET_KEY', 'sk_x'],
    ['AWS_EXECUTION_ENV', 'AWS_ECS_FARGATE'],
    ['ECS_CONTAINER_METADATA_URI', 'x'],
    ['ECS_ANYTHING', 'x'],
  ])('is refused by %s=%s', (name, value) => {
    const reasons = refusals({ [name]: value })
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toContain(name)
  })

  test.each([
    'postgresql://me@localhost/x?host=db.example.com',
    'postgresql://me@localhost/x?hostaddr=10.0.0.1',
    'postgresql:///x?host=db.example.com',
  ])('is refused by the database %s, whose host hides in its query', (url) => {
    expect(refusals({ DATABASE_URL: url })).toHaveLength(1)
  })

  test('in the local compose listens for its neighbours, and every other lock holds', () => {
    const compose = {
      WORKSMART_DEV_COMPOSE: '1',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://me@postgres:5432/x',
    }
    expect(refusals(compose)).toEqual([])
    expect(refusals({ ...compose, WORKSMART_DEV_COMPOSE: '0' })).toHaveLength(2)
    const locks = {
      AUTH_MODE: 'clerk',
      NODE_ENV: 'production',
      GIT_SHA: 'a'.repeat(40),
      CLERK_SECRET_KEY: 'sk_x',
      ECS_X: '1',
    }
    for (const [name, value] of Object.entries(locks)) {
      expect(refusals({ ...compose, [name]: value })).toEqual([expect.stringContaining(name)])
    }
  })

  test('lists every reason at once', () => {
    const source = { NODE_ENV: 'production', HOST: '0.0.0.0', GIT_SHA: 'a'.repeat(40), ECS_X: '1' }
    expect(refusals(source)).toHaveLength(4)
  })
})

describe('the production entry', () => {
  const complete = {
    AUTH_MODE: 'clerk',
    CLERK_PUBLISHABLE_KEY: 'pk_live_x',
    CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----',
    CLERK_ISSUER: 'https://clerk.example.com',
    CLERK_AUTHORIZED_PARTIES: 'https://app.example.com',
    DATABASE_URL: 'postgresql://ws_app@db/worksmart',
    S3_BUCKET: 'worksmart-documents',
  }

  test('has no reason to refuse a complete environment', () => {
    expect(productionRefusals(readEnv(complete))).toEqual([])
  })

  test.each(Object.keys(complete))('refuses to start without %s', (name) => {
    const { [name as keyof typeof complete]: _missing, ...rest } = complete
    const reasons = productionRefusals(readEnv(rest))
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toContain(name)
  })

  test('has no default for who people are', () => {
    expect(productionRefusals(readEnv({ ...complete, AUTH_MODE: 'dev' }))).toHaveLength(1)
  })
})

describe('the storage', () => {
  const refusals = (source: Record<string, string>) => storageRefusals(readEnv(source))

  test('is named in full or not at all', () => {
    expect(refusals({})).toEqual([])
    expect(refusals({ S3_BUCKET: 'files' })).toEqual([])
    expect(refusals({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'a' })).toHaveLength(1)
    expect(refusals({ S3_BUCKET: 'files', S3_SECRET_ACCESS_KEY: 'b' })).toHaveLength(1)
    expect(refusals({ S3_ENDPOINT: 'http://localhost:8333' })).toHaveLength(1)
    expect(refusals({ S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' })).toHaveLength(2)
  })

  test('takes fewer types than there are, in any spelling', () => {
    expect(readEnv({ UPLOAD_TYPES: ' PDF, png ' }).UPLOAD_TYPES).toEqual(['pdf', 'png'])
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['localhost', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['127.0.0.1.nip.io', false],
  ['1127.0.0.1', false],
  ['', false],
])('isLoopback(%j) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
