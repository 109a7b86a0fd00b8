import * as stylex from '@stylexjs/stylex'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Document, DocumentLink, NewDocumentLink } from '@worksmart/types/documents'
import { Icon } from '@worksmart/ui/icon.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { Clock, FolderKanban, ListTodo, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { addLink, documentLinks, removeLink } from '../../api/document-links.ts'
import { renewDocuments } from '../../api/documents.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { Surface } from '../../components/surface.tsx'
import { useUndo } from '../../components/undo-bar.tsx'
import { useSession } from '../../session/session.tsx'
import { OverviewPart } from '../projects/overview-part.tsx'
import { canEdit } from './document-words.ts'
import { LinkName } from './link-name.tsx'

// The list to choose from needs the overlays, and most visits add nothing.
const LinkPicker = lazy(() =>
  import('./link-picker.tsx').then(({ LinkPicker }) => ({ default: LinkPicker })),
)

/** The projects, tasks and check-ins that a document belongs to, and the way to add one. */
export function DocumentLinks({ document }: { document: Document }) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const undo = useUndo()
  const query = useQuery(documentLinks(client, document.id))
  const mayEdit = canEdit(document, me)

  const adding = useMutation({
    mutationFn: (target: NewDocumentLink) => addLink(client, document.id, target),
    onSuccess: (link) => {
      announce(`Linked to ${nameOf(link)}`)
      undo.offer({
        label: `Linked to “${nameOf(link)}”`,
        undo: () => removeLink(client, link).then(renew),
      })
    },
    onSettled: renew,
  })
  const removing = useMutation({
    mutationFn: (link: DocumentLink) => removeLink(client, link),
    onSuccess: (_, link) => {
      announce(`No longer linked to ${nameOf(link)}`)
      undo.offer({
        label: `No longer linked to “${nameOf(link)}”`,
        undo: () => addLink(client, document.id, targetOf(link)).then(renew),
      })
    },
    onSettled: renew,
  })
  const error = adding.error ?? removing.error

  async function renew() {
    await renewDocuments(queryClient)
  }

  return (
    <OverviewPart heading="Linked to">
      <Surface name="links" query={query} skeleton={<Skeleton shape="block" height={64} />}>
        {(links) => (
          <>
            {links.length === 0 && (
              <p {...stylex.props(textStyles.sm, textStyles.muted)}>Nothing yet</p>
            )}
            <ul aria-label="Links" {...stylex.props(styles.list)}>
              {links.map((link) => (
                <li key={link.id} {...stylex.props(styles.row, textStyles.sm)}>
                  <Icon icon={iconOf(link)} xstyle={styles.icon} />
                  <span {...stylex.props(styles.name)}>
                    <LinkName link={link} isWhole />
                  </span>
                  {mayEdit && (
                    <IconButton
                      icon={X}
                      size="sm"
                      label={`Remove the link to ${nameOf(link)}`}
                      tip="Remove"
                      isDisabled={removing.isPending}
                      onPress={() => removing.mutate(link)}
                    />
                  )}
                </li>
              ))}
            </ul>
            {mayEdit && (
              <Suspense fallback={<Skeleton shape="block" height={60} />}>
                <LinkPicker links={links} onPick={(target) => adding.mutate(target)} />
              </Suspense>
            )}
          </>
        )}
      </Surface>
      {error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`${adding.error ? 'Not linked' : 'Still linked'}. ${problemText(error).title}.`}
        </p>
      )}
    </OverviewPart>
  )
}

function nameOf({ taskId, ref, title }: DocumentLink): string {
  return taskId !== null && ref !== null ? ref : title
}

function targetOf({ projectId, taskId, checkinId }: DocumentLink): NewDocumentLink {
  if (projectId !== null) return { projectId }
  if (taskId !== null) return { taskId }
  return checkinId === null ? {} : { checkinId }
}

function iconOf({ projectId, taskId }: DocumentLink) {
  if (projectId !== null) return FolderKanban
  return taskId === null ? Clock : ListTodo
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, marginBlockEnd: space.s8, padding: 0 },
  row: {
    alignItems: 'center',
    display: 'flex',
    gap: space.s8,
    minHeight: density.row,
  },
  icon: { color: color.textSubtle, flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0 },
  error: { color: color.danger, marginBlockStart: space.s8 },
})
