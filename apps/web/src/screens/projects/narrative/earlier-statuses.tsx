import * as stylex from '@stylexjs/stylex'
import type { Narrative } from '@worksmart/types/narrative'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { civilToday } from '../../../lib/dates.ts'
import { useSession } from '../../../session/session.tsx'
import { publishedWords } from './narrative-words.ts'
import { PublishedStatus } from './published-status.tsx'

export type EarlierStatusesProps = { project: Project; items: readonly Narrative[] }

/** What was published before, newest first. Each opens on its own. */
export function EarlierStatuses({ project, items }: EarlierStatusesProps) {
  const { me } = useSession()
  const [isOpen, setIsOpen] = useState(false)
  const today = civilToday(me.timeZone)
  return (
    <>
      <Button size="sm" tone="quiet" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
        {`${isOpen ? 'Hide' : 'Show'} ${items.length} earlier ${items.length === 1 ? 'status' : 'statuses'}`}
      </Button>
      {isOpen && (
        <ul aria-label="Earlier statuses" {...stylex.props(styles.list)}>
          {items.map((narrative) => (
            <li key={narrative.id}>
              <details>
                <summary
                  dir="auto"
                  {...stylex.props(textStyles.sm, styles.summary, focusRing.native)}
                >
                  {publishedWords(narrative, me.timeZone, today)}
                </summary>
                <PublishedStatus project={project} narrative={narrative} />
              </details>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const styles = stylex.create({
  list: { display: 'grid', gap: space.s8, listStyle: 'none', margin: 0, padding: 0 },
  summary: { color: color.textMuted, cursor: 'pointer', marginBlockEnd: space.s4 },
})
