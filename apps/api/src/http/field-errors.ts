import type { FieldError } from '@worksmart/types/problems'
import type * as z from 'zod'

type Issue = z.core.$ZodIssue

/** Zod's findings as pointers with words; `prefix` is `/query` or `/path` outside a body. */
export function fieldErrors(issues: readonly Issue[], prefix = ''): FieldError[] {
  return issues.flatMap((issue) => oneIssue(issue, prefix)).slice(0, 50)
}

function oneIssue(issue: Issue, prefix: string): FieldError[] {
  const pointer = prefix + issue.path.map((part) => `/${escapePointer(String(part))}`).join('')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${escapePointer(key.slice(0, 100))}`,
      code: 'unknown_key',
      message: 'This field is not known here; leave it out.',
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closestArm(issue.errors).flatMap((inner) =>
      oneIssue({ ...inner, path: [...issue.path, ...inner.path] } as Issue, prefix),
    )
  }
  const missing =
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    /received undefined/.test(issue.message)
  return [
    {
      pointer: pointer || '/',
      code: missing ? 'required' : issue.code,
      message: missing ? 'Fill this in.' : plain(issue.message),
    },
  ]
}

// A body meant as one form is judged by that form: the one that finds the least wrong with it.
function closestArm(arms: readonly (readonly Issue[])[]): readonly Issue[] {
  const weight = (arm: readonly Issue[]) =>
    arm.reduce(
      (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
      0,
    )
  return arms.reduce((best, arm) => (weight(arm) < weight(best) ? arm : best))
}

function plain(message: string): string {
  return message
    .replace(/^Invalid input: expected (\w+), received (\w+)$/, 'Expected $1, got $2.')
    .replace(/^Invalid input$/, 'This is not valid.')
}

// RFC 6901.
function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
