import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, radius, space } from '@worksmart/ui/tokens.stylex.ts'
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
    <nav aria-label="Parts of the project" {...stylex.props(styles.root)}>
      {projectTabs.map((name) => (
        <Link
          key={name}
          to="/projects/$key"
          params={{ key: projectKey }}
          search={name === 'overview' ? {} : { tab: name }}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={name === tab ? 'page' : undefined}
          {...stylex.props(
            styles.link,
            textStyles.base,
            textStyles.medium,
            name === tab && styles.current,
            focusRing.nativeInset,
          )}
        >
          {names[name]}
        </Link>
      ))}
    </nav>
  )
}

const styles = stylex.create({
  root: {
    borderBlockEndColor: color.border,
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 1,
    display: 'flex',
    gap: space.s4,
    marginBlockEnd: space.s16,
    overflowX: 'auto',
  },
  link: {
    alignItems: 'center',
    borderBlockEndColor: 'transparent',
    borderBlockEndStyle: 'solid',
    borderBlockEndWidth: 2,
    borderRadius: radius.sm,
    color: { default: color.textMuted, ':hover': color.text },
    display: 'inline-flex',
    minHeight: density.controlLg,
    paddingInline: space.s12,
    textDecoration: 'none',
  },
  current: { borderBlockEndColor: color.accent, color: color.accentText },
})
