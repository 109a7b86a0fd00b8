import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { color, font, line, radius, space, text, weight } from '@worksmart/ui/tokens.stylex.ts'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { Fragment, type ReactNode, useMemo } from 'react'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root['children'][number]
type Definitions = ReadonlyMap<string, string>

/** Deeper than anyone writes; what is nested further is shown as it was typed. */
const depthMax = 24
/** The parser's time grows with the square of nesting marks; a person never needs so many. */
const marksMax = 2000

/**
 * A text in CommonMark, drawn as React elements: HTML in it stays text, pictures are links, because
 * fetching them would tell their server who reads, and only web and mail addresses are links.
 */
export function Markdown({ text: source }: { text: string }) {
  const drawn = useMemo(() => drawText(source), [source])
  return (
    <div dir="auto" {...stylex.props(styles.root)}>
      {drawn}
    </div>
  )
}

function drawText(source: string): ReactNode {
  const root = parse(source)
  if (!root) return <p {...stylex.props(styles.block, styles.raw)}>{source}</p>
  const definitions = new Map<string, string>()
  collect(root.children, definitions, 0)
  return draw(root.children, { definitions, source, levels: levelsOf(root), depth: 0 })
}

function parse(source: string): Root | null {
  const marks = source.match(/[>[\]*_`]|[-+\d][.)]?[ \t]/g)?.length ?? 0
  if (marks > marksMax) return null
  try {
    return fromMarkdown(source)
  } catch {
    return null
  }
}

function collect(nodes: readonly Node[], definitions: Map<string, string>, depth: number): void {
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node.url)
    }
    if ('children' in node && depth < depthMax) {
      collect(node.children as Node[], definitions, depth + 1)
    }
  }
}

type Place = { definitions: Definitions; source: string; levels: Levels; depth: number }
type Levels = ReadonlyMap<Node, 'h4' | 'h5' | 'h6'>

// The page has its own first levels; a text inside it starts below them, and never skips one.
function levelsOf(root: Root): Levels {
  const names = ['h4', 'h5', 'h6'] as const
  const levels = new Map<Node, 'h4' | 'h5' | 'h6'>()
  let last = 0
  for (const node of root.children) {
    if (node.type !== 'heading') continue
    last = Math.min(node.depth, last + 1, names.length)
    levels.set(node, names[last - 1] ?? 'h6')
  }
  return levels
}

function draw(nodes: readonly Node[], place: Place): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the tree is made anew from the text and never reorders.
  return nodes.map((node, index) => <Fragment key={index}>{drawNode(node, place)}</Fragment>)
}

function drawNode(node: Node, place: Place): ReactNode {
  if (place.depth >= depthMax) return sourceOf(node, place.source)
  const inside = () =>
    'children' in node ? draw(node.children as Node[], { ...place, depth: place.depth + 1 }) : null
  switch (node.type) {
    case 'text':
      return node.value
    case 'html':
      return node.value
    case 'paragraph':
      return <p {...stylex.props(styles.block)}>{inside()}</p>
    case 'heading':
      return <Heading level={place.levels.get(node) ?? 'strong'}>{inside()}</Heading>
    case 'emphasis':
      return <em>{inside()}</em>
    case 'strong':
      return <strong {...stylex.props(styles.strong)}>{inside()}</strong>
    case 'inlineCode':
      return <code {...stylex.props(styles.code)}>{node.value}</code>
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keyboard.
        <pre tabIndex={0} {...stylex.props(styles.block, styles.pre, focusRing.native)}>
          {node.value}
        </pre>
      )
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr {...stylex.props(styles.rule)} />
    case 'blockquote':
      return <blockquote {...stylex.props(styles.block, styles.quote)}>{inside()}</blockquote>
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1} {...stylex.props(styles.block, styles.list, styles.figures)}>
          {inside()}
        </ol>
      ) : (
        <ul {...stylex.props(styles.block, styles.list, styles.bullets)}>{inside()}</ul>
      )
    case 'listItem':
      return <li>{inside()}</li>
    case 'link':
      return <SafeLink url={node.url}>{inside()}</SafeLink>
    case 'linkReference':
      return <SafeLink url={place.definitions.get(node.identifier)}>{inside()}</SafeLink>
    case 'image':
      return <SafeLink url={node.url}>{`Picture: ${node.alt || node.url}`}</SafeLink>
    case 'imageReference':
      return (
        <SafeLink url={place.definitions.get(node.identifier)}>{`Picture: ${node.alt}`}</SafeLink>
      )
    case 'definition':
      return null
    default:
      return sourceOf(node, place.source)
  }
}

function sourceOf(node: Node, source: string): string {
  const { start, end } = node.position ?? {}
  return source.slice(start?.offset ?? 0, end?.offset ?? 0)
}

type HeadingProps = { level: 'h4' | 'h5' | 'h6' | 'strong'; children: ReactNode }

/** Inside a quote or a list a heading is only strong: it is not a part of this page. */
function Heading({ level: Level, children }: HeadingProps) {
  return <Level {...stylex.props(styles.block, styles.heading)}>{children}</Level>
}

/** A link to the web or to a mailbox; any other address leaves only its words. */
function SafeLink({ url, children }: { url: string | undefined; children: ReactNode }) {
  if (!isSafe(url)) return children
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      {...stylex.props(linkStyles.text, focusRing.native)}
    >
      {children}
    </a>
  )
}

function isSafe(url: string | undefined): url is string {
  if (url === undefined || !/^(?:https?:\/\/|mailto:)/i.test(url)) return false
  return URL.canParse(url)
}

const styles = stylex.create({
  root: {
    display: 'grid',
    fontSize: text.base,
    gap: space.s8,
    gridTemplateColumns: 'minmax(0, 1fr)',
    lineHeight: line.base,
    overflowWrap: 'anywhere',
  },
  block: { margin: 0 },
  raw: { whiteSpace: 'pre-wrap' },
  heading: { fontSize: text.base, fontWeight: weight.semibold },
  strong: { fontWeight: weight.semibold },
  code: {
    backgroundColor: color.sunken,
    borderRadius: radius.sm,
    fontFamily: font.mono,
    fontSize: text.sm,
    paddingInline: space.s4,
  },
  pre: {
    backgroundColor: color.sunken,
    borderRadius: radius.md,
    fontFamily: font.mono,
    fontSize: text.sm,
    lineHeight: line.sm,
    overflowX: 'auto',
    padding: space.s12,
  },
  rule: {
    borderBlockStartColor: color.border,
    borderBlockStartStyle: 'solid',
    borderBlockStartWidth: 1,
    borderStyle: 'none',
    width: '100%',
  },
  quote: {
    borderInlineStartColor: color.borderStrong,
    borderInlineStartStyle: 'solid',
    borderInlineStartWidth: 2,
    color: color.textMuted,
    display: 'grid',
    gap: space.s8,
    paddingInlineStart: space.s12,
  },
  list: { paddingInlineStart: space.s20 },
  // The page's own lists have no marks.
  bullets: { listStyleType: 'disc' },
  figures: { listStyleType: 'decimal' },
})
