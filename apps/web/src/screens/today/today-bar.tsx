import * as stylex from '@stylexjs/stylex'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Checkin } from '@worksmart/types/checkins'
import { color, media, space, z } from '@worksmart/ui/tokens.stylex.ts'
import { memo, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react'
import { previewLines } from '../../api/checkin-preview.ts'
import { useOfferBar } from '../../components/bar-focus.tsx'
import {
  CheckinBar,
  type CheckinBarHandle,
  type LoggedLine,
} from '../../components/checkin-bar/checkin-bar.tsx'
import { readDraft } from '../../components/checkin-bar/draft.ts'
import { barSuggestions } from '../../components/checkin-bar/late-parts.ts'
import { keepPasted } from '../../components/pasted-work-log.ts'
import { nowMinute } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { repeatLine } from './checkin-line.ts'
import { exampleLines } from './example-lines.ts'
import { useTodayContext } from './today-context.tsx'
import { useBarDirectory } from './use-bar-directory.ts'

export type TodayBarHandle = {
  focus(): void
  fill(line: (now: { today: string; nowMin: number; timeZone: string }) => string): void
}

export type TodayBarProps = {
  ref?: Ref<TodayBarHandle>
  isFirstUse: boolean
  /** What `↑` in an empty bar brings back. */
  lastRow: Checkin | undefined
  /** The ids of the tasks that the person logged time on lately. */
  recentTasks: ReadonlySet<string>
  onLogged(row: Checkin): void
}

/** The check-in bar in its place at the top. What is typed in it stays in it until Enter. */
export const TodayBar = memo(function TodayBar(props: TodayBarProps) {
  const { ref, isFirstUse, lastRow, recentTasks, onLogged } = props
  const { client, me } = useSession()
  const { actions, projects, tags, timeZone, today } = useTodayContext()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const bar = useRef<CheckinBarHandle>(null)
  const draftKey = `worksmart.draft.${me.id}`
  const directory = useBarDirectory(recentTasks)
  useOfferBar(
    bar,
    // Words from another screen stand behind what was left in the bar: nothing typed is lost.
    useCallback(
      (line: string) => {
        const draft = readDraft(draftKey)?.text.trimEnd() ?? ''
        if (draft === '') bar.current?.fill(line)
        else if (!draft.includes(line.trim())) bar.current?.fill(`${draft} ${line}`)
      },
      [draftKey],
    ),
  )
  useImperativeHandle(
    ref,
    () => ({
      focus: () => bar.current?.focus(),
      fill(line) {
        bar.current?.fill(line({ today, nowMin: nowMinute(timeZone), timeZone }))
        bar.current?.focus()
      },
    }),
    [today, timeZone],
  )
  const lastLine = useMemo(
    () => lastRow && repeatLine(lastRow, { today, nowMin: 0, timeZone, projects }),
    [lastRow, today, timeZone, projects],
  )

  function log(line: LoggedLine) {
    const row = actions.log(line)
    if (row) onLogged(row)
  }

  return (
    <div {...stylex.props(styles.place)}>
      <CheckinBar
        ref={bar}
        label="Log a check-in"
        {...directory}
        tags={tags}
        timeZone={timeZone}
        draftKey={draftKey}
        lastLine={lastLine ?? null}
        submitLabel="Log"
        {...(isFirstUse ? { examples: exampleLines } : {})}
        suggestions={me.ai.suggestions ? barSuggestions : undefined}
        onLog={log}
        onPasteTable={(text) => {
          keepPasted(queryClient, text)
          void navigate({ to: '/settings/$part', params: { part: 'data' } })
        }}
        onPreviewMany={(lines) =>
          previewLines(client, lines, { today, nowMin: nowMinute(timeZone) })
        }
        onLogMany={async (lines) => {
          for (const line of lines) log(line)
          return lines.map(() => ({ ok: true, message: null }))
        }}
      />
    </div>
  )
})

const styles = stylex.create({
  place: {
    backgroundColor: color.canvas,
    insetBlockStart: 48,
    paddingBlock: space.s4,
    // On a phone it would take a third of the screen; there the + of the navigation leads to it.
    position: { default: 'sticky', [media.narrow]: 'static' },
    zIndex: z.sticky,
  },
})
