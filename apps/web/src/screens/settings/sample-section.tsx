import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useAddSampleData, useRemoveSampleData } from '../../api/workspace.ts'
import { useAnnounce } from '../../components/live-region.tsx'
import { problemText } from '../../components/problem-text.ts'
import { useSession } from '../../session/session.tsx'
import { Section } from './section.tsx'

/** Example rows in and out with one press each. Only rows marked as sample are ever removed. */
export function SampleSection() {
  const { client, me } = useSession()
  const announce = useAnnounce()
  const adding = useAddSampleData(client)
  const removing = useRemoveSampleData(client)
  const change = me.sampleData ? removing : adding
  const error = adding.error ?? removing.error
  return (
    <Section
      heading="Sample data"
      about="Example projects, tasks and check-ins, to look around with. Removing them leaves everything you wrote."
    >
      <div {...stylex.props(styles.row)}>
        <Button
          isPending={change.isPending}
          onPress={() =>
            change.mutate(undefined, {
              onSuccess: () =>
                announce(me.sampleData ? 'Sample data removed' : 'Sample data added'),
            })
          }
        >
          {me.sampleData ? 'Remove sample data' : 'Add sample data'}
        </Button>
        {adding.data && me.sampleData && (
          <p {...stylex.props(textStyles.sm, textStyles.muted)}>
            {`Added ${adding.data.projects} projects, ${adding.data.tasks} tasks and ${adding.data.checkins} check-ins.`}
          </p>
        )}
      </div>
      {error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`${problemText(error).title}. ${problemText(error).detail}`}
        </p>
      )}
    </Section>
  )
}

const styles = stylex.create({
  row: { alignItems: 'center', display: 'flex', flexWrap: 'wrap', gap: space.s12 },
  error: { marginBlockStart: space.s8 },
})
