import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FactSource, NarrativeFact } from '@worksmart/types/narrative'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { density, space } from '@worksmart/ui/tokens.stylex.ts'
import { checkinById } from '../../../api/checkin-by-id.ts'
import { checkinsOfFact } from '../../../api/checkins-of-fact.ts'
import { taskById } from '../../../api/task-by-id.ts'
import { CheckinLink } from '../../../components/suggestion/evidence.tsx'
import { useSession } from '../../../session/session.tsx'

export type FactSourcesProps = {
  fact: NarrativeFact
  /** The sentence above, which often says the fact itself. */
  sentence: string
  projectKey: string
}

/** What a fact says, and the rows that it was counted from. */
export function FactSources({ fact, sentence, projectKey }: FactSourcesProps) {
  return (
    <div {...stylex.props(styles.root, textStyles.sm)}>
      {fact.text !== sentence && (
        <p dir="auto" {...stylex.props(textStyles.muted)}>
          {fact.text}
        </p>
      )}
      {fact.sources.map((source) => (
        <Source key={JSON.stringify(source)} source={source} projectKey={projectKey} />
      ))}
    </div>
  )
}

function Source({ source, projectKey }: { source: FactSource; projectKey: string }) {
  const { type, id } = source
  if (type === 'checkins') return <CheckinsSource source={source} />
  if (type === 'checkin' && id !== null) return <CheckinSource id={id} />
  if (type === 'task' && id !== null) return <TaskSource id={id} />
  if (type === 'document' && id !== null) {
    return (
      <Link
        to="/documents/$id"
        params={{ id }}
        {...stylex.props(linkStyles.text, focusRing.native, styles.alone)}
      >
        Open the document
      </Link>
    )
  }
  return (
    <Link
      to="/projects/$key"
      params={{ key: projectKey }}
      search={{ tab: 'history' }}
      {...stylex.props(linkStyles.text, focusRing.native, styles.alone)}
    >
      History of the project
    </Link>
  )
}

function CheckinsSource({ source }: { source: FactSource }) {
  const { client, me } = useSession()
  const { data } = useQuery(checkinsOfFact(client, source))
  if (!data) return null
  if (data.items.length === 0) {
    return (
      <p {...stylex.props(textStyles.subtle)}>
        {me.role === 'member' ? 'None of these check-ins is yours.' : 'No check-ins.'}
      </p>
    )
  }
  return (
    <>
      {data.items.map((row) => (
        <CheckinLink key={row.id} row={row} />
      ))}
      {data.nextCursor !== null && (
        <Link
          to="/today"
          search={{
            ...(source.projectId === null ? {} : { project: source.projectId }),
            ...(me.role === 'member' ? {} : { who: 'team' }),
          }}
          {...stylex.props(linkStyles.text, focusRing.native, styles.alone)}
        >
          All of them in Today
        </Link>
      )}
    </>
  )
}

function CheckinSource({ id }: { id: string }) {
  const { client } = useSession()
  const { data } = useQuery(checkinById(client, id))
  return data ? <CheckinLink row={data} /> : null
}

function TaskSource({ id }: { id: string }) {
  const { client } = useSession()
  const { data } = useQuery(taskById(client, id))
  if (!data) return null
  return (
    <Link
      to="/t/$ref"
      params={{ ref: data.ref }}
      {...stylex.props(linkStyles.text, focusRing.native, styles.alone)}
    >
      {`${data.ref} ${data.title}`}
    </Link>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s4, justifyItems: 'start', overflowWrap: 'anywhere' },
  // A link that is no part of a sentence is a target of its own.
  alone: { alignItems: 'center', display: 'inline-flex', minHeight: density.hit },
})
