import { useQuery } from '@tanstack/react-query'
import type { DocumentLink, NewDocumentLink } from '@worksmart/types/documents'
import { ComboBox } from '@worksmart/ui/combo-box.tsx'
import { useState } from 'react'
import { linkCandidates } from '../../api/link-candidates.ts'
import { projectList } from '../../api/project-list.ts'
import { civilToday, formatDay } from '../../lib/dates.ts'
import { useSession } from '../../session/session.tsx'
import { useRested } from './use-rested.ts'

export type LinkPickerProps = {
  links: readonly DocumentLink[]
  onPick(target: NewDocumentLink): void
}

/** One field for all three: a few letters find a project, a task or a check-in. */
export function LinkPicker({ links, onPick }: LinkPickerProps) {
  const { client, me } = useSession()
  const [turn, setTurn] = useState(0)
  const [typed, setTyped] = useState('')
  const today = civilToday(me.timeZone)
  const projects = useQuery(projectList(client)).data ?? []
  const candidates = useQuery(linkCandidates(client, useRested(typed))).data
  const linked = new Set(
    links.map(({ projectId, taskId, checkinId }) => projectId ?? taskId ?? checkinId),
  )
  const options = [
    ...projects
      .filter(({ status }) => status !== 'archived')
      .map(({ id, name, key }) => ({
        id: `projectId:${id}`,
        label: name,
        description: `Project ${key}`,
      })),
    ...(candidates?.tasks ?? []).map(({ id, ref, title }) => ({
      id: `taskId:${id}`,
      label: `${ref} ${title}`,
      description: 'Task',
    })),
    ...(candidates?.checkins ?? []).map(({ id, activity, workDate }) => ({
      id: `checkinId:${id}`,
      label: activity,
      description: `Check-in, ${formatDay(workDate, today)}`,
    })),
  ].filter(({ id }) => !linked.has(id.slice(id.indexOf(':') + 1)))

  return (
    <ComboBox
      // The field is empty again after each choice, and keeps the focus.
      key={turn}
      autoFocus={turn > 0}
      label="Add a link"
      isLabelHidden
      placeholder="Project, task or check-in"
      menuTrigger="input"
      options={options}
      value={null}
      emptyMessage="Nothing found"
      onInputChange={setTyped}
      onChange={(choice) => {
        if (choice === null) return
        const [kind, id = ''] = choice.split(':')
        onPick({ [kind ?? '']: id })
        setTyped('')
        setTurn(turn + 1)
      }}
    />
  )
}
