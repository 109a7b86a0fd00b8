import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { ProjectWithFacts } from '@worksmart/types/projects'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { ProjectStatus } from '../../components/project-status.tsx'
import { formatMinutes } from '../../lib/durations.ts'
import { ProjectName } from '../today/project-name.tsx'

export type ProjectCardsProps = {
  projects: readonly ProjectWithFacts[]
  ownerName(id: string | null): string
}

/** The table of a phone: what it is and where it stands, then the figures. */
export function ProjectCards({ projects, ownerName }: ProjectCardsProps) {
  return (
    <ul aria-label="Projects" {...stylex.props(styles.list)}>
      {projects.map((project) => (
        <li key={project.id} {...stylex.props(styles.card)}>
          <div {...stylex.props(styles.line)}>
            <Link
              to="/projects/$key"
              params={{ key: project.key }}
              {...stylex.props(linkStyles.quiet, focusRing.native, textStyles.medium, styles.link)}
            >
              <ProjectName project={project} isWhole />
            </Link>
            <ProjectStatus status={project.status} />
          </div>
          <p dir="auto" {...stylex.props(textStyles.sm, textStyles.subtle, textStyles.numeric)}>
            {factsOf(project, ownerName(project.ownerId))}
          </p>
        </li>
      ))}
    </ul>
  )
}

function factsOf({ key, facts, budgetMinutes }: ProjectWithFacts, owner: string): string {
  const tasks = facts.openTasks === 1 ? '1 open task' : `${facts.openTasks} open tasks`
  const budget =
    budgetMinutes === null
      ? ''
      : `${formatMinutes(facts.minutes)} of ${formatMinutes(budgetMinutes)}`
  const week = `${formatMinutes(facts.minutesThisWeek)} this week`
  // A line ends between two facts and not in the middle of one.
  return [key, week, budget, tasks, owner]
    .filter(Boolean)
    .map((fact) => fact.replaceAll(' ', '\u00a0'))
    .join(' · ')
}

const styles = stylex.create({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  card: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    paddingBlockEnd: space.s12,
    paddingInline: space.s8,
  },
  line: { alignItems: 'center', display: 'flex', gap: space.s8, justifyContent: 'space-between' },
  link: { alignItems: 'center', display: 'inline-flex', minHeight: density.hit, minWidth: 0 },
})
