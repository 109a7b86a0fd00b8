import * as stylex from '@stylexjs/stylex'
import { Skeleton } from '@worksmart/ui/skeleton.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'

const rows = ['38%', '52%', '44%', '60%', '36%', '48%'] as const

/** Six rows in the height of the real ones. */
export function ProjectsSkeleton() {
  return (
    <div>
      {rows.map((width) => (
        <div key={width} {...stylex.props(styles.row)}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  )
}

const styles = stylex.create({
  row: { alignItems: 'center', display: 'flex', height: 52, paddingInline: space.s8 },
})
