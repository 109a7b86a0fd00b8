// The program of `npm run test:s3`. It ends with 1 when a check failed, and with 2 when it was not
// told what to test.
import { s3Contract } from '../s3.contract.ts'
import { makeBucket, readTarget, runContract } from './against.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const target = readTarget(process.env)
  say(`The object store contract against ${target.endpoint}, bucket ${target.bucket}`)
  await makeBucket(target)
  const outcomes = await runContract(s3Contract, target, ({ name, result, reason }) => {
    say(`${result.toUpperCase().padEnd(8)}${name}${reason === '' ? '' : ` (${reason})`}`)
  })
  const count = (result: string) => outcomes.filter((one) => one.result === result).length
  say(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
  process.exitCode = count('failed') > 0 ? 1 : 0
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
