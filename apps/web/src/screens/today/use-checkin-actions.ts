import { useQueryClient } from '@tanstack/react-query'
import type { Checkin } from '@worksmart/types/checkins'
import { useMemo } from 'react'
import {
  editEntry,
  fieldsOf,
  logEntry,
  patchEntry,
  removeEntry,
  restoreEntry,
  type TypedLine,
} from '../../api/checkin-mutations.ts'
import { findCheckin } from '../../api/checkins.ts'
import { useOutbox } from '../../api/outbox-provider.tsx'
import { useAnnounce } from '../../components/live-region.tsx'
import { useUndo } from '../../components/undo-bar.tsx'
import { useSession } from '../../session/session.tsx'
import { shortActivity, spokenLogged } from './feed-words.ts'

export type CheckinActions = {
  log(line: TypedLine): Checkin | null
  edit(row: Checkin, line: TypedLine, reason: string | null): void
  /** Some fields of several rows at once, as one act that undo takes back whole. */
  change(rows: readonly Checkin[], fields: (row: Checkin) => FieldChange, label: string): void
  remove(rows: readonly Checkin[], reason: string | null): void
  retry(key: string): void
  discard(key: string): void
}

export type FieldChange = Parameters<typeof patchEntry>[1]

export type ActionOptions = {
  projectName(id: string | null): string | null
  /** A row that came back, or was just written, is where the person goes on from. */
  onFocusRow(id: string): void
}

/** The acts on check-ins as a person knows them: each is shown at once and can be taken back. */
export function useCheckinActions({ projectName, onFocusRow }: ActionOptions): CheckinActions {
  const { me } = useSession()
  const outbox = useOutbox()
  const queryClient = useQueryClient()
  const undo = useUndo()
  const announce = useAnnounce()

  return useMemo<CheckinActions>(() => {
    // Undo may come long after the act, and the row has moved on to another version since.
    const now = (row: Checkin): Checkin => {
      const cached = findCheckin(queryClient, row.id)
      const expected = outbox.expected(row.id)
      if (!expected) return cached ?? row
      return cached && cached.version > expected.version ? cached : expected
    }
    // An editor was opened on this version. What this device wrote since is part of it; what others
    // wrote is not, and has to come back as a conflict.
    const opened = (row: Checkin): Checkin => {
      const expected = outbox.expected(row.id)
      return expected && expected.version >= row.version ? expected : row
    }
    const back = (row: Checkin, reason: string | null) =>
      outbox.add(patchEntry(now(row), fieldsOf(row), reason))

    return {
      log(line) {
        const entry = logEntry(line, me)
        const row = entry.after
        outbox.add(entry)
        if (!row) return null
        announce(spokenLogged(row, projectName(row.projectId)))
        undo.offer({
          label: `Logged “${shortActivity(row)}”`,
          undo: () => outbox.add(removeEntry(now(row))),
        })
        return row
      },
      edit(row, line, reason) {
        outbox.add(editEntry(opened(row), line, me.timeZone, reason))
        announce(`Saved ${shortActivity(row)}`)
        undo.offer({
          label: `Changed “${shortActivity(row)}”`,
          undo: () => back(row, reason),
        })
      },
      change(rows, fields, label) {
        for (const row of rows) outbox.add(patchEntry(now(row), fields(row)))
        undo.offer({
          label,
          undo: () => {
            for (const row of rows) back(row, null)
          },
        })
      },
      remove(rows, reason) {
        for (const row of rows) outbox.add(removeEntry(now(row), reason))
        const [first] = rows
        if (!first) return
        const label =
          rows.length === 1
            ? `Deleted “${shortActivity(first)}”`
            : `Deleted ${rows.length} check-ins`
        announce(`${label}. Undo with Control Z.`)
        undo.offer({
          label,
          undo: () => {
            for (const row of rows) outbox.add(restoreEntry(row, reason))
            onFocusRow(first.id)
          },
        })
      },
      retry: (key) => outbox.retry(key),
      discard: (key) => outbox.discard(key),
    }
  }, [me, outbox, queryClient, undo, announce, projectName, onFocusRow])
}
