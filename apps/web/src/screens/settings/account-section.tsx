import * as stylex from '@stylexjs/stylex'
import { useMutation, useQuery } from '@tanstack/react-query'
import { AlertDialog } from '@worksmart/ui/alert-dialog.tsx'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { Download, Eraser } from 'lucide-react'
import { useState } from 'react'
import { downloadEverything, eraseMe } from '../../api/profile.ts'
import { people as peopleList } from '../../api/users.ts'
import { problemText } from '../../components/problem-text.ts'
import { civilToday } from '../../lib/dates.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useSession } from '../../session/session.tsx'
import { EraseDialog } from '../team/erase-dialog.tsx'
import { ErasureFacts } from '../team/erasure-facts.tsx'
import { Section } from './section.tsx'

/** Everything of oneself: to take along, and to have erased. */
export function AccountSection() {
  return (
    <>
      <TakeOut />
      <Erase />
    </>
  )
}

function TakeOut() {
  const { client, me } = useSession()
  const taking = useMutation({
    mutationFn: async () =>
      saveFile(await downloadEverything(client), `worksmart-me-${civilToday(me.timeZone)}.json`),
  })
  return (
    <Section
      heading="Everything about you"
      about="Your profile, check-ins, tasks, documents, suggestions and what you did, as one JSON file, with what is in the bin. A link to each of your files is in it and works for one hour."
    >
      <Button icon={Download} isPending={taking.isPending} onPress={() => taking.mutate()}>
        Download everything about me
      </Button>
      {taking.error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Could not download. ${problemText(taking.error).title}.`}
        </p>
      )}
    </Section>
  )
}

function Erase() {
  const { client, me, signOut } = useSession()
  const people = useQuery({ ...peopleList(client), enabled: me.role === 'admin' }).data
  const [step, setStep] = useState<'none' | 'asking' | 'done'>('none')
  const isLastAdmin =
    me.role === 'admin' &&
    people?.filter(({ role, active }) => role === 'admin' && active !== false).length === 1

  return (
    <Section
      heading="Erase your data"
      about="You lose access at once, and within the hour what is yours is erased. Nothing brings it back."
    >
      <div {...stylex.props(styles.root)}>
        <ErasureFacts whose="your" />
        <div>
          <Button
            icon={Eraser}
            tone="danger"
            isDisabled={isLastAdmin}
            {...(isLastAdmin ? { 'aria-describedby': 'last-admin' } : {})}
            onPress={() => setStep('asking')}
          >
            Erase my data
          </Button>
          {isLastAdmin && (
            <p id="last-admin" {...stylex.props(textStyles.sm, textStyles.muted, styles.reason)}>
              You are the only admin, and a workspace needs one. Make another person admin in Team
              first.
            </p>
          )}
        </div>
      </div>
      {step === 'asking' && (
        <EraseDialog
          title="Erase all your data?"
          name={me.name}
          onErase={async () => {
            await eraseMe(client)
            setStep('done')
          }}
          onClose={() => setStep('none')}
        >
          <ErasureFacts whose="your" />
        </EraseDialog>
      )}
      {step === 'done' && (
        <AlertDialog
          isOpen
          title="Your data will be erased within the hour"
          tone="primary"
          confirmLabel="Leave"
          cancelLabel="Close"
          onOpenChange={signOut}
          onConfirm={signOut}
        >
          <p>You have no access any more. Thank you for the time you were here.</p>
        </AlertDialog>
      )}
    </Section>
  )
}

const styles = stylex.create({
  root: { display: 'grid', gap: space.s16, gridTemplateColumns: 'minmax(0, 1fr)' },
  reason: { marginBlockStart: space.s6 },
  error: { color: color.danger, marginBlockStart: space.s8 },
})
