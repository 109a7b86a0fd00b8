import { expect, test } from 'vitest'
import { type CompletionSources, completionsAt } from './completions.ts'
import { oldSite, operations, website } from './render-bar.tsx'

const task = {
  id: 't1',
  projectId: website.id,
  projectKey: 'WEB',
  number: 142,
  title: 'Nav overflow',
  recent: true,
}
const sources: CompletionSources = {
  tags: ['ops', 'dev', 'design', 'devops', 'client call'],
  projects: [oldSite, website, operations],
  tasks: [task],
  suppressed: [],
  canCreateProject: false,
}

const at = (line: string, more: Partial<CompletionSources> = {}) => {
  const caret = line.indexOf('|')
  return completionsAt(line.replace('|', ''), caret, { ...sources, ...more })
}
const texts = (line: string) =>
  at(line)?.items.map((item) => ('text' in item ? item.text : item.kind)) ?? null

test('an empty # offers tags in the order of their use', () => {
  expect(texts('2h #|')).toEqual(['#ops', '#dev', '#design', '#devops', '#"client call"'])
})

test('a longer word narrows the tags, whole starts before loose matches', () => {
  expect(texts('2h #de|')).toEqual(['#dev', '#design', '#devops'])
  expect(texts('2h #dops|')).toEqual(['#devops'])
})

test('at most eight are offered', () => {
  const tags = Array.from({ length: 30 }, (_, index) => `tag${index}`)
  expect(at('#tag|', { tags })?.items).toHaveLength(8)
})

test('a start is preselected, a loose match and a whole word are not, so Enter still logs', () => {
  expect(at('2h #des|')?.preselected).toBe(0)
  expect(at('2h #dops|')).toMatchObject({ preselected: -1, forTab: 0 })
  expect(at('2h #dev|')).toMatchObject({ preselected: -1, forTab: -1 })
})

test('a whole word with nothing longer offers nothing', () => {
  expect(at('2h #design|')).toBeNull()
})

test('projects are found by key, name and the words of the name, archived ones last', () => {
  expect(texts('2h @we|')).toEqual(['@Website', '@"Web archive"'])
  expect(texts('2h @op|')).toEqual(['@Operations'])
  expect(texts('2h @arch|')).toEqual(['@"Web archive"'])
  expect(texts('2h @"web a|')).toEqual(['@"Web archive"'])
})

test('a name that two projects share is completed to the key', () => {
  const twin = { ...operations, id: 'p-twin', key: 'TWN', name: 'Website' }
  const items = at('@webs|', { projects: [website, twin] })?.items
  expect(items).toMatchObject([{ text: '@WEB' }, { text: '@TWN' }])
})

test('a project key and a dash offer its tasks', () => {
  expect(texts('2h WEB-|')).toEqual(['WEB-142'])
  expect(texts('2h OPS-|')).toBeNull()
  expect(texts('2h #14|')).toEqual(['WEB-142'])
})

test('an unknown name offers to create the project only to those who can', () => {
  expect(at('2h @acme|')).toBeNull()
  const items = at('2h @acme|', { canCreateProject: true })?.items
  expect(items).toMatchObject([{ kind: 'create', name: 'acme' }, { kind: 'keep' }])
})

test('nothing is offered inside plain words, addresses and words kept as text', () => {
  expect(at('2h dev|')).toBeNull()
  expect(at('mail bob@web|')).toBeNull()
  expect(at('\\#de|')).toBeNull()
  expect(at('2h #de|', { suppressed: [[3, 6]] })).toBeNull()
})

test('the whole word is replaced even when the caret stands inside it', () => {
  expect(at('2h #de|vo fix')).toMatchObject({ start: 3, end: 8 })
})

test('a wall of text before the caret is not taken for the start of a word', () => {
  expect(at(`${'a'.repeat(300)}#de|`)).toBeNull()
  expect(at(`${'a '.repeat(300)}#de|`)).toMatchObject({ start: 600 })
})
