import * as stylex from '@stylexjs/stylex'
import type { ImportOutcome } from '@worksmart/types/import/import-run'
import { Button } from '@worksmart/ui/button.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { ImportCounts } from './import-counts.tsx'
import { ImportPeople } from './import-people.tsx'
import type { ImportSteps, LoadedWorklog } from './import-steps.ts'
import { ImportTable } from './import-table.tsx'
import { ImportTrouble } from './import-trouble.tsx'

export type ImportReviewProps = {
  loaded: LoadedWorklog
  check: ImportOutcome
  steps: ImportSteps
  userName: string
}

/** What an import would do, before anything is written. */
export function ImportReview({ loaded, check, steps, userName }: ImportReviewProps) {
  const { people, rows, who, worklog } = loaded
  const count = check.created.toLocaleString('en')
  return (
    <>
      {people.length > 1 && (
        <ImportPeople
          people={people}
          value={who}
          onChange={(person) => void steps.check(loaded, person)}
        />
      )}
      {check.stopped ? (
        <ImportTrouble error={check.stopped.cause}>
          The lines could not be checked. Nothing was imported.
        </ImportTrouble>
      ) : (
        <ImportCounts
          createdWord="new"
          created={check.created}
          existing={check.existing}
          refused={[...worklog.refused, ...check.refused]}
        />
      )}
      {rows.length > 0 && <ImportTable rows={rows} />}
      {!check.stopped && (
        <p {...stylex.props(textStyles.sm, textStyles.muted)}>
          {check.created > 0
            ? `Each line becomes a check-in of ${userName}, on the day it was worked.`
            : 'There is nothing new to import.'}
        </p>
      )}
      <div {...stylex.props(styles.actions)}>
        {check.stopped && (
          <Button tone="primary" onPress={() => void steps.check(loaded, who)}>
            Check again
          </Button>
        )}
        {!check.stopped && check.created > 0 && (
          <Button tone="primary" onPress={() => void steps.importLines(loaded)}>
            {`Import ${count} ${check.created === 1 ? 'line' : 'lines'}`}
          </Button>
        )}
        <Button onPress={steps.reset}>Choose other lines</Button>
      </div>
    </>
  )
}

const styles = stylex.create({
  actions: { display: 'flex', flexWrap: 'wrap', gap: space.s8 },
})
