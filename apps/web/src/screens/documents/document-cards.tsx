import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { formatBytes } from '../../lib/byte-size.ts'
import { DocumentIcon } from './document-icon.tsx'
import { DocumentStatus } from './document-status.tsx'
import type { DocumentRowsProps } from './document-table.tsx'
import { LinkedTo } from './linked-to.tsx'

/** The table of a phone, of a drawer and of a narrow part of a page: two lines for each. */
export function DocumentCards({
  documents,
  personName,
  dayOf,
  hasLinks = true,
}: DocumentRowsProps & { hasLinks?: boolean }) {
  return (
    <ul aria-label="Documents" {...stylex.props(styles.list)}>
      {documents.map((document) => (
        <li key={document.id} {...stylex.props(styles.card)}>
          <div {...stylex.props(styles.line)}>
            <DocumentIcon mime={document.mime} />
            <Link
              to="/documents/$id"
              params={{ id: document.id }}
              dir="auto"
              title={document.name}
              {...stylex.props(
                linkStyles.quiet,
                focusRing.native,
                textStyles.base,
                textStyles.medium,
                styles.link,
              )}
            >
              <span {...stylex.props(textStyles.truncate)}>{document.name}</span>
            </Link>
            <DocumentStatus status={document.status} />
          </div>
          <p dir="auto" {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}>
            {[
              formatBytes(document.sizeBytes),
              personName(document.uploaderId),
              dayOf(document.createdAt),
            ].join(' · ')}
          </p>
          {hasLinks && document.linkCount > 0 && (
            <p dir="auto" {...stylex.props(textStyles.sm, textStyles.muted)}>
              <LinkedTo document={document} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  card: {
    borderBlockEndColor: { default: color.border, ':last-child': 'transparent' },
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlock: space.s8,
  },
  line: { alignItems: 'center', display: 'flex', gap: space.s8 },
  link: { alignItems: 'center', display: 'inline-flex', minHeight: density.hit, minWidth: 0 },
})
