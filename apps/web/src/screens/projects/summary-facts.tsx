import * as stylex from '@stylexjs/stylex'
import type { ProjectSummary } from '@worksmart/types/projects'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { BudgetLine } from './budget-line.tsx'

/** The figures of a project as sentences of a few words. Each is the api's own sum. */
export function SummaryFacts({ summary }: { summary: ProjectSummary }) {
  const { me } = useSession()
  const { tasks } = summary
  const today = civilToday(me.timeZone)
  const hasEstimate = summary.estimateMinutes > 0
  return (
    <dl {...stylex.props(styles.root)}>
      <Fact name="Hours in total">
        <Time minutes={summary.minutes} />
        <BudgetLine minutes={summary.minutes} budgetMinutes={summary.budgetMinutes} />
      </Fact>
      <Fact name="This week">
        <Time minutes={summary.minutesThisWeek} />
        <Note>{comparedWith(summary.minutesThisWeek, summary.minutesLastWeek)}</Note>
      </Fact>
      {hasEstimate && (
        <Fact name="Estimate">
          <Time minutes={summary.estimateMinutes} />
          <Note>{formatMinutes(summary.loggedOnEstimated)} logged on what is estimated</Note>
        </Fact>
      )}
      <Fact name="Tasks">
        {tasks.todo + tasks.inProgress + tasks.blocked} open
        <Note>
          {`${tasks.todo} to do · ${tasks.inProgress} in progress · ${tasks.blocked} blocked · ${tasks.done} done`}
        </Note>
      </Fact>
      <Fact name="Overdue">{tasks.overdue === 0 ? 'None' : tasks.overdue}</Fact>
      <Fact name="Done this week">{tasks.doneThisWeek}</Fact>
      <Fact name="Last activity">
        {summary.lastWorkDate === null ? 'Nothing yet' : formatDay(summary.lastWorkDate, today)}
      </Fact>
    </dl>
  )
}

/** How this week stands against the last one, which is not over a fair comparison before Sunday. */
export function comparedWith(thisWeek: number, lastWeek: number): string {
  if (thisWeek === lastWeek) return `as much as last week`
  const difference = formatMinutes(Math.abs(thisWeek - lastWeek))
  return `${difference} ${thisWeek > lastWeek ? 'more' : 'less'} than last week`
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div {...stylex.props(styles.fact)}>
      <dt {...stylex.props(textStyles.sm, textStyles.muted)}>{name}</dt>
      <dd {...stylex.props(textStyles.base, textStyles.medium, textStyles.numeric, styles.value)}>
        {children}
      </dd>
    </div>
  )
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <span {...stylex.props(textStyles.sm, textStyles.regular, textStyles.subtle, styles.note)}>
      {children}
    </span>
  )
}

function Time({ minutes }: { minutes: number }) {
  return (
    <>
      <span aria-hidden>{formatMinutes(minutes)}</span>
      <VisuallyHidden>{spokenMinutes(minutes)}</VisuallyHidden>
    </>
  )
}

const styles = stylex.create({
  root: { display: 'grid', margin: 0, rowGap: space.s8 },
  fact: {
    columnGap: space.s12,
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
  },
  value: { margin: 0 },
  note: { display: 'block' },
})
