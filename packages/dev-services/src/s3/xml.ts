// As much XML as S3's documents need, and no more: no DTD, so that no entity can be defined.

export interface XmlNode {
  name: string
  text: string
  children: XmlNode[]
}

type Content = string | number | boolean | Fields
interface Fields {
  [name: string]: Content | readonly Content[] | undefined
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** A whole document with S3's namespace. */
export function document(name: string, fields: Fields): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${inner(fields)}</${name}>`
}

/** One element; an array repeats it, and an undefined field is left out. */
export function element(name: string, content: Content): string {
  return `<${name}>${typeof content === 'object' ? inner(content) : escaped(String(content))}</${name}>`
}

function inner(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      if (value === undefined) return []
      return (Array.isArray(value) ? value : [value]).map((one) => element(name, one as Content))
    })
    .join('')
}

function escaped(text: string): string {
  return text.replace(/[<>&"'\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, (character) => {
    return `&#${character.charCodeAt(0)};`
  })
}

/** The root element, or null when the text is not well-formed or uses what we do not read. */
export function parseXml(text: string): XmlNode | null {
  const holder: XmlNode = { name: '', text: '', children: [] }
  const open = [holder]
  const token =
    /<\?xml[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/y
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    const parent = open.at(-1)
    if (match === null || parent === undefined) return null
    const [, closing, name, , selfClosing, content] = match
    if (content !== undefined) {
      const value = unescaped(content)
      if (value === null) return null
      parent.text += value
    } else if (name !== undefined) {
      if (closing === '/') {
        if (open.length < 2 || parent.name !== name) return null
        open.pop()
        continue
      }
      const node: XmlNode = { name, text: '', children: [] }
      parent.children.push(node)
      if (selfClosing !== '/') open.push(node)
    }
  }
  const [root, ...more] = holder.children
  return open.length === 1 && more.length === 0 && holder.text.trim() === '' ? (root ?? null) : null
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string | null {
  let isValid = true
  const plain = text.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    if (whole.endsWith(';')) {
      const known = named[name]
      if (known !== undefined) return known
      const digits = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
      const code = digits ? Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 16 : 10) : -1
      if (code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) {
        return String.fromCodePoint(code)
      }
    }
    isValid = false
    return ''
  })
  return isValid ? plain : null
}

/** The text of the first child with this name. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text
}
