import { useInfiniteQuery } from '@tanstack/react-query'
import type { Checkin } from '@worksmart/types/checkins'
import { VisuallyHidden } from '@worksmart/ui/visually-hidden.tsx'
import { deletedCheckins, useRestoreFromBin } from '../../api/deleted-checkins.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { civilToday, formatDay, longDay } from '../../lib/dates.ts'
import { formatMinutes, spokenMinutes } from '../../lib/durations.ts'
import { useSession } from '../../session/session.tsx'
import { BinRow, BinSection } from './bin-section.tsx'

export function DeletedSection() {
  const { client } = useSession()
  return (
    <BinSection
      heading="Recently deleted"
      about="Your deleted check-ins. They can be restored for 30 days; after that they are gone."
      name="deleted check-ins"
      empty={{ heading: 'Nothing deleted', why: 'What you delete can be found here.' }}
      query={useInfiniteQuery(deletedCheckins(client))}
    >
      {(row) => <DeletedRow key={row.id} row={row} />}
    </BinSection>
  )
}

function DeletedRow({ row }: { row: Checkin }) {
  const { client, me } = useSession()
  const announce = useAnnounce()
  const restoring = useRestoreFromBin(client)
  return (
    <BinRow
      name={row.activity || row.tags.map((tag) => `#${tag}`).join(' ') || 'No text'}
      label={`Restore check-in ${row.activity}`}
      restoring={restoring}
      onRestore={() =>
        restoring.mutate(row, { onSuccess: () => announce(`Restored ${row.activity}`) })
      }
    >
      <span aria-hidden="true">
        {formatMinutes(row.minutes)} · {formatDay(row.workDate, civilToday(me.timeZone))}
      </span>
      <VisuallyHidden>
        {spokenMinutes(row.minutes)}, {longDay(row.workDate)}
      </VisuallyHidden>
    </BinRow>
  )
}
