import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { problemText } from '../../components/problem-text.ts'

/** A value with the version of the row that it stands in. */
export type Kept = { value: string; version: number }

export type AutosaveOptions = {
  kept: Kept
  /** Writes of one row go out one after the other. */
  scope: string
  /** Writes over the version that the person saw. Rejects when refused. */
  save(typed: Kept): Promise<void>
  /** The field in the row that a 412 carries; null when it carries none. */
  theirs(current: unknown): Kept | null
  /** Their value was taken: the screen loads it. */
  onUseTheirs(): void
}

/** One field that saves itself. What was typed stays until it is saved or given up. */
export function useAutosave({ kept, scope, save, theirs, onUseTheirs }: AutosaveOptions) {
  const [typed, setTyped] = useState<Kept | null>(null)
  const saving = useMutation({
    scope: { id: scope },
    mutationFn: save,
    onSuccess: (_, sent) => setTyped((now) => (now?.value.trim() === sent.value ? null : now)),
  })
  const { error } = saving
  const other = error instanceof ApiProblem && error.status === 412 ? theirs(error.current) : null

  function set(value: string): Kept {
    const next = { value, version: typed?.version ?? kept.version }
    setTyped(next)
    return next
  }
  function send(next: Kept | null) {
    if (next === null || other) return
    if (next.value.trim() === kept.value) discard()
    else saving.mutate({ ...next, value: next.value.trim() })
  }
  function discard() {
    setTyped(null)
    saving.reset()
  }

  return {
    value: typed?.value ?? kept.value,
    isDirty: typed !== null,
    /** Takes what is typed; nothing is sent yet. */
    type: set,
    /** Sends what was typed, if it is something else. */
    commit: () => send(typed),
    /** Takes a value and sends it. */
    choose: (value: string) => send(set(value)),
    discard,
    status: saving.isPending ? 'saving' : saving.isSuccess && typed === null ? 'saved' : 'idle',
    conflict: other && {
      mine: typed?.value ?? '',
      theirs: other.value,
      isSaving: saving.isPending,
      onKeepMine: () =>
        typed && saving.mutate({ value: typed.value.trim(), version: other.version }),
      onUseTheirs: () => {
        discard()
        onUseTheirs()
      },
    },
    failure:
      error && !other
        ? {
            words: `Not saved. ${problemText(error).title}.`,
            field:
              error instanceof ApiProblem
                ? error.errors.map(({ message }) => message)[0]
                : undefined,
            onRetry: () => send(typed),
          }
        : null,
  } as const
}

export type Autosave = ReturnType<typeof useAutosave>
