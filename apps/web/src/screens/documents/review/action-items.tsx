import * as stylex from '@stylexjs/stylex'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AnalysisField, FieldEvidence as Place } from '@worksmart/types/analysis'
import type { Document } from '@worksmart/types/documents'
import type { NewTask, Task } from '@worksmart/types/tasks'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { addLink, documentLinks } from '../../../api/document-links.ts'
import { renewDocuments } from '../../../api/documents.ts'
import { projectList } from '../../../api/project-list.ts'
import { people as peopleList } from '../../../api/users.ts'
import { useAnnounce } from '../../../components/live-region.tsx'
import { problemText } from '../../../components/problem-text.ts'
import { civilToday, formatDay } from '../../../lib/dates.ts'
import { newId } from '../../../lib/uuid.ts'
import { useSession } from '../../../session/session.tsx'
import { PickField } from '../../today/filter-fields.tsx'
import { ReviewField } from './review-field.tsx'
import { isDecided } from './review-words.ts'
import type { ReviewActs } from './use-review-acts.ts'

export type ActionItemsProps = {
  document: Document
  fields: readonly AnalysisField[]
  /** The project that the document seems to belong to. */
  suggestedProjectId: string | null
  mayEdit: boolean
  acts: ReviewActs
  onShow(place: Place): void
}

/** What the document asks somebody to do. What is ticked becomes tasks once that is confirmed. */
export function ActionItems(props: ActionItemsProps) {
  const { document, fields, suggestedProjectId, mayEdit, acts, onShow } = props
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(null)
  const links = useQuery(documentLinks(client, document.id)).data
  const people = useQuery(peopleList(client)).data
  const projects = (useQuery(projectList(client)).data ?? []).filter(
    ({ status }) => status !== 'archived',
  )
  const linked = links?.find(({ projectId }) => projectId !== null)?.projectId ?? null
  const wanted = chosen ?? linked ?? suggestedProjectId
  const projectId = projects.some(({ id }) => id === wanted) ? wanted : null
  const open = fields.filter((field) => ticked.has(field.id) && !isDecided(field))

  const making = useMutation({
    async mutationFn(target: string) {
      for (const field of open) {
        const task = await makeTask(field, target)
        await addLink(client, document.id, { taskId: task.id })
        await acts.decide(field, 'accepted')
      }
    },
    onSuccess: () => {
      announce(open.length === 1 ? '1 task created' : `${open.length} tasks created`)
      setTicked(new Set())
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
      void queryClient.invalidateQueries({ queryKey: ['projects'] })
      return renewDocuments(queryClient)
    },
  })

  function makeTask(field: AnalysisField, target: string): Promise<Task> {
    const id = newId()
    const { assigneeId, dueOn, value, evidence } = field
    const body: NewTask = {
      id,
      projectId: target,
      title: value,
      description: `From ${document.name}${evidence ? `, page ${evidence.page}` : ''}`,
      ...(assigneeId === null ? {} : { assigneeId }),
      ...(dueOn === null ? {} : { dueOn }),
    }
    return client.request('POST', '/tasks', { body, idempotencyKey: id })
  }

  function tick(id: string) {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }

  return (
    <div {...stylex.props(styles.root)}>
      {fields.map((field) => {
        const { assigneeId, dueOn } = field
        const name = people?.find(({ id }) => id === assigneeId)?.name
        const facts = [name, dueOn && `due ${formatDay(dueOn, civilToday(me.timeZone))}`]
        return (
          <ReviewField
            key={field.id}
            field={field}
            mayEdit={mayEdit}
            acts={acts}
            onShow={onShow}
            onAccept={() => tick(field.id)}
          >
            {facts.some(Boolean) && (
              <span {...stylex.props(textStyles.xs, textStyles.muted)}>
                {' '}
                {facts.filter(Boolean).join(', ')}
              </span>
            )}
            {!isDecided(field) && mayEdit && (
              <label {...stylex.props(styles.tick, textStyles.xs)}>
                <input
                  type="checkbox"
                  checked={ticked.has(field.id)}
                  onChange={() => tick(field.id)}
                />
                Make it a task
              </label>
            )}
          </ReviewField>
        )
      })}
      {open.length > 0 && (
        <div {...stylex.props(styles.confirm)}>
          <PickField
            label="Project of the new tasks"
            none="Choose a project"
            value={projectId ?? ''}
            options={projects}
            onChange={(id) => setChosen(id || null)}
          />
          <Button
            size="sm"
            tone="primary"
            isDisabled={projectId === null}
            isPending={making.isPending}
            onPress={() => projectId !== null && making.mutate(projectId)}
          >
            {open.length === 1 ? 'Create 1 task' : `Create ${open.length} tasks`}
          </Button>
        </div>
      )}
      {making.error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Not all tasks were created. ${problemText(making.error).title}.`}
        </p>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s8 },
  tick: { alignItems: 'center', cursor: 'pointer', display: 'flex', gap: space.s6, minHeight: 24 },
  confirm: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  error: { color: color.danger },
})
