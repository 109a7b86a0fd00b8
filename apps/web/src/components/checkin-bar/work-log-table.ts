const columns = new Set(['at', 'date', 'person', 'minutes', 'type', 'scope', 'text', 'activity'])

/**
 * True for a pasted table whose first line names at least three columns of a work log, separated by
 * tabs. A looser guess would take over pasted check-ins that happen to hold a tab.
 */
export function isWorkLogTable(text: string): boolean {
  const end = text.search(/[\r\n]/)
  if (end === -1) return false
  const names = text
    .slice(0, end)
    .split('\t')
    .map((name) =>
      name
        .replace(/^\ufeff/, '')
        .trim()
        .toLowerCase(),
    )
  return names.length >= 3 && names.filter((name) => columns.has(name)).length >= 3
}
