import * as stylex from '@stylexjs/stylex'
import type { Project } from '@worksmart/types/projects'
import { hue, radius, space } from '@worksmart/ui/tokens.stylex.ts'

export type ProjectNameProps = {
  project: Pick<Project, 'name' | 'colour'>
  /** True where the place is the name's own and a long one may take it. */
  isWhole?: boolean
}

/** The project's name beside its colour. The dot only helps to scan. */
export function ProjectName({ project, isWhole = false }: ProjectNameProps) {
  return (
    <span {...stylex.props(styles.root, isWhole && styles.whole)}>
      <span aria-hidden {...stylex.props(styles.dot, dots[project.colour])} />
      <span dir="auto" {...stylex.props(styles.name)}>
        {project.name}
      </span>
    </span>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    display: 'inline-flex',
    gap: space.s6,
    maxWidth: '24ch',
    minWidth: 0,
  },
  whole: { maxWidth: '100%' },
  dot: { borderRadius: radius.full, flexShrink: 0, forcedColorAdjust: 'none', height: 8, width: 8 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
})

const dots = stylex.create({
  blue: { backgroundColor: hue.blue },
  green: { backgroundColor: hue.green },
  amber: { backgroundColor: hue.amber },
  teal: { backgroundColor: hue.teal },
  olive: { backgroundColor: hue.olive },
  orange: { backgroundColor: hue.orange },
  red: { backgroundColor: hue.red },
  pink: { backgroundColor: hue.pink },
  slate: { backgroundColor: hue.slate },
})
