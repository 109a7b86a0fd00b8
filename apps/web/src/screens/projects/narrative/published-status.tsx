import * as stylex from '@stylexjs/stylex'
import type { Narrative } from '@worksmart/types/narrative'
import type { Project } from '@worksmart/types/projects'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useAnnounce } from '../../../components/live-region.tsx'
import { civilToday } from '../../../lib/dates.ts'
import { useSession } from '../../../session/session.tsx'
import { NarrativeText } from './narrative-text.tsx'
import { publishedWords, toMarkdown } from './narrative-words.ts'

/** A status as it was published, with its sources and a way to take it along. */
export function PublishedStatus({
  project,
  narrative,
}: {
  project: Project
  narrative: Narrative
}) {
  const { me } = useSession()
  const announce = useAnnounce()
  const [copied, setCopied] = useState<boolean | null>(null)
  const byline = publishedWords(narrative, me.timeZone, civilToday(me.timeZone))

  async function copy() {
    const words = toMarkdown(project.name, narrative, byline)
    const isCopied = await navigator.clipboard?.writeText(words).then(
      () => true,
      () => false,
    )
    setCopied(isCopied === true)
    announce(isCopied ? 'Copied as Markdown' : 'Not copied')
  }

  return (
    <div {...stylex.props(styles.root)}>
      <NarrativeText
        sentences={narrative.sentences}
        facts={narrative.facts}
        projectKey={project.key}
      />
      <div {...stylex.props(styles.line)}>
        <span dir="auto" {...stylex.props(textStyles.xs, textStyles.subtle, styles.by)}>
          {byline}
        </span>
        <Button size="sm" tone="quiet" icon={Copy} onPress={() => void copy()}>
          {copied === true ? 'Copied' : 'Copy as Markdown'}
        </Button>
      </div>
      {copied === false && (
        <p role="alert" {...stylex.props(textStyles.sm)}>
          The browser does not let this page write to the clipboard.
        </p>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8 },
  line: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  by: { flexGrow: 1 },
})
