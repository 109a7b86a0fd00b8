import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { TriangleAlert } from 'lucide-react'
import { ApiProblem } from '../../api/client.ts'
import type { LocalState } from '../../api/outbox-overlay.ts'
import { problemText } from '../../components/problem-text.ts'
import { showTime } from '../../lib/dates.ts'
import { differences } from './row-differences.ts'
import { useTodayContext } from './today-context.tsx'

/** A write that was refused, or that met a change made elsewhere, and the ways on from there. */
export function RowTrouble({ local }: { local: LocalState }) {
  return local.state === 'failed' ? <Failed local={local} /> : <Conflict local={local} />
}

function Failed({ local }: { local: LocalState }) {
  const { actions } = useTodayContext()
  return (
    <div data-attention tabIndex={-1} {...stylex.props(styles.notice, textStyles.sm)}>
      <Icon icon={TriangleAlert} xstyle={styles.icon} />
      <span {...stylex.props(styles.words)}>
        {local.kind === 'remove' ? 'Not deleted' : 'Not saved'}
        {local.code && `. ${whyOf(local)}`}
      </span>
      <Button size="sm" onPress={() => actions.retry(local.key)}>
        Retry
      </Button>
      <Button size="sm" tone="quiet" onPress={() => actions.discard(local.key)}>
        Discard
      </Button>
    </div>
  )
}

function whyOf({ code }: LocalState): string {
  if (code === null) return ''
  const { title } = problemText(new ApiProblem({ status: 422, code }))
  return `${title}.`
}

function Conflict({ local }: { local: LocalState }) {
  const { actions, projectOf, timeZone, today } = useTodayContext()
  const { mine, theirs } = local
  const name = (id: string | null) => projectOf(id)?.name ?? 'No project'
  return (
    <div
      data-attention
      tabIndex={-1}
      {...stylex.props(styles.notice, styles.stacked, textStyles.sm)}
    >
      <p {...stylex.props(styles.lead)}>
        <Icon icon={TriangleAlert} xstyle={styles.icon} />
        {mine ? 'This was changed somewhere else' : 'This was changed before you deleted it'}
        {theirs && `, at ${showTime(theirs.updatedAt, timeZone)}`}.
      </p>
      {mine && theirs && (
        <dl {...stylex.props(styles.differences)}>
          {differences(mine, theirs, { name, timeZone, today }).map((field) => (
            <div key={field.label} {...stylex.props(styles.difference)}>
              <dt {...stylex.props(textStyles.muted)}>{field.label}</dt>
              <dd {...stylex.props(styles.value)}>
                <b {...stylex.props(textStyles.medium)}>Yours:</b> <bdi>{field.mine}</bdi>
              </dd>
              <dd {...stylex.props(styles.value)}>
                <b {...stylex.props(textStyles.medium)}>Theirs:</b> <bdi>{field.theirs}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div {...stylex.props(styles.choices)}>
        <Button size="sm" onPress={() => actions.retry(local.key)}>
          {mine ? 'Keep mine' : 'Delete anyway'}
        </Button>
        <Button size="sm" tone="quiet" onPress={() => actions.discard(local.key)}>
          {mine ? 'Use theirs' : 'Keep it'}
        </Button>
      </div>
    </div>
  )
}

const styles = stylex.create({
  notice: {
    alignItems: 'center',
    backgroundColor: color.warningBg,
    borderRadius: radius.md,
    display: 'flex',
    flexWrap: 'wrap',
    gap: space.s8,
    gridArea: 'state',
    marginBlock: space.s4,
    outline: 'none',
    paddingBlock: space.s4,
    paddingInline: space.s8,
  },
  stacked: { alignItems: 'stretch', flexDirection: 'column' },
  lead: { alignItems: 'center', display: 'flex', gap: space.s8, margin: 0 },
  icon: { color: color.warning },
  words: { flexGrow: 1, minWidth: 0 },
  differences: { display: 'grid', gap: space.s4, margin: 0 },
  difference: {
    columnGap: space.s12,
    display: 'grid',
    gridTemplateColumns: '72px minmax(0, 1fr) minmax(0, 1fr)',
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
  choices: { display: 'flex', gap: space.s8 },
})
