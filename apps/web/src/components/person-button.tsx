import * as stylex from '@stylexjs/stylex'
import { Avatar } from '@worksmart/ui/avatar.tsx'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, density, motion, radius, space } from '@worksmart/ui/tokens.stylex.ts'
import { lazy, Suspense, useRef, useState } from 'react'
import { useSession } from '../session/session.tsx'

const PersonMenu = lazy(() =>
  import('./person-menu.tsx').then(({ PersonMenu }) => ({ default: PersonMenu })),
)

/** Opens the person menu, whose code arrives when the page is idle or at the first press. */
export function PersonButton({ look }: { look: 'full' | 'rail' }) {
  const { me } = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  // Once opened it stays mounted, so that closing can animate and give the focus back.
  const [isWanted, setIsWanted] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`Signed in as ${me.name}`}
        onClick={() => {
          setIsWanted(true)
          setIsOpen(true)
        }}
        {...stylex.props(styles.root, looks[look], focusRing.native)}
      >
        <Avatar name={me.name} size="sm" isDecorative />
        {look === 'full' && (
          <span {...stylex.props(styles.words)}>
            <span
              dir="auto"
              {...stylex.props(textStyles.sm, textStyles.medium, textStyles.truncate)}
            >
              {me.name}
            </span>
            <span {...stylex.props(textStyles.xs, textStyles.subtle)}>{me.role}</span>
          </span>
        )}
      </button>
      {isWanted && (
        <Suspense>
          <PersonMenu isOpen={isOpen} onOpenChange={setIsOpen} triggerRef={button} />
        </Suspense>
      )}
    </>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    backgroundColor: {
      default: 'transparent',
      ':hover': color.hover,
      '[aria-expanded="true"]': color.hover,
    },
    borderColor: 'transparent',
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    color: color.text,
    cursor: 'pointer',
    display: 'flex',
    gap: space.s8,
    textAlign: 'start',
    transitionDuration: motion.fast,
    transitionProperty: 'background-color',
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
})

const looks = stylex.create({
  full: { paddingBlock: space.s4, paddingInline: space.s6, width: '100%' },
  rail: {
    height: density.rowComfortable,
    justifyContent: 'center',
    padding: 0,
    width: density.rowComfortable,
  },
})
