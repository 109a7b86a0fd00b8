import * as stylex from '@stylexjs/stylex'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'

/** Where the cells of a row stand: one line, two on a phone. The header uses the same. */
export const listColumns = stylex.create({
  row: {
    alignItems: 'center',
    columnGap: space.s8,
    display: 'grid',
    gridTemplateAreas: {
      default: '"status key title project assignee due logged"',
      [media.medium]: '"status key title assignee due logged"',
      [media.narrow]: '"status title title assignee" ". meta due logged"',
    },
    gridTemplateColumns: {
      default: '28px 76px minmax(0, 1fr) minmax(0, 168px) minmax(0, 152px) 160px 120px',
      [media.medium]: '28px 76px minmax(0, 1fr) 40px 148px 108px',
      [media.narrow]: '44px minmax(0, auto) minmax(0, 1fr) auto',
    },
    paddingInline: space.s8,
  },
  Status: { gridArea: 'status', overflow: 'hidden' },
  Key: { gridArea: { default: 'key', [media.narrow]: 'meta' } },
  Title: { gridArea: 'title', minWidth: 0 },
  Project: {
    display: { default: 'block', [media.medium]: 'none' },
    gridArea: 'project',
    minWidth: 0,
  },
  Assignee: { gridArea: 'assignee', minWidth: 0, overflow: 'hidden' },
  Due: { gridArea: 'due', minWidth: 0 },
  Logged: { gridArea: 'logged', minWidth: 0 },
})
