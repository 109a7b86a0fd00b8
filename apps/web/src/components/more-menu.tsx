import { useNavigate } from '@tanstack/react-router'
import { MenuItem, MenuPopover } from '@worksmart/ui/menu.tsx'
import type { RefObject } from 'react'
import { destinations } from './destinations.ts'

export type MoreMenuProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
}

export function MoreMenu(props: MoreMenuProps) {
  const navigate = useNavigate()
  return (
    <MenuPopover {...props} label="More" placement="top end">
      {destinations
        .filter(({ place }) => place !== 'top')
        .map(({ to, label, icon }) => (
          <MenuItem key={to} icon={icon} onAction={() => void navigate({ to })}>
            {label}
          </MenuItem>
        ))}
    </MenuPopover>
  )
}
