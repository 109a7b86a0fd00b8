import * as stylex from '@stylexjs/stylex'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Evidence as Reason } from '@worksmart/types/ai'
import type { Checkin } from '@worksmart/types/checkins'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { linkStyles } from '@worksmart/ui/link-styles.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { checkinById } from '../../api/checkin-by-id.ts'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/durations.ts'
import { timeRange } from '../../screens/today/feed-words.ts'
import { useSession } from '../../session/session.tsx'

const shownRows = 2

export type EvidenceProps = { reasons: readonly Reason[] }

/** Each reason as a sentence, with up to two of the check-ins that it stands on. */
export function Evidence({ reasons }: EvidenceProps) {
  const { client } = useSession()
  const ids = [...new Set(reasons.flatMap(({ checkinIds }) => checkinIds))].slice(0, shownRows)
  const rows = useQueries({ queries: ids.map((id) => checkinById(client, id)) })
  return (
    <div {...stylex.props(styles.root, textStyles.sm)}>
      {reasons.map(({ type, text }) => (
        <p key={`${type} ${text}`} dir="auto">
          {sentence(text)}
        </p>
      ))}
      {rows.map(({ data }) => data && <CheckinLink key={data.id} row={data} />)}
    </div>
  )
}

/** Opens the day of a check-in in Today. */
export function CheckinLink({ row }: { row: Checkin }) {
  const { me } = useSession()
  return (
    <p>
      <Link
        to="/today"
        search={{ day: row.workDate, ...(row.userId === me.id ? {} : { who: row.userId }) }}
        {...stylex.props(linkStyles.text, focusRing.native)}
      >
        {[
          formatDay(row.workDate, civilToday(me.timeZone)),
          timeRange(row, me.timeZone),
          formatMinutes(row.minutes),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Link>{' '}
      <bdi>{row.activity}</bdi>
    </p>
  )
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const styles = stylex.create({ root: { display: 'grid', gap: space.s2, overflowWrap: 'anywhere' } })
