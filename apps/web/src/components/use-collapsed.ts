import { useState } from 'react'

const key = 'worksmart.device.sidebar'

function stored(): boolean {
  try {
    return localStorage.getItem(key) === 'collapsed'
  } catch {
    return false
  }
}

/** Whether the person folded the sidebar on this device. */
export function useCollapsed() {
  const [isCollapsed, setIsCollapsed] = useState(stored)
  function toggle() {
    setIsCollapsed(!isCollapsed)
    try {
      localStorage.setItem(key, isCollapsed ? 'open' : 'collapsed')
    } catch {
      // Without storage the sidebar is open again at the next start.
    }
  }
  return { isCollapsed, toggle }
}
