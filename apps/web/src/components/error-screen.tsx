import * as stylex from '@stylexjs/stylex'
import { Link } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { EmptyState } from './empty-state.tsx'
import { Late } from './late.tsx'
import { errorNotice } from './late-notices.ts'

/** A screen that failed to draw. The shell around it stays usable. */
export function ScreenFailure({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Late
      code={errorNotice}
      waiting={<p>Could not load this screen.</p>}
      name="this screen"
      error={error}
      onRetry={reset}
      isAlone
    />
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <EmptyState heading="Not here, or not visible to you" why="This address leads nowhere.">
      <Link to="/today" {...stylex.props(linkStyles.text, focusRing.native)}>
        Go to Today
      </Link>
    </EmptyState>
  )
}
