import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { quoted } from './table-shapes.ts'

/** Runs `work` with an empty database beside the one of `url`, which is gone afterwards. */
export async function withScratchDatabase<T>(
  url: string,
  work: (scratchUrl: string) => Promise<T>,
): Promise<T> {
  const name = `worksmart_scratch_${randomBytes(6).toString('hex')}`
  await asOwner(url, `create database ${quoted(name)}`)
  try {
    const scratch = new URL(url)
    scratch.pathname = `/${name}`
    return await work(scratch.href)
  } finally {
    await asOwner(url, `drop database if exists ${quoted(name)} with (force)`)
  }
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'worksmart-scratch' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}
