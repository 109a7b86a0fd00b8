import * as stylex from '@stylexjs/stylex'
import type { ImportOutcome } from '@worksmart/types/import/import-run'
import { Button } from '@worksmart/ui/button.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { ApiProblem, Unreachable } from '../../api/client.ts'
import { ImportCounts } from './import-counts.tsx'
import type { ImportSteps, LoadedWorklog } from './import-steps.ts'
import { ImportTrouble } from './import-trouble.tsx'

export type ImportResultProps = {
  loaded: LoadedWorklog
  result: ImportOutcome
  steps: ImportSteps
}

/** What an import did; after a stop, also how to go on. */
export function ImportResult({ loaded, result, steps }: ImportResultProps) {
  const { stopped, sent } = result
  return (
    <>
      {stopped && (
        <ImportTrouble error={isFailure(stopped.cause) ? stopped.cause : null}>
          {`${sent.toLocaleString('en')} of ${loaded.rows.length.toLocaleString('en')} lines were ` +
            'read by the app. Go on at any time: what is there is not added twice.'}
        </ImportTrouble>
      )}
      <ImportCounts
        createdWord="created"
        created={result.created}
        existing={result.existing}
        refused={[...loaded.worklog.refused, ...result.refused]}
      />
      <div {...stylex.props(styles.actions)}>
        {stopped && (
          <Button tone="primary" onPress={() => void steps.importLines(loaded)}>
            Go on
          </Button>
        )}
        <Button onPress={steps.reset}>Import other lines</Button>
      </div>
    </>
  )
}

// A person's own cancel arrives as the signal's reason, which is neither of these.
function isFailure(cause: unknown): boolean {
  return cause instanceof ApiProblem || cause instanceof Unreachable
}

const styles = stylex.create({
  actions: { display: 'flex', flexWrap: 'wrap', gap: space.s8 },
})
