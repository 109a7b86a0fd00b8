import * as stylex from '@stylexjs/stylex'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { limits } from '@worksmart/types/limits'
import type { Role } from '@worksmart/types/roles'
import { Button } from '@worksmart/ui/button.tsx'
import { Card } from '@worksmart/ui/card.tsx'
import { Select } from '@worksmart/ui/select.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, media, space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { addPerson } from '../../api/team.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useSession } from '../../session/session.tsx'
import { personProblem, roleEffects, roleOptions } from './team-words.ts'

/** A name, an e-mail and a role make a colleague, who can come in at once. */
export function AddPerson({ onClose }: { onClose(): void }) {
  const { client, me } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [isTried, setIsTried] = useState(false)
  const adding = useMutation({
    mutationFn: () =>
      addPerson(client, queryClient, { name: name.trim(), email: email.trim(), role }),
    onSuccess: (person) => {
      announce(`${person.name} added`)
      onClose()
    },
  })
  const error = errorsOf({ name, email, error: adding.error, isTried })

  function submit() {
    setIsTried(true)
    if (name.trim() === '' || !isEmail(email)) return
    adding.mutate()
  }

  return (
    <Card as="section" aria-label="Add a person" xstyle={styles.root}>
      <form
        noValidate
        {...stylex.props(styles.form)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) onClose()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          autoFocus
          label="Name"
          value={name}
          maxLength={limits.personName}
          autoComplete="off"
          errorMessage={error.name}
          onChange={setName}
        />
        <TextField
          label="E-mail"
          type="email"
          value={email}
          maxLength={limits.email}
          autoComplete="off"
          errorMessage={error.email}
          onChange={(text) => {
            adding.reset()
            setEmail(text)
          }}
        />
        <Select
          label="Role"
          options={roleOptions}
          value={role}
          description={roleEffects[role]}
          onChange={(id) => setRole(roleOptions.find((option) => option.id === id)?.id ?? role)}
        />
        <div {...stylex.props(styles.acts)}>
          <Button tone="primary" type="submit" isPending={adding.isPending}>
            {error.other === null ? 'Add' : 'Retry'}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            Cancel
          </Button>
        </div>
      </form>
      <p {...stylex.props(textStyles.sm, textStyles.muted, styles.note)}>
        {me.mode === 'dev'
          ? 'They can be chosen on this machine at once. Nothing is sent to them.'
          : 'They come in by signing in with this e-mail, which has to be verified. No invitation is sent.'}
      </p>
      {error.other && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {error.other}
        </p>
      )}
    </Card>
  )
}

type Errors = { name: string | undefined; email: string | undefined; other: string | null }

function errorsOf(state: {
  name: string
  email: string
  error: Error | null
  isTried: boolean
}): Errors {
  const { name, email, error, isTried } = state
  const of = (pointer: string) =>
    error instanceof ApiProblem ? error.errors.find((each) => each.pointer === pointer) : undefined
  const isTaken = error instanceof ApiProblem && error.code === 'user.email_taken'
  const isPlaced = isTaken || of('/name') !== undefined || of('/email') !== undefined
  return {
    name: isTried && name.trim() === '' ? 'Give them a name.' : of('/name')?.message,
    email: isTaken
      ? personProblem(error)
      : isTried && !isEmail(email)
        ? 'Use an e-mail address like ana@example.com.'
        : of('/email')?.message,
    other: error && !isPlaced ? `Not added. ${personProblem(error)}` : null,
  }
}

// Catches a slip of typing; what an address really is, the api decides.
const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim())

const styles = stylex.create({
  root: { marginBlockEnd: space.s16 },
  form: {
    alignItems: 'start',
    display: 'grid',
    gap: space.s12,
    gridTemplateColumns: {
      default: 'minmax(0, 1fr) minmax(0, 1fr) 200px auto',
      [media.medium]: 'minmax(0, 1fr) minmax(0, 1fr)',
      [media.phone]: 'minmax(0, 1fr)',
    },
  },
  // In line with the fields, which stand below their labels.
  acts: { display: 'flex', gap: space.s8, paddingBlockStart: { default: 26, [media.phone]: 0 } },
  note: { marginBlockStart: space.s8 },
  error: { color: color.danger, marginBlockStart: space.s8 },
})
