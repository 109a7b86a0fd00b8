import * as stylex from '@stylexjs/stylex'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useEffect, useState } from 'react'
import { clockWords } from '../lib/dates.ts'

const freshMs = 60_000

/** Says how old the data is once it is older than a minute. Render it only while refetching fails. */
export function StaleNotice({ loadedAt }: { loadedAt: number }) {
  const [now, setNow] = useState(() => Date.now())
  const leftMs = loadedAt + freshMs - now

  // The sentence appears by itself when the minute is over, without another answer arriving.
  useEffect(() => {
    if (leftMs <= 0) return
    const timer = setTimeout(() => setNow(Date.now()), leftMs)
    return () => clearTimeout(timer)
  }, [leftMs])

  if (loadedAt === 0 || leftMs > 0) return null
  return (
    <p {...stylex.props(textStyles.sm, textStyles.subtle, styles.root)}>
      Showing data from {clockWords(new Date(loadedAt).toTimeString().slice(0, 5))}
    </p>
  )
}

const styles = stylex.create({ root: { marginBlockEnd: space.s8 } })
