// The migrations that landed before the linter was strict. An applied file is never edited, not even
// by a comment, so what each of them does and why that was no harm stands here. The list is closed:
// a later migration says it in its own file.

/** How often the linter finds a rule in a file, and why it was let through. */
export type Landed = Readonly<Record<string, { times: number; why: string }>>

const beforeAnyRow = 'It ran before the first release, on tables without rows.'

export const landedMigrations: Readonly<Record<string, Landed>> = {
  '0002_project_summary': {
    'index-holds-writers': { times: 2, why: beforeAnyRow },
  },
  '0003_project_ledger': {
    'change-type': { times: 1, why: `Only the order of the text changed. ${beforeAnyRow}` },
  },
  '0005_documents': {
    'index-holds-writers': { times: 3, why: beforeAnyRow },
    'add-constraint': { times: 3, why: beforeAnyRow },
  },
  '0007_search_and_narratives': {
    'add-constraint': { times: 1, why: beforeAnyRow },
    'index-holds-writers': { times: 5, why: beforeAnyRow },
  },
  '0009_sign_in_audit_erasure': {
    'add-constraint': { times: 1, why: 'There is a handful of workspaces.' },
  },
  '0011_tags_in_the_index': {
    'index-holds-writers': { times: 1, why: beforeAnyRow },
    'add-constraint': { times: 1, why: beforeAnyRow },
  },
}

/** The last file that the list may name. */
export const lastLanded = '0011_tags_in_the_index'
