import * as stylex from '@stylexjs/stylex'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { documentTypes } from '@worksmart/types/document-types'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type DocumentView, documentPages } from '../../api/documents.ts'
import { DropTarget } from '../../components/upload-source/drop-target.tsx'
import { UploadButton } from '../../components/upload-source/upload-button.tsx'
import {
  type DocumentsPatch,
  type DocumentsSearch,
  documentsSearch,
} from '../../lib/documents-search.ts'
import { useSession } from '../../session/session.tsx'
import { DocumentFilters } from './document-filters.tsx'
import { DocumentList } from './document-list.tsx'
import { emptySentence } from './document-words.ts'

const route = getRouteApi('/documents')

/** Every document that is visible; what is shown of them is in the address. */
export function DocumentsScreen() {
  const { client, me } = useSession()
  const search = documentsSearch(route.useSearch())
  const navigate = route.useNavigate()
  const set = (patch: DocumentsPatch) =>
    void navigate({ search: withPatch(search, patch), replace: true })
  const view = viewOf(search, me.id)
  const isFiltered = Object.keys(search).length > 0
  const pages = useInfiniteQuery(documentPages(client, view)).data?.pages
  // The one thing to do then stands in the middle of the page.
  const isFirstUse = !isFiltered && pages?.every(({ items }) => items.length === 0) === true
  return (
    <>
      <DropTarget target={null} place="to Documents" />
      {!isFirstUse && (
        <div {...stylex.props(styles.head)}>
          <DocumentFilters search={search} onSet={set} />
          <span {...stylex.props(styles.act)}>
            <UploadButton target={null} tone="primary" />
          </span>
        </div>
      )}
      <DocumentList
        view={view}
        filtered={
          isFiltered
            ? { sentence: emptySentence(search), onClear: () => void navigate({ search: {} }) }
            : null
        }
        empty={{
          heading: 'No documents yet',
          why: 'Drop files anywhere on this page, paste a screenshot, or choose them.',
        }}
      />
    </>
  )
}

function withPatch(search: DocumentsSearch, patch: DocumentsPatch): DocumentsSearch {
  const kept = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}

function viewOf({ type, status, project, task, uploader, q }: DocumentsSearch, meId: string) {
  const types: Record<string, string> = documentTypes
  const mime = type === undefined ? undefined : types[type]
  const view: DocumentView = {
    ...(mime === undefined ? {} : { mime }),
    ...(status === 'ready' || status === 'scanning' || status === 'quarantined' ? { status } : {}),
    ...(project === undefined ? {} : { projectId: project }),
    ...(task === undefined ? {} : { taskId: task }),
    ...(uploader === undefined ? {} : { uploaderId: uploader === 'me' ? meId : uploader }),
    ...(q === undefined ? {} : { q }),
  }
  return view
}

const styles = stylex.create({
  head: {
    alignItems: 'flex-start',
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    marginBlockEnd: space.s12,
  },
  act: { marginInlineStart: 'auto' },
})
