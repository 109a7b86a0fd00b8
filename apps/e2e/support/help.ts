import type { ServerResponse } from 'node:http'
import pg from 'pg'
import { type Hostile, send } from '../../api/test/fake-inference.ts'
import type { Stack } from './stack.ts'

type Person = Parameters<Stack['api']>[0]

async function demand(asked: Promise<Response>): Promise<unknown> {
  const response = await asked
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.status === 204 ? null : response.json()
}

const filled = new WeakSet<Stack>()

/** Three lines of Mia's that are much alike, with a tag and a project; once for each stack. */
export async function aHistory(stack: Stack): Promise<void> {
  if (filled.has(stack)) return
  filled.add(stack)
  await demand(stack.api('ana', 'POST', '/projects', { key: 'WEB', name: 'Website' }))
  for (const day of ['yesterday', '2 days ago', '3 days ago']) {
    await say(stack, 'mia', `1h #dev @WEB fix login redirect ${day}`)
  }
}

/** Logs a line without a browser. */
export async function say(stack: Stack, person: Person, text: string): Promise<void> {
  await demand(stack.api(person, 'POST', '/checkins', { text }))
}

/** What a person decided about suggestions, by kind. */
export async function decisionsOf(
  stack: Stack,
  person: Person,
): Promise<{ kind: string; outcome: string }[]> {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query(
      'select kind, outcome from ai_feedback where user_id = $1 and outcome is not null order by kind',
      [stack.idOf(person)],
    )
    return rows
  } finally {
    await client.end()
  }
}

/** The stand-in answers as it should, that much later. */
export function heldFor(ms: number): Hostile {
  return (response: ServerResponse, good) => {
    const timer = setTimeout(() => {
      if (!response.destroyed) send(response, 200, good)
    }, ms)
    response.on('close', () => clearTimeout(timer))
  }
}
