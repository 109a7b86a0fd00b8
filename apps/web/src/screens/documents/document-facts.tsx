import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type { Document } from '@worksmart/types/documents'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { documentLinks } from '../../api/document-links.ts'
import { formatBytes } from '../../lib/byte-size.ts'
import { typeName } from '../../lib/type-names.ts'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { visibilityWords } from './document-words.ts'
import { useRowWords } from './use-row-words.ts'

/** What is known of the file, and who sees it. */
export function DocumentFacts({ document }: { document: Document }) {
  const { client, me } = useSession()
  const { personName, dayOf } = useRowWords()
  const links = useQuery(documentLinks(client, document.id)).data
  const facts = [
    ['Type', typeName(document.mime)],
    ['Size', formatBytes(document.sizeBytes)],
    ['Uploaded by', personName(document.uploaderId)],
    ['Added', dayOf(document.createdAt)],
  ] as const
  return (
    <OverviewPart heading="Details">
      <dl {...stylex.props(styles.root, textStyles.sm)}>
        {facts.map(([name, value]) => (
          <div key={name} {...stylex.props(styles.fact)}>
            <dt {...stylex.props(textStyles.muted)}>{name}</dt>
            <dd dir="auto" {...stylex.props(styles.value, textStyles.numeric)}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {links && (
        <p {...stylex.props(textStyles.sm, textStyles.muted, styles.who)}>
          {visibilityWords(links, document.uploaderId === me.id)}
        </p>
      )}
    </OverviewPart>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s6, margin: 0 },
  fact: {
    columnGap: space.s12,
    display: 'grid',
    gridTemplateColumns: '96px minmax(0, 1fr)',
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
  who: { marginBlockStart: space.s12 },
})
