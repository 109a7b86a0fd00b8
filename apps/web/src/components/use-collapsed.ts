import { useState } from 'react'
import { prefer, preferred } from '../lib/preferences.ts'

/** Whether the person folded the sidebar on this device. */
export function useCollapsed() {
  const [isCollapsed, setIsCollapsed] = useState(() => preferred('sidebar') === 'collapsed')
  function toggle() {
    setIsCollapsed(!isCollapsed)
    prefer('sidebar', isCollapsed ? 'open' : 'collapsed')
  }
  return { isCollapsed, toggle }
}
