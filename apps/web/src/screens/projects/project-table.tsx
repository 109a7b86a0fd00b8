import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { ProjectWithFacts } from '@worksmart/types/projects'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, space } from '@worksmart/ui/tokens.stylex.ts'
import { ProjectStatus } from '../../components/project-status.tsx'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import type { ProjectsSearch } from '../../lib/projects-search.ts'
import { useSession } from '../../session/session.tsx'
import { ProjectName } from '../today/project-name.tsx'
import { BudgetLine } from './budget-line.tsx'
import { TableHead } from './table-head.tsx'

export type ProjectTableProps = {
  projects: readonly ProjectWithFacts[]
  ownerName(id: string | null): string
  search: ProjectsSearch
  /** An empty object is the order that needs no mention in the address. */
  onSort(sort: Pick<ProjectsSearch, 'sort'>): void
}

export function ProjectTable({ projects, ownerName, search, onSort }: ProjectTableProps) {
  const { me } = useSession()
  const today = civilToday(me.timeZone)
  return (
    <div {...stylex.props(styles.scroll)}>
      <table aria-label="Projects" {...stylex.props(styles.table, textStyles.base)}>
        <TableHead search={search} onSort={onSort} />
        <tbody>
          {projects.map((project) => (
            <tr key={project.id} {...stylex.props(styles.row)}>
              <th scope="row" {...stylex.props(styles.cell, styles.name, textStyles.medium)}>
                <Link
                  to="/projects/$key"
                  params={{ key: project.key }}
                  title={project.name}
                  {...stylex.props(linkStyles.quiet, focusRing.native, styles.link)}
                >
                  <ProjectName project={project} isWhole />{' '}
                  <span {...stylex.props(textStyles.sm, textStyles.regular, textStyles.subtle)}>
                    {project.key}
                  </span>
                </Link>
              </th>
              <td {...stylex.props(styles.cell)}>
                <ProjectStatus status={project.status} />
              </td>
              <td {...stylex.props(styles.cell, textStyles.numeric)}>
                {formatMinutes(project.facts.minutesThisWeek)}
                <BudgetLine minutes={project.facts.minutes} budgetMinutes={project.budgetMinutes} />
              </td>
              <td {...stylex.props(styles.cell, textStyles.numeric)}>{project.facts.openTasks}</td>
              <td {...stylex.props(styles.cell, styles.noWrap, textStyles.muted)}>
                {project.facts.lastWorkDate === null
                  ? 'Nothing yet'
                  : formatDay(project.facts.lastWorkDate, today)}
              </td>
              <td
                dir="auto"
                {...stylex.props(styles.cell, styles.owner, textStyles.muted, textStyles.truncate)}
              >
                {ownerName(project.ownerId) || 'No owner'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const styles = stylex.create({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%' },
  row: { backgroundColor: { default: 'transparent', ':hover': color.hover } },
  cell: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    height: density.rowComfortable,
    paddingBlock: space.s4,
    paddingInline: space.s8,
    textAlign: 'start',
  },
  // The name takes what the figures leave, and no more however long it is.
  name: { maxWidth: 0, width: '100%' },
  link: { alignItems: 'baseline', display: 'inline-flex', gap: space.s8, maxWidth: '100%' },
  owner: { maxWidth: 160 },
  noWrap: { whiteSpace: 'nowrap' },
})
