import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { media } from '@worksmart/ui/tokens.stylex.ts'
import { memo } from 'react'

export type LogButtonProps = { label: string; isBusy: boolean; onPress(): void }

/** Enter for those without one. It leaves the focus in the field, and a phone its keyboard open. */
export const LogButton = memo(function LogButton({ label, isBusy, onPress }: LogButtonProps) {
  return (
    <Button
      tone="primary"
      isPending={isBusy}
      preventFocusOnPress
      onPress={onPress}
      xstyle={styles.root}
    >
      {label}
    </Button>
  )
})

const styles = stylex.create({
  root: {
    minHeight: { default: 32, [media.narrow]: 48 },
    minWidth: { default: 64, [media.narrow]: 88 },
  },
})
