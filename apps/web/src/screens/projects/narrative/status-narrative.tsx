import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import type {
  NarrativeDraft as Draft,
  NarrativeLine,
  NarrativePage,
} from '@worksmart/types/narrative'
import type { Project } from '@worksmart/types/projects'
import { Badge } from '@worksmart/ui/badge.tsx'
import { Button } from '@worksmart/ui/button.tsx'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useRef, useState } from 'react'
import { draftNarrative, narratives } from '../../../api/narratives.ts'
import { problemText } from '../../../components/problem-text.ts'
import { Surface } from '../../../components/surface.tsx'
import { useSession } from '../../../session/session.tsx'
import { OverviewPart } from '../overview-part.tsx'
import { Drafting } from './drafting.tsx'
import { EarlierStatuses } from './earlier-statuses.tsx'
import { NarrativeDraft } from './narrative-draft.tsx'
import { sinceWords } from './narrative-words.ts'
import { PublishedStatus } from './published-status.tsx'

/** What the project's status says: drafted from facts, published by a person, kept as versions. */
export function StatusNarrative({ project }: { project: Project }) {
  const { client, me } = useSession()
  const query = useQuery(narratives(client, project.id))
  const drafting = useDrafting(project.id)
  const canWrite = me.role !== 'member' || project.ownerId === me.id
  const { draft } = drafting
  const [newest] = query.data?.items ?? []
  const since = newest && query.data ? sinceWords(newest.basedOn, query.data.now) : null
  return (
    <OverviewPart heading="Status" note={since && <Badge tone="info">{since}</Badge>}>
      <div {...stylex.props(styles.root)}>
        {draft && (
          <NarrativeDraft
            key={draft.suggestionId}
            project={project}
            draft={draft}
            isRedrafting={drafting.isAsking}
            onRedraft={drafting.ask}
            onDone={drafting.end}
          />
        )}
        <Surface name="the status" query={query} skeleton={<Skeleton shape="block" height={72} />}>
          {(page) => <Published project={project} page={page} canWrite={canWrite} />}
        </Surface>
        {canWrite && !draft && (
          <div>
            {drafting.isAsking ? (
              <Drafting sentences={drafting.sentences} onCancel={drafting.end} />
            ) : (
              <Button size="sm" onPress={drafting.ask}>
                Draft a status
              </Button>
            )}
          </div>
        )}
        {drafting.error !== null && (
          <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
            {`No draft. ${problemText(drafting.error).title}.`}
          </p>
        )}
      </div>
    </OverviewPart>
  )
}

type PublishedProps = { project: Project; page: NarrativePage; canWrite: boolean }

function Published({ project, page, canWrite }: PublishedProps) {
  const [newest, ...earlier] = page.items
  if (!newest) {
    return (
      <p {...stylex.props(textStyles.sm, textStyles.muted)}>
        {canWrite
          ? 'Nothing published yet. A draft starts from the facts of the last seven days.'
          : 'Nothing published yet. The owner, a manager or an admin can write a status.'}
      </p>
    )
  }
  return (
    <>
      <PublishedStatus key={newest.id} project={project} narrative={newest} />
      {earlier.length > 0 && <EarlierStatuses project={project} items={earlier} />}
    </>
  )
}

/** One question at a time; what is shown meanwhile stays, and cancelling forgets the answer. */
function useDrafting(projectId: string) {
  const { client } = useSession()
  const asking = useRef<AbortController | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [sentences, setSentences] = useState<readonly NarrativeLine[]>([])
  const [isAsking, setIsAsking] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function ask() {
    asking.current?.abort()
    const stop = new AbortController()
    asking.current = stop
    setSentences([])
    setIsAsking(true)
    setError(null)
    const add = (line: NarrativeLine) => {
      if (!stop.signal.aborted) setSentences((before) => [...before, line])
    }
    try {
      const answer = await draftNarrative(client, projectId, add, stop.signal)
      if (!stop.signal.aborted) setDraft(answer)
    } catch (failure) {
      if (!stop.signal.aborted) setError(failure)
    }
    if (asking.current === stop) setIsAsking(false)
  }

  function end() {
    asking.current?.abort()
    asking.current = null
    setIsAsking(false)
    setDraft(null)
  }

  return { draft, sentences, isAsking, error, ask: () => void ask(), end }
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s12, gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  error: { color: color.danger },
})
