// Titles of tests as they are written in their files, for lists that name them.

/** Whether a test of this title stands in the source of a test file, TypeScript or Python. */
export function holdsTest(source: string, title: string): boolean {
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${title}${quote}`)
  return [...quoted, `def ${title}(`].some((text) => source.includes(text))
}

/** What `-t` finds a title by: the parts that a table fills in may be anything. */
export function patternOf(title: string): string {
  return title
    .split(/%[sijdf]|\$[a-zA-Z.]+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*')
}
