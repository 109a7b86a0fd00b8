import pg from 'pg'
import { changeElsewhere, storedTask } from './planning.ts'
import { sampleNow } from './sample-day.ts'
import type { Stack } from './stack.ts'

type Person = Parameters<Stack['api']>[0]

const logged: readonly [Person, string][] = [
  ['ana', '2h #dev WEB-1 close the menu with Escape'],
  ['ana', '1h30 #dev WEB-1 try the menu on a small phone yesterday'],
  ['marco', '2h #writing WEB-2 first draft of the pricing page yesterday'],
  ['mia', '1h #performance WEB-3 measure three pages on a slow phone yesterday'],
  ['ana', '3h #dev APP-1 queue unsent check-ins yesterday'],
  ['marco', '4h45 #dev APP-2 ask for the camera again after a refusal yesterday'],
]

const description = `The menu is wider than the screen below **360 pixels**.

1. Close it with Escape.
2. Let long names wrap.
3. Try it on the [oldest phone](https://example.org/phones) we support.`

const changed: readonly [Person, string, object][] = [
  ['ana', 'WEB-1', { description, dueOn: '2026-11-27' }],
  ['marco', 'WEB-2', { dueOn: '2026-11-20' }],
  ['mia', 'OPS-1', { dueOn: '2026-11-24' }],
  ['marco', 'APP-2', { dueOn: '2026-11-25' }],
  ['ana', 'WEB-1', { status: 'todo' }],
  ['ana', 'WEB-1', { status: 'in_progress' }],
]

/** On top of the sample data: time on tasks, due dates, a description and a history. */
export async function fillSamplePlan(stack: Stack): Promise<void> {
  for (const [person, text] of logged) {
    const answer = await stack.api(person, 'POST', '/checkins', { text })
    if (!answer.ok) throw new Error(`${text}: ${answer.status} ${await answer.text()}`)
  }
  for (const [person, ref, fields] of changed) {
    const { id } = await storedTask(stack, ref)
    // Only a manager or an admin may change another person's task.
    await changeElsewhere(stack, person === 'mia' ? 'ana' : person, `/tasks/${id}`, fields)
  }
  const { projectId } = await storedTask(stack, 'WEB-1')
  const web = `/projects/${projectId}` as const
  await changeElsewhere(stack, 'ana', web, { startsOn: '2026-11-02', dueOn: '2026-12-18' })
  await changeElsewhere(stack, 'marco', web, { status: 'at_risk' })
  await changeElsewhere(stack, 'ana', web, { status: 'on_track' })
  await setClocks(stack)
}

// The database has a clock of its own, and all of this happened in the days before the picture.
async function setClocks(stack: Stack): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  await client.query(
    `update audit_log set created_at = $1::timestamptz - interval '53 minutes' * late.place
     from (select id, row_number() over (order by created_at desc, id desc) as place
           from audit_log) late
     where late.id = audit_log.id`,
    [sampleNow],
  )
  await client.query(
    `update tasks set created_at = $1::timestamptz - interval '12 days' where created_at > $1::timestamptz - interval '10 days'`,
    [sampleNow],
  )
  await client.query(
    `update checkins set created_at = work_date + time '09:50' where task_id is not null`,
  )
  await client.end()
}
