import { Switch } from '@worksmart/ui/switch.tsx'
import { useState } from 'react'
import { hasSingleKeys, setSingleKeys } from './shortcuts.tsx'

/** For people who dictate or use a switch device: a stray letter then does nothing. */
export function SingleKeysSwitch() {
  const [isOn, setIsOn] = useState(hasSingleKeys)
  return (
    <Switch
      label="Single-key shortcuts"
      description="Off: only keys with Ctrl, Alt or Command, and F6, do something."
      isSelected={isOn}
      onChange={(next) => {
        setSingleKeys(next)
        setIsOn(next)
      }}
    />
  )
}
