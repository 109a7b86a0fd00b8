// The production process. It has no import path to the local identity, and without complete
// sign-in settings it refuses to listen.

import { BadEnvironment, productionRefusals, readEnv } from './env.ts'

const notConfigured = 78

function refuse(reasons: string[]): never {
  process.stderr.write(`WorkSmart does not start: ${reasons.join(' ')}\n`)
  process.exit(notConfigured)
}

try {
  const reasons = productionRefusals(readEnv())
  if (reasons.length > 0) refuse(reasons)
  refuse(['This version has no sign-in for production yet. Use npm start on one machine.'])
} catch (error) {
  if (error instanceof BadEnvironment) refuse(error.reasons)
  throw error
}
