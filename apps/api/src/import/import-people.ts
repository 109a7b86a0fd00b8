import { countPeople, type ImportMapping } from '@worksmart/types/import/import-plan'
import type { WorklogRow } from '@worksmart/types/import/worklog-tsv'
import type { LocalPerson } from '@worksmart/types/users'
import { type ImportArguments, UsageProblem } from './import-arguments.ts'

const shownPeople = 10

/** Turns e-mail addresses into the ids of local people. Throws `UsageProblem`. */
export function mapPeople(
  target: ImportArguments['target'],
  rows: readonly WorklogRow[],
  people: readonly LocalPerson[],
): { mapping: ImportMapping; users: LocalPerson[] } {
  if ('as' in target) {
    const user = findPerson(target.as, people)
    return { mapping: { everyone: user.id }, users: [user] }
  }
  const inFile = countPeople(rows)
  const users = new Map<string, LocalPerson>()
  for (const [person, email] of target.map) {
    if (!inFile.some((known) => known.person === person)) {
      const shown = inFile.slice(0, shownPeople).map((known) => known.person)
      const more = inFile.length - shown.length
      throw new UsageProblem(
        `The file has no lines of ${person}. It has lines of ${shown.join(', ')}` +
          `${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}.`,
      )
    }
    users.set(person, findPerson(email, people))
  }
  const ids = new Map(Array.from(users, ([person, user]) => [person, user.id]))
  return { mapping: { people: ids }, users: [...new Set(users.values())] }
}

function findPerson(wanted: string, people: readonly LocalPerson[]): LocalPerson {
  const key = wanted.normalize('NFC').toLowerCase()
  const found = people.filter(({ email, id }) => email.toLowerCase() === key || id === key)
  const [person, second] = found
  if (person && second) {
    const ids = found.map(({ id, workspaceName }) => `  ${id}  ${workspaceName}`)
    throw new UsageProblem(
      `${wanted} is in several workspaces. Use the id instead:\n${ids.join('\n')}`,
    )
  }
  if (person) return person
  const known = people.map(({ email, name, role }) => `  ${email}  ${name}, ${role}`)
  throw new UsageProblem(
    known.length === 0
      ? `${wanted} is not known, and the app has no people yet.`
      : `${wanted} is not one of the app's people. They are:\n${known.join('\n')}`,
  )
}
