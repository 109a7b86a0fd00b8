import { useQueryClient } from '@tanstack/react-query'
import type { User } from '@worksmart/types/users'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { Menu, MenuItem } from '@worksmart/ui/menu.tsx'
import { Ellipsis, Eraser, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { erasePerson } from '../../api/team.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { useSession } from '../../session/session.tsx'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ErasureFacts } from './erasure-facts.tsx'
import type { PersonActs } from './use-person-acts.ts'

export type PersonActionsProps = {
  person: User
  acts: PersonActs
  /** What is said once an erasure was asked for. */
  onErasing(words: string): void
}

/** What an admin can do to a colleague beyond their role. */
export function PersonActions({ person, acts, onErasing }: PersonActionsProps) {
  const { client } = useSession()
  const queryClient = useQueryClient()
  const announce = useAnnounce()
  const [asked, setAsked] = useState<'deactivate' | 'erase' | null>(null)
  const close = () => setAsked(null)

  async function erase() {
    await erasePerson(client, queryClient, person.id)
    const words = `Their data will be erased within the hour. ${person.name} has no access any more.`
    close()
    announce(words)
    onErasing(words)
  }

  return (
    <>
      <Menu
        placement="bottom end"
        trigger={<IconButton icon={Ellipsis} label={`More about ${person.name}`} size="sm" />}
      >
        {person.active === false ? (
          <MenuItem icon={UserRoundCheck} onAction={acts.activate}>
            Activate again
          </MenuItem>
        ) : (
          <MenuItem icon={UserRoundX} onAction={() => setAsked('deactivate')}>
            Deactivate…
          </MenuItem>
        )}
        <MenuItem icon={Eraser} tone="danger" onAction={() => setAsked('erase')}>
          Erase their data…
        </MenuItem>
      </Menu>
      {asked === 'deactivate' && (
        <DeactivateDialog person={person} onDeactivate={acts.deactivate} onClose={close} />
      )}
      {asked === 'erase' && (
        <EraseDialog
          title={`Erase the data of ${person.name}?`}
          name={person.name}
          onErase={erase}
          onClose={close}
        >
          <p>
            {`${person.name} loses access at once. Within the hour what is theirs is erased, and nothing brings it back.`}
          </p>
          <ErasureFacts whose="their" />
        </EraseDialog>
      )}
    </>
  )
}
