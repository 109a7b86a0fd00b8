import { expect, test } from 'vitest'
import { childText, document, element, parseXml } from './xml.ts'

test('what is written is read back, whatever the text', () => {
  const keys = ['<a> & "b" \'c\'', '\u0001\u001f', 'é 😀', '', ' spaces ', ']]>', '&amp;']
  const root = parseXml(document('Delete', { Object: keys.map((Key) => ({ Key })) }))
  expect(root?.children.map((child) => childText(child, 'Key'))).toEqual(keys)
})

test('an absent field is left out', () => {
  expect(element('A', { B: undefined, C: 0, D: false })).toBe('<A><C>0</C><D>false</D></A>')
})

test('a document that is damaged, or that defines an entity, is not read', () => {
  for (const text of [
    '',
    'text',
    '<A>',
    '</A>',
    '<A></B>',
    '<A/><B/>',
    '<A><B></A></B>',
    '<A>&nbsp;</A>',
    '<A>&#0;</A>',
    '<A>&#xD800;</A>',
    '<A>& </A>',
    '<A attribute="<"/>',
    '<!DOCTYPE A [<!ENTITY e "x">]><A>&e;</A>',
    '<A><![CDATA[x]]></A>',
  ]) {
    expect(parseXml(text), text).toBeNull()
  }
})

test('attributes, comments and the declaration are passed over', () => {
  const root = parseXml('<?xml version="1.0"?>\n<A xmlns="x"><!-- y --><B c="d">e</B></A>\n')
  expect(childText(root ?? { name: '', text: '', children: [] }, 'B')).toBe('e')
})

test('a long damaged document is refused in no time', () => {
  for (const text of ['<'.repeat(200_000), `<A${' b'.repeat(200_000)}`, '&'.repeat(200_000)]) {
    const startedMs = performance.now()
    expect(parseXml(`<R>${text}</R>`)).toBeNull()
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  }
})
