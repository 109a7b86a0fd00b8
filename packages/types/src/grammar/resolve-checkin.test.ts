import { expect, test } from 'vitest'
import { type Directory, namesIn } from './directory.ts'
import { fixesFor } from './fixes-for.ts'
import { fuzzSeed, randomFrom, wordLine } from './fuzz-lines.ts'
import { now } from './own-cases/own-case.ts'
import { parseCheckin } from './parse-checkin.ts'
import { resolveCheckin } from './resolve-checkin.ts'

const project = (id: string, key: string, name: string, archived = false) => ({
  id,
  key,
  name,
  archived,
})
const task = (
  id: string,
  projectId: string,
  projectKey: string,
  number: number,
  recent = false,
) => ({
  id,
  projectId,
  projectKey,
  number,
  title: `Title of ${id}`,
  recent,
})

const directory: Directory = {
  projects: [
    project('web', 'WEB', 'Website redesign'),
    project('shop', 'SHOP', 'Web shop'),
    project('acme', 'AC', 'Acme'),
    project('ops', 'OPS', 'Operations'),
    project('old', 'OLD', 'Legacy archive', true),
    project('twin1', 'TWA', 'Twin'),
    project('twin2', 'TWB', 'twin'),
    project('cafe', 'CAF', 'Cafe\u0301 Menu'),
  ],
  tasks: [
    task('web-142', 'web', 'WEB', 142),
    task('web-7', 'web', 'WEB', 7, true),
    task('ops-7', 'ops', 'OPS', 7),
    task('acme-7', 'acme', 'AC', 7),
    task('ops-9', 'ops', 'OPS', 9),
    task('acme-9', 'acme', 'AC', 9),
    task('ops-11', 'ops', 'OPS', 11, true),
    task('acme-11', 'acme', 'AC', 11, true),
  ],
}

const ctx = { ...now, projectKeys: new Set(directory.projects.map(({ key }) => key)) }

const resolve = (line: string, all = directory) => {
  const resolved = resolveCheckin(line, ctx, all)
  const { parsed, projectId, taskId, activity, suppressed } = resolved
  const says = resolved.diagnostics.map(
    ({ code, start, end }) => `${code} ${line.slice(start, end)}`,
  )
  return { ok: parsed.ok, projectId, taskId, activity, says, suppressed }
}

const links: [string, string | null, string | null, string, string[]][] = [
  // Rule 1, the key, in any case; it wins over a name that starts the same.
  ['2h #t @WEB fix', 'web', null, 'fix', []],
  ['2h #t @web fix', 'web', null, 'fix', []],
  ['2h #t @ac fix', 'acme', null, 'fix', []],
  // Rule 2, the whole name.
  ['2h #t @acme fix', 'acme', null, 'fix', []],
  ['2h #t @"Website redesign" fix', 'web', null, 'fix', []],
  ['2h #t @website-redesign fix', 'web', null, 'fix', []],
  ['2h #t @website_Redesign fix', 'web', null, 'fix', []],
  ['2h #t @cafémenu fix', 'cafe', null, 'fix', []],
  // Rule 3, the start of a name.
  ['2h #t @websi fix', 'web', null, 'fix', []],
  ['2h #t @op fix', 'ops', null, 'fix', []],
  ['2h #t @o fix', null, null, '@o fix', ['W_UNKNOWN_PROJECT @o']],
  ['2h #t @"-" fix', null, null, '@"-" fix', ['W_UNKNOWN_PROJECT @"-"']],
  // Archived projects match by key and whole name only.
  ['2h #t @OLD fix', 'old', null, 'fix', ['W_PROJECT_ARCHIVED @OLD']],
  ['2h #t @"legacy archive" fix', 'old', null, 'fix', ['W_PROJECT_ARCHIVED @"legacy archive"']],
  ['2h #t @legacy fix', null, null, '@legacy fix', ['W_UNKNOWN_PROJECT @legacy']],
  // Kept as text.
  ['2h #t @nobody fix', null, null, '@nobody fix', ['W_UNKNOWN_PROJECT @nobody']],
  ['2h #t @twin fix', null, null, '@twin fix', ['W_AMBIGUOUS_PROJECT @twin']],
  ['2h #t email @bob re @acme', 'acme', null, 'email @bob re', ['W_UNKNOWN_PROJECT @bob']],
  ['@bob 2h #t email', null, null, '@bob email', ['W_UNKNOWN_PROJECT @bob']],
  ['2h #t @acme x @web', 'acme', null, 'x @web', ['W_DUP_PROJECT @web']],
  ['2h #t @bob', null, null, '@bob', ['W_UNKNOWN_PROJECT @bob']],
  // Tasks by key and number.
  ['2h #t WEB-142 fix', 'web', 'web-142', 'fix', []],
  ['2h #t WEB-142', 'web', 'web-142', 'Title of web-142', []],
  ['2h #t WEB-999 fix', null, null, 'WEB-999 fix', ['W_UNKNOWN_TASK WEB-999']],
  ['2h #t WEB-999', null, null, 'WEB-999', ['W_UNKNOWN_TASK WEB-999']],
  ['2h #t WEB-999 OPS-7 fix', 'ops', 'ops-7', 'WEB-999 fix', ['W_UNKNOWN_TASK WEB-999']],
  // Tasks by number alone.
  ['2h #t #142 fix', 'web', 'web-142', 'fix', []],
  ['2h #t @web #142 fix', 'web', 'web-142', 'fix', []],
  ['2h #t #142 fix @web', 'web', 'web-142', 'fix', []],
  ['2h #t @acme #142 fix', 'acme', null, '#142 fix', ['W_UNKNOWN_TASK #142']],
  ['2h #t @acme #7 fix', 'acme', 'acme-7', 'fix', []],
  ['2h #t #7 fix', 'web', 'web-7', 'fix', []],
  ['2h #t #9 fix', null, null, '#9 fix', ['W_AMBIGUOUS_TASK #9']],
  ['2h #t #11 fix', null, null, '#11 fix', ['W_AMBIGUOUS_TASK #11']],
  ['2h #t #5 #142 fix', 'web', 'web-142', '#5 fix', ['W_UNKNOWN_TASK #5']],
  ['2h #t @bob #7 @acme fix', 'acme', 'acme-7', '@bob fix', ['W_UNKNOWN_PROJECT @bob']],
  // The task wins over another project.
  ['2h #t @acme WEB-142 fix', 'web', 'web-142', 'fix', ['W_TASK_OTHER_PROJECT WEB-142']],
  ['2h #t @OLD WEB-142 fix', 'web', 'web-142', 'fix', ['W_TASK_OTHER_PROJECT WEB-142']],
  ['2h #t fix', null, null, 'fix', []],
]

for (const [line, projectId, taskId, activity, says] of links) {
  test(`${line} links ${projectId ?? 'no project'} and ${taskId ?? 'no task'}`, () => {
    expect(resolve(line)).toMatchObject({ ok: true, projectId, taskId, activity, says })
  })
}

test('an ambiguous name offers at most 8 to choose from, and recent tasks come first', () => {
  const many = Array.from({ length: 12 }, (_, index) => project(`p${index}`, `P${index}`, 'Same'))
  const { diagnostics } = resolveCheckin('2h @same fix', ctx, { projects: many, tasks: [] })
  expect(diagnostics[0]?.choices).toHaveLength(8)
  const tasks = [
    task('a', 'web', 'WEB', 3),
    task('b', 'ops', 'OPS', 3, true),
    task('c', 'acme', 'AC', 3, true),
  ]
  const ambiguous = resolveCheckin('2h #3 fix', ctx, { ...directory, tasks })
  expect(ambiguous.diagnostics[0]?.choices).toEqual([
    { id: 'b', label: 'OPS-3 Title of b' },
    { id: 'c', label: 'AC-3 Title of c' },
    { id: 'a', label: 'WEB-3 Title of a' },
  ])
})

test('the spans of names kept as text are handed back beside those of the caller', () => {
  const line = '2h #t @bob mon'
  const suppressed: [number, number][] = [[11, 14]]
  const resolved = resolveCheckin(line, { ...ctx, suppressed }, directory)
  expect(resolved.suppressed).toEqual([
    [11, 14],
    [6, 10],
  ])
  expect(resolved.parsed).toEqual(parseCheckin(line, { ...ctx, suppressed: resolved.suppressed }))
  expect(resolved.activity).toBe('@bob mon')
})

test('a name the person turned back into text is not looked up', () => {
  const line = '2h #t @bob and @acme'
  const resolved = resolveCheckin(line, { ...ctx, suppressed: [[6, 10]] }, directory)
  expect(resolved).toMatchObject({ projectId: 'acme', activity: '@bob and', diagnostics: [] })
})

test('keeping the project drops the task of another one', () => {
  const line = '2h #t @acme WEB-142 fix'
  const { parsed, diagnostics } = resolveCheckin(line, ctx, directory)
  const [warning] = diagnostics
  const [fix] = warning ? fixesFor(line, parsed, warning, ctx) : []
  expect(fix).toEqual({ label: 'Keep the project', action: 'keep-text', start: 12, end: 19 })
  const after = resolveCheckin(line, { ...ctx, suppressed: [[12, 19]] }, directory)
  expect(after).toMatchObject({ projectId: 'acme', taskId: null, activity: 'WEB-142 fix' })
  expect(after.diagnostics).toEqual([])
})

test('a line of nothing but unknown names is settled at once', () => {
  const names = Array.from({ length: 60 }, (_, index) => `@n${index}`).join(' ')
  const { ok, says, activity } = resolve(`2h #t ${names}`)
  expect({ ok, activity, count: says.length }).toEqual({ ok: true, activity: names, count: 60 })
})

test('the step adds no error of its own, whatever the line', () => {
  const random = randomFrom(fuzzSeed)
  const errors = (diagnostics: readonly { severity: string; code: string }[]) =>
    diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  for (let index = 0; index < 5000; index++) {
    const line = wordLine(random)
    const before = errors(parseCheckin(line, ctx).diagnostics)
    const resolved = resolveCheckin(line, ctx, directory)
    const added = errors(resolved.diagnostics).filter((code) => !before.includes(code))
    if (added.length > 0) throw new Error(`${added} in ${JSON.stringify(line)}, seed ${fuzzSeed}`)
    expect(
      resolveCheckin(line, { ...ctx, suppressed: resolved.suppressed }, directory),
    ).toMatchObject({
      projectId: resolved.projectId,
      taskId: resolved.taskId,
      activity: resolved.activity,
    })
  }
})

test('the names of a line are all it could ask for, whatever is kept as text', () => {
  expect(namesIn('2h #t @bob WEB-1 #7 @"Web site" UTF-8, @bob (OPS-2) #07')).toEqual({
    projects: ['bob', 'Web site'],
    tasks: [
      { key: 'WEB', number: 1 },
      { key: null, number: 7 },
      { key: 'UTF', number: 8 },
      { key: null, number: 7 },
    ],
  })
  expect(namesIn('@a '.repeat(400))).toEqual({ projects: [], tasks: [] })
})
