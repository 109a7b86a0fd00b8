import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { DocumentWithLinks } from '@worksmart/types/documents'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { formatBytes } from '../../lib/byte-size.ts'
import { typeName } from '../../lib/type-names.ts'
import { DocumentIcon } from './document-icon.tsx'
import { DocumentStatus } from './document-status.tsx'
import { LinkedTo } from './linked-to.tsx'

export type DocumentRowsProps = {
  documents: readonly DocumentWithLinks[]
  personName(id: string): string
  dayOf(instant: string): string
}

const columns = ['Name', 'Linked to', 'Type', 'Size', 'Uploaded by', 'Added'] as const

export function DocumentTable({ documents, personName, dayOf }: DocumentRowsProps) {
  return (
    <div {...stylex.props(styles.scroll)}>
      <table aria-label="Documents" {...stylex.props(styles.table, textStyles.base)}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                {...stylex.props(styles.head, textStyles.xs, textStyles.medium, textStyles.muted)}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <tr key={document.id} {...stylex.props(styles.row)}>
              <th scope="row" {...stylex.props(styles.cell, styles.name, textStyles.medium)}>
                <span {...stylex.props(styles.place)}>
                  <DocumentIcon mime={document.mime} />
                  <Link
                    to="/documents/$id"
                    params={{ id: document.id }}
                    dir="auto"
                    title={document.name}
                    {...stylex.props(linkStyles.quiet, focusRing.native, textStyles.truncate)}
                  >
                    {document.name}
                  </Link>
                  <DocumentStatus status={document.status} />
                </span>
              </th>
              <td {...stylex.props(styles.cell, styles.links, textStyles.muted)}>
                <LinkedTo document={document} />
              </td>
              <td {...stylex.props(styles.cell, styles.noWrap, textStyles.muted)}>
                {typeName(document.mime)}
              </td>
              <td {...stylex.props(styles.cell, styles.noWrap, textStyles.numeric)}>
                {formatBytes(document.sizeBytes)}
              </td>
              <td
                dir="auto"
                {...stylex.props(styles.cell, styles.person, textStyles.muted, textStyles.truncate)}
              >
                {personName(document.uploaderId)}
              </td>
              <td {...stylex.props(styles.cell, styles.noWrap, textStyles.muted)}>
                {dayOf(document.createdAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const styles = stylex.create({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  head: {
    borderBlockEndColor: color.borderStrong,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    height: 32,
    paddingInline: space.s8,
    textAlign: 'start',
    whiteSpace: 'nowrap',
  },
  row: { backgroundColor: { default: 'transparent', ':hover': color.hover } },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    height: density.rowComfortable,
    paddingBlock: space.s4,
    paddingInline: space.s8,
    textAlign: 'start',
  },
  // The name takes what the other columns leave, and no more however long it is.
  name: { maxWidth: 0, minWidth: 200, width: '100%' },
  place: { alignItems: 'center', display: 'flex', gap: space.s8, minWidth: 0 },
  links: { minWidth: 140 },
  person: { maxWidth: 160 },
  noWrap: { whiteSpace: 'nowrap' },
})
