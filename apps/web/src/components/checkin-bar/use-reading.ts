import { type RefObject, useId, useMemo, useState } from 'react'
import type { CheckinBarProps } from './checkin-bar.tsx'
import { chipsOf } from './chip-label.ts'
import { readDraft } from './draft.ts'
import { marksOf } from './line-marks.ts'
import { lookupOf } from './read-lines.ts'
import { spokenLine } from './spoken-line.ts'
import { useDraft } from './use-draft.ts'
import { useLine } from './use-line.ts'
import { useMoment } from './use-moment.ts'
import { useNotice } from './use-notice.ts'
import { useRested } from './use-rested.ts'
import { useSpokenLine } from './use-spoken-line.ts'

const systemClock = () => new Date()
const errorRestMs = 600
const speechRestMs = 800

/** The line, and all that is shown and said about it by itself. */
export function useReading(props: CheckinBarProps, field: RefObject<HTMLTextAreaElement | null>) {
  const { projects, tasks, timeZone, now = systemClock } = props
  const messageId = useId()
  const lookup = useMemo(() => lookupOf(projects, tasks), [projects, tasks])
  const moment = useMoment(timeZone, now)
  const [first] = useState(() => firstDraft(props))
  const line = useLine(field, first, lookup, moment)
  const { value, suppressed, readings, version } = line
  useDraft(props.draftKey, { text: value, suppressed })

  const [refusedAt, setRefusedAt] = useState(-1)
  const isRefused = refusedAt === version
  const isRested = useRested(version, errorRestMs)
  const isSpoken = useRested(version, speechRestMs)
  const isShown = isRefused || (isRested && value.trim() !== '')
  const [reading] = readings
  const isMany = readings.length > 1
  const one = isMany ? undefined : reading
  const canCreateProject = props.canCreateProject === true && props.onCreateProject !== undefined
  const fixSources = { lookup, lastActivityWith: props.lastActivityWith, canCreateProject }
  const { notice, FixesRow } = useNotice(one, { isShown, isRefused }, fixSources)
  useSpokenLine(one ? spokenLine(one, lookup) : '', isSpoken && version > 0)
  const chips = useMemo(() => readings.flatMap((each) => chipsOf(each, lookup)), [readings, lookup])

  return {
    line,
    lookup,
    moment,
    firstValue: first.text,
    messageId,
    isRested,
    isRefused,
    isMany,
    canCreateProject,
    fixSources,
    notice,
    FixesRow,
    chips,
    activity: one?.resolved.activity ?? '',
    marks: marksOf(line, chips, isShown),
    /** The person wanted to log the line as it is now, and it cannot be. */
    markRefused: () => setRefusedAt(version),
  }
}

function firstDraft({ initialLine, draftKey }: CheckinBarProps) {
  if (initialLine !== undefined) return { text: initialLine, suppressed: [] }
  return (draftKey === undefined ? null : readDraft(draftKey)) ?? { text: '', suppressed: [] }
}
