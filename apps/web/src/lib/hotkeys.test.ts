import { expect, test } from 'vitest'
import { type Hotkey, hasText, hotkeyListener, isEditable } from './hotkeys.ts'

function page(html: string) {
  document.body.innerHTML = html
  const pressed: string[] = []
  let time = 0
  const bindings = ['c', '?', 'g d', 'g s', 'F6', 'd', 'mod+k'].map(
    (keys): Hotkey => ({
      keys,
      label: keys,
      run: () => pressed.push(keys),
    }),
  )
  const listen = hotkeyListener(
    () => bindings,
    () => time,
  )
  function press(key: string, init: KeyboardEventInit = {}, selector = 'body') {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
    document.querySelector(selector)?.dispatchEvent(event)
    return event
  }
  document.body.addEventListener('keydown', listen)
  const stop = () => document.body.removeEventListener('keydown', listen)
  return { pressed, press, stop, wait: (ms: number) => (time += ms) }
}

test('a single key works outside text fields only', () => {
  const { pressed, press, stop } = page(
    '<input id="i"><textarea id="t"></textarea><select id="s"></select><button id="b">x</button>' +
      '<div role="combobox" id="c"></div><input id="check" type="checkbox">',
  )
  for (const field of ['#i', '#t', '#s', '#c']) press('c', {}, field)
  expect(pressed).toEqual([])
  press('c', {}, '#b')
  press('C', { shiftKey: true })
  press('c', {}, '#check')
  expect(pressed).toEqual(['c', 'c', 'c'])
  stop()
})

test('a key with Ctrl, Alt or Meta belongs to the browser', () => {
  const { pressed, press, stop } = page('')
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
    const event = press('c', { [modifier]: true })
    expect(event.defaultPrevented).toBe(false)
  }
  expect(pressed).toEqual([])
  stop()
})

test('two keys in a row are one shortcut, and the second alone is not swallowed by it', () => {
  const { pressed, press, wait, stop } = page('')
  press('g')
  wait(400)
  press('d')
  press('d')
  expect(pressed).toEqual(['g d', 'd'])
  stop()
})

test('a second key that comes too late starts over', () => {
  const { pressed, press, wait, stop } = page('')
  press('g')
  wait(1300)
  press('s')
  press('g')
  press('x')
  press('s')
  expect(pressed).toEqual([])
  stop()
})

test('a named key works inside a text field too, and an open dialog keeps single keys', () => {
  const { pressed, press, stop } = page(
    '<input id="i"><div role="dialog"><button id="b">x</button></div>',
  )
  press('F6', {}, '#i')
  press('c', {}, '#b')
  press('?', { shiftKey: true })
  expect(pressed).toEqual(['F6', '?'])
  stop()
})

test('a handled event and a held key do nothing', () => {
  const { pressed, press, stop } = page('')
  press('c', { repeat: true })
  const prevent = (event: Event) => event.preventDefault()
  document.body.addEventListener('keydown', prevent, true)
  press('c')
  document.body.removeEventListener('keydown', prevent, true)
  expect(pressed).toEqual([])
  stop()
})

test('undo belongs to the browser only where there is text', () => {
  document.body.innerHTML = '<textarea id="t"></textarea><input id="check" type="checkbox">'
  const field = document.querySelector('textarea')
  expect(isEditable(field)).toBe(true)
  expect(hasText(field)).toBe(false)
  if (field) field.value = 'fix nav'
  expect(hasText(field)).toBe(true)
  expect(hasText(document.querySelector('#check'))).toBe(false)
})

test('a key with the command key works in text fields too, and is not the single key', () => {
  const { pressed, press, stop } = page('<textarea id="t"></textarea>')
  const event = press('k', { ctrlKey: true }, '#t')
  press('K', { metaKey: true })
  press('k')
  press('c', { ctrlKey: true })
  press('k', { ctrlKey: true, altKey: true })
  expect(pressed).toEqual(['mod+k', 'mod+k'])
  expect(event.defaultPrevented).toBe(true)
  stop()
})
