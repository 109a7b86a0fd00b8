import type { Me } from '@worksmart/types/users'

// Everything of a person starts with `worksmart.`; what belongs to the device, such as the theme,
// starts with `worksmart.device.` and survives a sign-out.
const personKey = 'worksmart.person'
const meKey = 'worksmart.me'
const deviceKeys = 'worksmart.device.'

/** Raised when the shape of `Me` changes: an old snapshot is then ignored. */
const snapshotVersion = 2

/** Storage may be missing or full; the product then works, it only forgets. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

export function rememberedPerson(): string | null {
  return attempt(() => localStorage.getItem(personKey))
}

export function rememberPerson(id: string): void {
  attempt(() => localStorage.setItem(personKey, id))
}

/** Tells when another tab of this browser has changed the person. Returns how to stop. */
export function followOtherTabs(onPerson: (id: string | null) => void): () => void {
  const handle = ({ key }: StorageEvent) => {
    // No key means that everything was cleared.
    if (key === personKey || key === null) onPerson(rememberedPerson())
  }
  addEventListener('storage', handle)
  return () => removeEventListener('storage', handle)
}

/** Lets the next start paint before the first answer. Null when it is another owner's, or old. */
export function rememberedMe(owner: string): Me | null {
  return attempt(() => {
    const stored = JSON.parse(localStorage.getItem(meKey) ?? 'null')
    const isOurs = stored?.version === snapshotVersion && stored.owner === owner
    return isOurs ? (stored.me as Me) : null
  })
}

export function rememberMe(owner: string, me: Me): void {
  attempt(() =>
    localStorage.setItem(meKey, JSON.stringify({ version: snapshotVersion, owner, me })),
  )
}

/** Removes what this device keeps about the person in localStorage, drafts included. */
export function forgetPerson(): void {
  attempt(() => {
    const ours = Object.keys(localStorage).filter((key) => key.startsWith('worksmart.'))
    for (const key of ours) if (!key.startsWith(deviceKeys)) localStorage.removeItem(key)
  })
}
