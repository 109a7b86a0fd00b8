import type { Env } from '../env.ts'
import type { StorageSettings } from './storage.ts'

/** The storage that the environment names; null when it names none. */
export function storageSettingsOf(env: Env): StorageSettings | null {
  const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env
  if (!S3_BUCKET) return null
  return {
    endpoint: env.S3_ENDPOINT ?? null,
    publicEndpoint: env.S3_PUBLIC_ENDPOINT ?? null,
    region: env.S3_REGION,
    bucket: S3_BUCKET,
    credentials:
      S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
        ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
        : null,
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
    timeoutMs: env.S3_TIMEOUT_MS,
  }
}

/** The origin that pages may send files to and show files from, for the content security policy. */
export function storageOrigin({ endpoint, publicEndpoint, ...rest }: StorageSettings): string {
  const named = publicEndpoint ?? endpoint ?? `https://s3.${rest.region}.amazonaws.com`
  const url = new URL(named)
  return rest.forcePathStyle ? url.origin : `${url.protocol}//${rest.bucket}.${url.host}`
}
