// Only the env files know process.env. Every variable has a type, a default and a description; the
// configuration table of the README and `.env.example` are compared with this by a test.

import { existsSync, readFileSync } from 'node:fs'
import { limits } from '@worksmart/types/limits'
import { Email } from '@worksmart/types/users'
import * as z from 'zod'
import { storageVariables } from './env-storage.ts'

const port = z.coerce.number('Use a port number.').int().min(0).max(65535)
const count = z.coerce.number('Use a whole number.').int('Use a whole number.').min(1)
const milliseconds = z.coerce.number('Use a number of milliseconds.').int().min(1)

/** What each variable is, in the words that the documentation repeats. */
export const variables = {
  PORT: {
    schema: port.default(3000),
    doc: 'Where the app is served. When it is not set and 3000 is taken, the next free one is used.',
    default: '3000',
  },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    doc: 'The address to listen on. Local mode allows only this machine.',
    default: '127.0.0.1',
  },
  WORKSMART_DATA_DIR: {
    schema: z.string().min(1).optional(),
    doc: 'Where the built-in database and the built-in file storage keep their data.',
    default: '.worksmart',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .refine(
        (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
        'Use an address like postgresql://user@host:5432/name.',
      )
      .optional(),
    doc: 'An ordinary PostgreSQL 15 to 18 instead of the built-in one. Its user has to be allowed to create roles the first time.',
    default: '',
  },
  DATABASE_POOL: {
    schema: z.coerce.number('Use a number.').int().min(1).max(100).default(4),
    doc: 'Connections per process. Four were measured as best on two cores.',
    default: '4',
  },
  DATABASE_CONNECT_TIMEOUT_MS: {
    schema: milliseconds.default(2000),
    doc: 'How long to wait for a connection.',
    default: '2000',
  },
  DATABASE_STATEMENT_TIMEOUT_MS: {
    schema: milliseconds.default(5000),
    doc: 'How long one statement may take.',
    default: '5000',
  },
  DATABASE_LOCK_TIMEOUT_MS: {
    schema: milliseconds.default(2000),
    doc: 'How long a statement may wait for a lock.',
    default: '2000',
  },
  DATABASE_WAIT_MS: {
    schema: milliseconds.default(30_000),
    doc: 'How long the server waits at its start for a database that is not there yet.',
    default: '30000',
  },
  ...storageVariables,
  SLOW_STATEMENT_MS: {
    schema: milliseconds.default(500),
    doc: 'A statement that takes longer is logged with its text, never with its values.',
    default: '500',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
    doc: 'How much is logged: fatal, error, warn, info, debug or silent.',
    default: 'warn',
  },
  INFERENCE_URL: {
    schema: z.url({ protocol: /^https?$/, error: 'Use an http or https address.' }).optional(),
    doc: 'Where the inference service is. Without it AI help is off and everything else works.',
    default: '',
  },
  INFERENCE_TOKEN: {
    schema: z.string().min(32, 'Use 32 characters or more.').optional(),
    doc: 'The token that the inference service asks for, 32 characters or more.',
    default: '',
  },
  INFERENCE_STATUS_FILE: {
    schema: z.string().min(1).optional(),
    doc: 'Where the local inference service notes how far it is; set by the start script.',
    default: '',
  },
  AI_RATE_PER_MINUTE: {
    schema: count.default(20),
    doc: 'How often one person may ask for a status, an analysis or what is unusual, per minute.',
    default: '20',
  },
  AI_RATE_PER_DAY: {
    schema: count.default(200),
    doc: 'The same, per day.',
    default: '200',
  },
  AI_SUGGEST_RATE_PER_MINUTE: {
    schema: count.default(60),
    doc: 'How often one person may ask for suggestions while typing and search, per minute; outside the day.',
    default: '60',
  },
  AUTH_MODE: {
    schema: z.enum(['dev', 'clerk']).optional(),
    doc: 'How people are identified: dev (local, without sign-in) or clerk. The production entry has no default.',
    default: '',
  },
  CLERK_PUBLISHABLE_KEY: {
    schema: z.string().regex(/^pk_/, 'A publishable key starts with pk_.').optional(),
    doc: 'Clerk: the publishable key.',
    default: '',
  },
  CLERK_JWT_KEY: {
    schema: z.string().includes('PUBLIC KEY').optional(),
    doc: 'Clerk: the public key that session tokens are verified with, PEM. While the key is changed, the old and the new one after each other.',
    default: '',
  },
  CLERK_ISSUER: {
    schema: z.url({ protocol: /^https$/, error: 'Use an https address.' }).optional(),
    doc: 'Clerk: the issuer of session tokens.',
    default: '',
  },
  CLERK_AUTHORIZED_PARTIES: {
    schema: z
      .string()
      .refine(
        (list) => list.split(',').every((one) => one.trim().startsWith('https://')),
        'List https origins, separated by commas.',
      )
      .optional(),
    doc: 'Clerk: the origins that tokens may be minted for, separated by commas.',
    default: '',
  },
  CLERK_REQUIRE_SECOND_FACTOR: {
    schema: z.enum(['true', 'false']).default('false'),
    doc: 'Clerk: true lets nobody in whose session has no second factor.',
    default: 'false',
  },
  CLERK_MAX_SESSION_HOURS: {
    schema: count.optional(),
    doc: 'Clerk: how many hours after a person showed a factor the session ends here; without it, when Clerk ends it.',
    default: '',
  },
  CLERK_ORGANIZATION_ID: {
    schema: z.string().regex(/^org_/, 'An organisation id starts with org_.').optional(),
    doc: 'Clerk: the organisation that the first workspace is made for when the database is migrated.',
    default: '',
  },
  FIRST_ADMIN_EMAIL: {
    schema: Email.optional(),
    doc: 'The first admin of that workspace, bound at their first sign-in with this verified e-mail.',
    default: '',
  },
  WORKSPACE_NAME: {
    schema: z.string().min(1).max(limits.workspaceName).default('My workspace'),
    doc: 'The name of that workspace.',
    default: 'My workspace',
  },
  RATE_READ_PER_MINUTE: {
    schema: count.default(1200),
    doc: 'Requests that read, of one person in a minute.',
    default: '1200',
  },
  RATE_WRITE_PER_MINUTE: {
    schema: count.default(300),
    doc: 'Requests that write, of one person in a minute.',
    default: '300',
  },
  RATE_EXPORT_PER_HOUR: {
    schema: count.default(3),
    doc: 'Exports of one person in an hour.',
    default: '3',
  },
  RATE_STRANGER_PER_MINUTE: {
    schema: count.default(300),
    doc: 'Requests without sign-in, of one address in a minute.',
    default: '300',
  },
  OVERLOAD_DELAY_MS: {
    schema: milliseconds.default(500),
    doc: 'When a request would wait this long for its turn, the server answers 503 at once.',
    default: '500',
  },
  METRICS_PORT: {
    schema: port.optional(),
    doc: 'Serves /metrics for Prometheus on this port of HOST; off when not set. Keep it inside the network.',
    default: '',
  },
  TRUSTED_PROXIES: {
    schema: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
      )
      .refine(
        (list) => list.every((one) => /^[\da-fA-F.:]+(\/\d{1,3})?$/.test(one)),
        'List addresses or networks, separated by commas.',
      ),
    doc: 'Addresses of proxies in front, separated by commas; only theirs is the word about where a request comes from.',
    default: '',
  },
  GIT_SHA: {
    schema: z
      .string()
      .regex(/^[0-9a-f]{40}$/, 'A commit is 40 hexadecimal digits.')
      .optional(),
    doc: 'The commit that an image was built from; set by its build, shown by /health/ready.',
    default: '',
  },
  BACKUP_DIR: {
    schema: z.string().min(1).optional(),
    doc: 'Where npm run backup and the daily backup write to.',
    default: '.worksmart/backups',
  },
  BACKUP_KEY: {
    schema: z.string().min(32, 'Use 32 characters or more.').optional(),
    doc: 'What backups are encrypted with, 32 characters or more. On a server there is no backup without it; without this key nobody reads them again.',
    default: '',
  },
  BACKUP_HOUR: {
    schema: z.coerce.number('Use an hour, 0 to 23.').int().min(0).max(23).default(2),
    doc: 'The hour (UTC) of the daily backup.',
    default: '2',
  },
  BACKUP_KEEP_DAYS: {
    schema: count.default(30),
    doc: 'For how many days a daily backup is kept.',
    default: '30',
  },
  WORKSMART_DEV_COMPOSE: {
    schema: z.enum(['0', '1']).default('0'),
    doc: 'Set to 1 by the local compose file alone: local mode may then listen for the web container beside it.',
    default: '0',
  },
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']).optional(),
    doc: 'Set to production on a server; local mode and the built-in services then refuse to start.',
    default: '',
  },
  WORKSMART_WEB_DIST: {
    schema: z.string().min(1).optional(),
    doc: 'The built web app that npm start serves; set by the start script.',
    default: 'apps/web/dist',
  },
} as const satisfies Record<string, { schema: z.ZodType; doc: string; default: string }>

type Variables = typeof variables
export type Env = { [Name in keyof Variables]: z.infer<Variables[Name]['schema']> }

/** The settings do not fit; the message lists every reason, one line each. */
export class BadEnvironment extends Error {
  readonly reasons: string[]

  constructor(reasons: string[]) {
    super(reasons.join('\n'))
    this.reasons = reasons
  }
}

/** Takes a `.env` file into account when there is one; what is set already wins. */
export function loadEnvFile(file: string): void {
  if (existsSync(file)) process.loadEnvFile(file)
}

/**
 * Reads and checks every variable at once. An empty value counts as absent. `NAME_FILE` names a file
 * that holds the value of `NAME`: a secret then stands neither in the environment nor in a listing
 * of processes. `refusals` says what does not stand together or is missing for whoever starts; it is
 * asked even when a value is wrong, so that one message names everything.
 */
export function readEnv(
  source: Record<string, string | undefined> = process.env,
  refusals: (env: Env) => string[] = () => [],
): Env {
  const wrong = new Map<string, string>()
  const env: Record<string, unknown> = {}
  for (const [name, { schema }] of Object.entries(variables)) {
    const { value, reason } = givenValue(source, name)
    const result = schema.safeParse(value)
    if (reason !== null) wrong.set(name, reason)
    else if (result.success) env[name] = result.data
    else wrong.set(name, `${name}: ${result.error.issues[0]?.message ?? 'not valid'}`)
  }
  // A value that is wrong is absent here, and that it is missing would be said of it too.
  const others = refusals(env as Env).filter((reason) => !wrong.has(/^\w+/.exec(reason)?.[0] ?? ''))
  const reasons = [...wrong.values(), ...others]
  if (reasons.length > 0) throw new BadEnvironment(reasons)
  return env as Env
}

type Found = { value: string | undefined; reason: string | null }

function givenValue(source: Record<string, string | undefined>, name: string): Found {
  const value = source[name] === '' ? undefined : source[name]
  const file = source[`${name}_FILE`]
  if (!file) return { value, reason: null }
  if (value !== undefined) return { value, reason: `${name}: set it or ${name}_FILE, not both.` }
  try {
    const text = readFileSync(file, 'utf8').trim()
    return { value: text, reason: text === '' ? `${name}_FILE: ${file} is empty.` : null }
  } catch {
    return { value, reason: `${name}_FILE: ${file} cannot be read.` }
  }
}
