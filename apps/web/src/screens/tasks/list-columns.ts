import * as stylex from '@stylexjs/stylex'
import { space } from '@worksmart/ui/tokens.stylex.ts'

// What counts is the room that the list has: an open drawer takes some of it.
const tight = '@container (max-width: 919.98px)'
const narrow = '@container (max-width: 599.98px)'

/** Where the cells of a row stand: one line, two where there is little room. The header is alike. */
export const listColumns = stylex.create({
  row: {
    alignItems: 'center',
    columnGap: space.s8,
    display: 'grid',
    gridTemplateAreas: {
      default: '"status key title project assignee due logged"',
      [tight]: '"status key title assignee due logged"',
      [narrow]: '"status title title title assignee" ". key due logged logged"',
    },
    gridTemplateColumns: {
      default: '28px 76px minmax(0, 1fr) minmax(0, 168px) minmax(0, 152px) 160px 120px',
      [tight]: '28px 76px minmax(0, 1fr) 24px 148px 108px',
      [narrow]: '32px auto minmax(0, 1fr) auto 24px',
    },
    paddingInline: space.s8,
  },
  headers: { display: { default: 'grid', [narrow]: 'none' } },
  Status: { gridArea: 'status', minWidth: 0 },
  Key: { gridArea: 'key' },
  Title: { gridArea: 'title', minWidth: 0 },
  Project: { display: { default: 'block', [tight]: 'none' }, gridArea: 'project', minWidth: 0 },
  Assignee: {
    alignItems: 'center',
    display: 'flex',
    gridArea: 'assignee',
    minWidth: 0,
    overflow: 'hidden',
  },
  Due: { alignItems: 'center', display: 'flex', gridArea: 'due', minWidth: 0 },
  Logged: { alignItems: 'center', display: 'flex', gridArea: 'logged', minWidth: 0 },
  // Over a column of pictures there is no room for the word, which is still heard.
  assigneeHead: {
    clipPath: { default: 'none', [tight]: 'inset(50%)' },
    position: { default: 'static', [tight]: 'absolute' },
  },
  titleWords: { whiteSpace: { default: 'nowrap', [narrow]: 'normal' } },
  rename: { display: { default: 'inline-flex', [narrow]: 'none' } },
  rowPadding: { paddingBlock: { default: 0, [narrow]: space.s4 } },
})
