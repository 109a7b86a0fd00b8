// Every entry of the image says all that is wrong with its settings in one line, and ends with 78
// before it has opened anything.

import { expect, test } from 'vitest'
import { type Entry, runEntry } from './spawn.ts'

type Case = { entry: Entry; env: Record<string, string>; named: string[]; not?: string[] }

const address = 'postgresql://nobody@127.0.0.1:1/x'
const cases: Record<string, Case> = {
  'the api, with nothing': {
    entry: 'server.ts',
    env: {},
    named: [
      ...['AUTH_MODE has to be clerk.', 'CLERK_PUBLISHABLE_KEY is missing.'],
      ...['CLERK_JWT_KEY is missing.', 'CLERK_ISSUER is missing.'],
      ...['CLERK_AUTHORIZED_PARTIES is missing.', 'DATABASE_URL is missing.'],
      'S3_BUCKET is missing.',
    ],
  },
  'the api, with values that are wrong beside ones that are missing and ones that do not fit': {
    entry: 'server.ts',
    env: {
      ...{ PORT: 'http', DATABASE_URL: 'mysql://x', INFERENCE_URL: 'http://127.0.0.1:1' },
      ...{ S3_ACCESS_KEY_ID: 'a', METRICS_PORT: '-1', WORKSMART_DEV_COMPOSE: '1' },
    },
    named: [
      ...['PORT: ', 'DATABASE_URL: ', 'METRICS_PORT: ', 'S3_ACCESS_KEY_ID is set and S3_BUCKET'],
      ...['S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together', 'CLERK_ISSUER is missing'],
      ...['INFERENCE_TOKEN is missing, and INFERENCE_URL is set.', 'WORKSMART_DEV_COMPOSE'],
    ],
    not: ['DATABASE_URL is missing'],
  },
  'the worker': {
    entry: 'worker.ts',
    env: { METRICS_PORT: 'x', INFERENCE_URL: 'http://127.0.0.1:1', S3_SECRET_ACCESS_KEY: 'b' },
    named: [
      ...['DATABASE_URL is missing.', 'METRICS_PORT: ', 'S3_BUCKET is missing.'],
      ...['INFERENCE_TOKEN is missing', 'belong together'],
    ],
  },
  'a job by name': {
    entry: 'cron.ts',
    env: { DATABASE_URL: 'nonsense', S3_TIMEOUT_MS: 'soon' },
    named: ['DATABASE_URL: ', 'S3_TIMEOUT_MS: ', 'S3_BUCKET is missing.'],
  },
  'the migration': {
    entry: 'migrate.ts',
    env: { FIRST_ADMIN_EMAIL: 'nobody', CLERK_ORGANIZATION_ID: 'org_1', LOG_LEVEL: 'loud' },
    named: ['DATABASE_URL is missing.', 'FIRST_ADMIN_EMAIL: ', 'LOG_LEVEL: '],
  },
  'the migration, with half of the first workspace': {
    entry: 'migrate.ts',
    env: { DATABASE_URL: address, CLERK_ORGANIZATION_ID: 'org_1' },
    named: ['CLERK_ORGANIZATION_ID and FIRST_ADMIN_EMAIL belong together.'],
  },
  'local mode': {
    entry: 'server.dev.ts',
    env: { PORT: 'http', AUTH_MODE: 'clerk', S3_ENDPOINT: 'http://127.0.0.1:1' },
    named: ['PORT: ', 'AUTH_MODE is clerk', 'NODE_ENV is production', 'S3_BUCKET is missing'],
  },
}

test.concurrent.each(Object.entries(cases))(
  '%s',
  async (_, { entry, env, named, not = [] }) => {
    const words = entry === 'cron.ts' ? ['sweep-uploads'] : []
    const { code, stderr } = await runEntry(entry, { NODE_ENV: 'production', ...env }, words)
    expect([code, stderr]).toEqual([78, expect.any(String)])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    for (const reason of named) expect(stderr).toContain(reason)
    for (const reason of not) expect(stderr).not.toContain(reason)
  },
  120_000,
)
