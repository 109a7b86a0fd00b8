import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { tabStyles } from '../../components/tab-styles.ts'
import { type ProjectTab, projectTabs } from '../../lib/projects-search.ts'

const names: Record<ProjectTab, string> = {
  overview: 'Overview',
  tasks: 'Tasks',
  time: 'Time',
  documents: 'Documents',
  history: 'History',
}

/** The parts of the page. Each has an address, so they are links and not the tabs of a widget. */
export function ProjectTabs({ projectKey, tab }: { projectKey: string; tab: ProjectTab }) {
  return (
    <nav aria-label="Parts of the project" {...stylex.props(tabStyles.row)}>
      {projectTabs.map((name) => (
        <Link
          key={name}
          to="/projects/$key"
          params={{ key: projectKey }}
          search={name === 'overview' ? {} : { tab: name }}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={name === tab ? 'page' : undefined}
          {...stylex.props(
            tabStyles.link,
            textStyles.base,
            textStyles.medium,
            name === tab && tabStyles.current,
            focusRing.nativeInset,
          )}
        >
          {names[name]}
        </Link>
      ))}
    </nav>
  )
}
