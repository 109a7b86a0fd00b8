// What the product needs of an object store, as data. The local server keeps it in every test run,
// and `npm run test:s3` asks it of any other, so that the two never differ unseen.
import type { Check, Target } from './contract/check.ts'
import { checksumChecks } from './contract/checksum.checks.ts'
import { corsChecks } from './contract/cors.checks.ts'
import { copyChecks, listChecks } from './contract/list.checks.ts'
import { multipartChecks } from './contract/multipart.checks.ts'
import { processChecks } from './contract/process.checks.ts'
import { readChecks } from './contract/read.checks.ts'
import { signatureChecks } from './contract/signature.checks.ts'
import { signedUploadChecks } from './contract/signed-upload.checks.ts'
import { makeTools } from './contract/tools.ts'
import { concurrencyChecks, conditionalWriteChecks, keyChecks } from './contract/write.checks.ts'

export const s3Contract: readonly Check[] = [
  ...signedUploadChecks,
  ...signatureChecks,
  ...corsChecks,
  ...readChecks,
  ...listChecks,
  ...copyChecks,
  ...multipartChecks,
  ...checksumChecks,
  ...conditionalWriteChecks,
  ...keyChecks,
  ...concurrencyChecks,
  ...processChecks,
]

/** Runs one check on keys of its own and removes them. Throws when the guarantee does not hold. */
export async function runCheck(check: Check, target: Target): Promise<void> {
  const s3 = makeTools(target)
  try {
    await check.steps(s3)
  } finally {
    await s3.clean()
  }
}
