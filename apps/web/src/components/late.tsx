import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

/** A component whose code comes after the first paint. Drawn by `Late`. */
export type LateCode<Props> = {
  /** The component, or null while its code is not there yet. */
  known(): ComponentType<Props> | null
  /** Rejects when the code cannot be had; asking again tries again. */
  fetch(): Promise<ComponentType<Props>>
}

export function lateCode<Props>(load: () => Promise<ComponentType<Props>>): LateCode<Props> {
  let loaded: ComponentType<Props> | null = null
  return {
    known: () => loaded,
    async fetch() {
      loaded = await load()
      return loaded
    },
  }
}

/** Fetches code before its first use. What cannot be had now is asked for again by that use. */
export function fetchAhead(...codes: readonly { fetch(): Promise<unknown> }[]): void {
  void Promise.allSettled(codes.map((code) => code.fetch()))
}

export type LateProps<Props> = Props & { code: LateCode<Props>; waiting?: ReactNode }

/**
 * Draws late code, and `waiting` until it is there. Unlike `lazy`, code that has arrived is drawn at
 * once, and code that cannot be had, such as offline, leaves `waiting` instead of throwing.
 */
export function Late<Props extends object>({ code, waiting = null, ...rest }: LateProps<Props>) {
  const [Part, setPart] = useState(() => code.known())
  // The code comes from outside React.
  useEffect(() => {
    if (Part) return
    let isHere = true
    code.fetch().then(
      (part) => isHere && setPart(() => part),
      () => {},
    )
    return () => {
      isHere = false
    }
  }, [code, Part])
  // TypeScript cannot see that taking the two own properties away leaves the component's.
  return Part ? <Part {...(rest as unknown as Props)} /> : waiting
}
