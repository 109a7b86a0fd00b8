import * as stylex from '@stylexjs/stylex'
import { useMatches } from '@tanstack/react-router'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { Icon } from '@worksmart/ui/icon.tsx'
import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { destinations } from './destinations.ts'
import { navLooks, navStyles } from './nav-link.tsx'

const MoreMenu = lazy(() =>
  import('./more-menu.tsx').then(({ MoreMenu }) => ({ default: MoreMenu })),
)

/** What has no room at the bottom of a phone, in a menu whose code arrives with the others. */
export function MoreButton() {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [isWanted, setIsWanted] = useState(false)
  const title = useMatches({ select: (matches) => matches.at(-1)?.staticData.title })
  const isHere = destinations.some(({ place, label }) => place !== 'top' && label === title)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-status={isHere ? 'active' : undefined}
        onClick={() => {
          setIsWanted(true)
          setIsOpen(true)
        }}
        {...stylex.props(navStyles.link, navStyles.button, navLooks.tab, focusRing.native)}
      >
        <Icon icon={Ellipsis} size={20} />
        More
      </button>
      {isWanted && (
        <Suspense>
          <MoreMenu isOpen={isOpen} onOpenChange={setIsOpen} triggerRef={button} />
        </Suspense>
      )}
    </>
  )
}
