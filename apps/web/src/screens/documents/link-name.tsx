import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import type { DocumentLink } from '@worksmart/types/documents'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'

export type LinkNameProps = {
  link: DocumentLink
  /** The title of a task beside its key, where there is room for it. */
  isWhole?: boolean
}

/** What a document is linked to. A project and a task are a way there; a check-in has no page. */
export function LinkName({ link, isWhole = false }: LinkNameProps) {
  const { ref, title } = link
  const look = stylex.props(linkStyles.quiet, focusRing.native, styles.words)
  if (link.projectId !== null && ref !== null) {
    return (
      <Link to="/projects/$key" params={{ key: ref }} dir="auto" {...look}>
        {title}
      </Link>
    )
  }
  if (link.taskId !== null && ref !== null) {
    return (
      <Link to="/t/$ref" params={{ ref }} title={title} dir="auto" {...look}>
        <span {...stylex.props(textStyles.numeric)}>{ref}</span>
        {isWhole && ` ${title}`}
      </Link>
    )
  }
  return (
    <span dir="auto" {...stylex.props(styles.words)}>
      {title}
    </span>
  )
}

const styles = stylex.create({
  words: { overflowWrap: 'anywhere' },
})
