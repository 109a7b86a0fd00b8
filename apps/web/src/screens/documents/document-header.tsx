import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { Document } from '@worksmart/types/documents'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { Download, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { ConflictNotice } from '../../components/conflict-notice.tsx'
import { typeName } from '../../lib/type-names.ts'
import { useSession } from '../../session/session.tsx'
import { DocumentIcon } from './document-icon.tsx'
import { DocumentName } from './document-name.tsx'
import { DocumentStatus } from './document-status.tsx'
import { canDelete, canEdit } from './document-words.ts'
import { useDocumentActs } from './use-document-acts.ts'

/** What is open, and what can be done with it. */
export function DocumentHeader({ document }: { document: Document }) {
  const { me } = useSession()
  const acts = useDocumentActs(document)
  const [isRenaming, setIsRenaming] = useState(false)
  const renameButton = useRef<HTMLButtonElement>(null)
  const { conflict, failure, removing, saving } = acts

  function closeName() {
    setIsRenaming(false)
    renameButton.current?.focus()
  }

  return (
    <header {...stylex.props(styles.root)}>
      <div {...stylex.props(styles.line)}>
        <span {...stylex.props(styles.place)}>
          <Link
            to="/documents"
            {...stylex.props(linkStyles.quiet, focusRing.native, textStyles.sm, styles.back)}
          >
            Documents
          </Link>
          <span aria-hidden {...stylex.props(textStyles.sm, textStyles.subtle)}>
            ›
          </span>
          <DocumentIcon mime={document.mime} />
          <span {...stylex.props(textStyles.sm, textStyles.muted)}>{typeName(document.mime)}</span>
          <DocumentStatus status={document.status} />
        </span>
        <span {...stylex.props(styles.acts)}>
          {canDelete(document, me) && (
            <Button
              size="sm"
              tone="quiet"
              icon={Trash2}
              isPending={removing.isPending}
              onPress={() => removing.mutate()}
            >
              Delete
            </Button>
          )}
          {canEdit(document, me) && (
            <Button
              ref={renameButton}
              size="sm"
              tone="quiet"
              icon={Pencil}
              aria-expanded={isRenaming}
              onPress={() => setIsRenaming(!isRenaming)}
            >
              Rename
            </Button>
          )}
          {document.status === 'ready' && (
            <Button
              size="sm"
              tone="primary"
              icon={Download}
              isPending={saving.isPending}
              onPress={() => saving.mutate()}
            >
              Download
            </Button>
          )}
        </span>
      </div>
      {isRenaming && (
        <DocumentName
          document={document}
          isPending={acts.renaming.isPending}
          onSave={(name) => {
            acts.renaming.mutate({ base: document, name })
            closeName()
          }}
          onClose={closeName}
        />
      )}
      {conflict && <ConflictNotice {...conflict} />}
      {failure && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {failure}
        </p>
      )}
    </header>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8, marginBlockEnd: space.s12 },
  line: {
    alignItems: 'center',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    justifyContent: 'space-between',
  },
  place: { alignItems: 'center', display: 'flex', gap: space.s8, minWidth: 0 },
  back: { flexShrink: 0 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: space.s8, marginInlineStart: 'auto' },
  error: { color: color.danger, margin: 0 },
})
