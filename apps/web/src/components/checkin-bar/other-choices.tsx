import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { IconButton } from '@worksmart/ui/icon-button.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Offer } from './line-offers.ts'

/** A value of the list, or null for one that the person types. */
export type Choice = Offer['others'][number] | null

export type OtherChoicesProps = {
  offer: Offer
  onChoose(choice: Choice): void
  onClose(): void
}

/** What it could be instead, in the place of the offers. */
export function OtherChoices({ offer, onChoose, onClose }: OtherChoicesProps) {
  const root = useRef<HTMLDivElement>(null)
  // The person pressed Edit, so the choices are where they go on.
  useEffect(() => root.current?.querySelector('button')?.focus(), [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line of the bar has no fieldset.
    <div
      ref={root}
      role="group"
      aria-label={`Instead of ${offer.kind} ${offer.label}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      {...stylex.props(styles.root)}
    >
      {offer.others.map((choice) => (
        <Button key={choice.value} size="sm" onPress={() => onChoose(choice)} xstyle={styles.small}>
          {offer.kind === 'tag' ? choice.token : choice.label}
        </Button>
      ))}
      <Button size="sm" onPress={() => onChoose(null)} xstyle={styles.small}>
        {`Another ${offer.kind}…`}
      </Button>
      <IconButton
        icon={X}
        size="sm"
        label="Keep the suggestion"
        onPress={onClose}
        xstyle={styles.close}
      />
    </div>
  )
}

const styles = stylex.create({
  root: { alignItems: 'center', display: 'flex', gap: space.s6, minWidth: 0 },
  small: { minHeight: 24, paddingInline: space.s6 },
  close: { height: 24, width: 24 },
})
