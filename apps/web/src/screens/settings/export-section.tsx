import * as stylex from '@stylexjs/stylex'
import { useMutation } from '@tanstack/react-query'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { Download } from 'lucide-react'
import { problemText } from '../../components/problem-text.ts'
import { civilToday } from '../../lib/dates.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useSession } from '../../session/session.tsx'
import { Section } from './section.tsx'

type Format = 'csv' | 'json'

// A long history takes a while to stream, and giving up half-way would help nobody.
const exportTimeoutMs = 10 * 60_000

export function ExportSection() {
  const { client, me } = useSession()
  const seesAll = me.role !== 'member'
  const exporting = useMutation({
    mutationFn: async (format: Format) => {
      const query = { format }
      const file = await client.answerTo(
        'GET',
        '/checkins/export',
        { query, timeoutMs: exportTimeoutMs },
        (answer) => answer.blob(),
      )
      saveFile(file, `worksmart-check-ins-${civilToday(me.timeZone)}.${format}`)
    },
  })
  const { variables, isPending, error } = exporting
  return (
    <Section
      heading="Export"
      about={`${seesAll ? 'Every check-in of the workspace' : 'All your check-ins'}, with the same fields as the api.`}
    >
      <div {...stylex.props(styles.row)}>
        {(['csv', 'json'] as const).map((format) => (
          <Button
            key={format}
            icon={Download}
            isPending={isPending && variables === format}
            isDisabled={isPending && variables !== format}
            onPress={() => exporting.mutate(format)}
          >
            {`Export ${format.toUpperCase()}`}
          </Button>
        ))}
      </div>
      {error && (
        <p role="alert" {...stylex.props(textStyles.sm, styles.error)}>
          {`Could not export. ${problemText(error).title}.`}
        </p>
      )}
    </Section>
  )
}

const styles = stylex.create({
  row: { display: 'flex', flexWrap: 'wrap', gap: space.s8 },
  error: { marginBlockStart: space.s8 },
})
