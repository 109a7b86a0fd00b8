// Runs the contract against a store that the environment names, and tells what came of each check.
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { runCheck } from '../s3.contract.ts'
import { type Check, features, reasonToSkip, type Target } from './check.ts'
import { makeTools } from './tools.ts'

const limitMs = 120_000

/** The target that the environment names; throws an error whose message is for the person. */
export function readTarget(env: Record<string, string | undefined>): Target {
  const needed = (name: string) => {
    const value = env[`S3_CONTRACT_${name}`]
    if (!value) throw new Error(`Set S3_CONTRACT_${name}; docs/storage.md says what to set.`)
    return value
  }
  const skips = (env.S3_CONTRACT_SKIP ?? '').split(/[\s,]+/).filter((name) => name !== '')
  const unknown = skips.find((name) => !(features as readonly string[]).includes(name))
  if (unknown !== undefined) {
    throw new Error(`S3_CONTRACT_SKIP: ${unknown} is none of ${features.join(', ')}.`)
  }
  return {
    endpoint: needed('ENDPOINT'),
    region: env.S3_CONTRACT_REGION || 'us-east-1',
    bucket: needed('BUCKET'),
    accessKeyId: needed('ACCESS_KEY_ID'),
    secretAccessKey: needed('SECRET_ACCESS_KEY'),
    forcePathStyle: env.S3_CONTRACT_PATH_STYLE !== 'false',
    allowedOrigin: env.S3_CONTRACT_ORIGIN || null,
    killAndRestart: null,
    peakMemoryBytes: null,
    lacks: new Set(skips),
  }
}

export interface Outcome {
  name: string
  result: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was skipped. */
  reason: string
}

/** Runs check after check and tells each outcome as it comes. */
export async function runContract(
  checks: readonly Check[],
  target: Target,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const check of checks) {
    const reason = reasonToSkip(check, target)
    const { name } = check
    const outcome: Outcome =
      reason !== null
        ? { name, result: 'skipped', reason }
        : await inTime(runCheck(check, target)).then(
            () => ({ name, result: 'passed', reason: '' }),
            (error: unknown) => ({ name, result: 'failed', reason: describe(error) }),
          )
    outcomes.push(outcome)
    tell(outcome)
  }
  return outcomes
}

/** Makes the bucket unless it is there already. */
export async function makeBucket(target: Target): Promise<void> {
  const s3 = makeTools(target)
  await s3.client.send(new CreateBucketCommand({ Bucket: target.bucket })).catch(() => {})
  await s3.clean()
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limitMs / 1000} s`)), limitMs)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name}: ${error.message}`.split('\n').slice(0, 6).join(' ')
}
