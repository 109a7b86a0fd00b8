import { type AppError, conflict, forbidden, unavailable } from '../errors.ts'

type PgError = { code?: string; constraint?: string; message?: string; cause?: unknown }

const lost = 'The database cannot be reached right now. What you typed is safe; try again shortly.'

/** What a failure of the database means to the caller; null when it is a bug of ours. */
export function fromDatabase(error: unknown): AppError | null {
  for (
    let e = error as PgError | undefined, i = 0;
    e && i < 4;
    e = e.cause as PgError | undefined, i++
  ) {
    const known = known1(e)
    if (known) return known
  }
  return null
}

function known1(error: PgError): AppError | null {
  const code = typeof error.code === 'string' ? error.code : ''
  const message = error.message ?? ''
  if (code === '57014')
    return unavailable('database.timeout', 'That took too long. Try again, or ask for less.')
  if (code === '55P03')
    return unavailable('database.lock_timeout', 'Someone is changing the same thing. Try again.')
  if (code === '40P01' || code === '40001') {
    return unavailable('database.conflict_retry', 'Several changes met at once. Try again.')
  }
  if (code === '25006')
    return unavailable('database.read_only', 'Only reading is possible right now.', 30)
  // The second wall refused what the first let through; nothing was written.
  if (code === '42501') return forbidden()
  if (code === '53300')
    return unavailable('database.busy', 'Too much is going on right now. Try again shortly.')
  if (code === '53100')
    return unavailable('database.full', 'The database has no space left. An admin has to look.', 60)
  if (code === '23505' && error.constraint === 'projects_key_key') {
    return conflict('project.key_taken', 'Another project has this key.', '/key')
  }
  if (/^(57P0[1-4]|08...|53...|58...|3D000|28...)$/.test(code))
    return unavailable('database.unavailable', lost, 2)
  if (/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH)$/.test(code)) {
    return unavailable('database.unavailable', lost, 2)
  }
  if (message === 'Query read timeout') return unavailable('database.timeout', lost, 2)
  if (/timeout exceeded when trying to connect/.test(message)) {
    return unavailable('database.busy', 'Too much is going on right now. Try again shortly.')
  }
  if (
    /Connection terminated|Client has encountered a connection error|timeout expired/.test(message)
  ) {
    return unavailable('database.unavailable', lost, 2)
  }
  return null
}
