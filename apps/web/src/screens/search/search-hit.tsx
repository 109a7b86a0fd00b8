import * as stylex from '@stylexjs/stylex'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { SearchHit as Hit } from '@worksmart/types/search'
import { Badge } from '@worksmart/ui/badge.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { TagChip } from '@worksmart/ui/tag-chip.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { Clock, FileText, FolderKanban, ListTodo } from 'lucide-react'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { projectStatusNames, taskStatusNames } from '../../lib/status-words.ts'
import { useSession } from '../../session/session.tsx'
import { MarkedText } from './marked-text.tsx'

const icons = { task: ListTodo, project: FolderKanban, checkin: Clock, document: FileText }
const matchNames = { lexical: 'Words', semantic: 'Meaning', both: 'Words and meaning' }

export type SearchHitProps = {
  hit: Hit
  /** Null for what belongs to no project. */
  projectName: string | null
  /** Null where it is the reader's own, or nobody's. */
  personName: string | null
}

/** One thing that was found, where it leads, and how it was found. */
export function SearchHit({ hit, projectName, personName }: SearchHitProps) {
  const { me } = useSession()
  const { type, title, ref, snippet, matched, minutes, workDate, tags } = hit
  const isWhole = snippet.text === title
  const facts = [
    type === 'project' ? null : projectName,
    minutes === null ? null : formatMinutes(minutes),
    workDate === null ? null : formatDay(workDate, civilToday(me.timeZone)),
    personName,
    statusOf(hit),
  ]
  return (
    <li>
      <Link {...placeOf(hit, me.id)} data-hit {...stylex.props(styles.root, focusRing.nativeInset)}>
        <Icon icon={icons[type]} xstyle={styles.icon} />
        <span {...stylex.props(styles.words)}>
          <span {...stylex.props(styles.title, textStyles.base)}>
            {ref !== null && <span {...stylex.props(textStyles.muted)}>{ref} </span>}
            {isWhole ? <MarkedText {...snippet} /> : <bdi>{title}</bdi>}
          </span>
          {!isWhole && (
            <span {...stylex.props(styles.title, textStyles.sm, textStyles.muted)}>
              <MarkedText {...snippet} />
            </span>
          )}
          <span {...stylex.props(styles.facts, textStyles.xs, textStyles.subtle)}>
            {facts.filter(Boolean).join(' · ')}
            {tags.map((tag) => (
              <TagChip key={tag} tag={tag} />
            ))}
          </span>
        </span>
        {matched !== null && (
          <Badge tone={matched === 'semantic' ? 'ai' : 'neutral'}>{matchNames[matched]}</Badge>
        )}
      </Link>
    </li>
  )
}

function placeOf(hit: Hit, meId: string): LinkProps {
  const { type, id, ref, workDate, userId } = hit
  if (type === 'task') return { to: '/t/$ref', params: { ref: ref ?? id } }
  if (type === 'project') return { to: '/projects/$key', params: { key: ref ?? id } }
  if (type === 'document') return { to: '/documents/$id', params: { id } }
  return {
    to: '/today',
    search: {
      ...(workDate === null ? {} : { day: workDate }),
      ...(userId === null || userId === meId ? {} : { who: userId }),
    },
  }
}

function statusOf({ type, status }: Hit): string | null {
  const names: Record<string, string> =
    type === 'task' ? taskStatusNames : type === 'project' ? projectStatusNames : {}
  return status === null ? null : (names[status] ?? null)
}

const styles = stylex.create({
  root: {
    alignItems: 'start',
    backgroundColor: { default: 'transparent', ':hover': color.hover },
    borderRadius: radius.md,
    color: color.text,
    display: 'flex',
    gap: space.s8,
    minHeight: density.row,
    paddingBlock: space.s6,
    paddingInline: space.s8,
    textDecoration: 'none',
  },
  icon: { color: color.textSubtle, marginBlockStart: space.s2 },
  words: { display: 'grid', flexGrow: 1, minWidth: 0 },
  title: { overflowWrap: 'anywhere' },
  facts: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s6 },
})
