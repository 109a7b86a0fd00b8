import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined
}

globalThis.IS_REACT_ACT_ENVIRONMENT = true

// A lazy screen is compiled when it is first asked for, which takes longer than the usual second.
configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? '') })

if (typeof document !== 'undefined') {
  afterEach(() => {
    cleanup()
    localStorage.clear()
    sessionStorage.clear()
    const { dataset } = document.documentElement
    for (const name of Object.keys(dataset)) delete dataset[name]
  })
}
