import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined
}

globalThis.IS_REACT_ACT_ENVIRONMENT = true

if (typeof document !== 'undefined') {
  afterEach(() => {
    cleanup()
    localStorage.clear()
    sessionStorage.clear()
    delete document.documentElement.dataset.theme
  })
}
