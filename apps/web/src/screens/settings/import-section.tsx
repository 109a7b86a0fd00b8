import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { ProgressBar } from '@worksmart/ui/progress-bar.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { useAnnounce } from '../../components/live-region.tsx'
import { useSession } from '../../session/session.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportReview } from './import-review.tsx'
import { ImportSource } from './import-source.tsx'
import { type ImportStep, type ImportSteps, useImportSteps } from './import-steps.ts'
import { Section } from './section.tsx'

export type ImportSectionProps = {
  /** Lines that were pasted somewhere else; they are checked at once. */
  initialText?: string
}

/** Import of a work log as oneself: choose, see what would happen, import. */
export function ImportSection({ initialText }: ImportSectionProps) {
  const { me } = useSession()
  const steps = useImportSteps()
  const { step } = steps
  const body = useRef<HTMLDivElement>(null)
  useSpokenSteps(step, body)

  const readFirst = useEffectEvent(() => {
    if (initialText) void steps.readText(initialText)
  })
  // Once, on arrival: later pastes go into the field of this section.
  useEffect(() => readFirst(), [])

  return (
    <Section heading="Import" about={about}>
      {/* Where the focus goes when the button that had it is gone with its step. */}
      <div ref={body} tabIndex={-1} {...stylex.props(styles.root)}>
        {'loaded' in step && (
          <p {...stylex.props(textStyles.base)}>
            <strong dir="auto" {...stylex.props(textStyles.semibold)}>
              {step.loaded.name}
            </strong>
            {`, ${countOf(step.loaded.rows.length)}`}
          </p>
        )}
        <StepBody step={step} steps={steps} userName={me.name} />
      </div>
    </Section>
  )
}

const about =
  'A work log as tab-separated text whose first line names the columns at, person, minutes, ' +
  'type, scope and text. Importing the same lines again adds nothing twice.'

type StepBodyProps = { step: ImportStep; steps: ImportSteps; userName: string }

function StepBody({ step, steps, userName }: StepBodyProps) {
  switch (step.phase) {
    case 'choose':
    case 'reading':
      return (
        <ImportSource
          problem={step.phase === 'choose' ? step.problem : null}
          isReading={step.phase === 'reading'}
          onFile={(file) => void steps.readFile(file)}
          onText={(text) => void steps.readText(text)}
        />
      )
    case 'checking':
    case 'importing':
      return (
        <>
          <ProgressBar
            label={step.phase === 'checking' ? 'Checking lines' : 'Importing lines'}
            value={step.sent}
            maxValue={Math.max(1, step.loaded.rows.length)}
            valueLabel={`${step.sent.toLocaleString('en')} of ${countOf(step.loaded.rows.length)}`}
          />
          {step.isWaiting && (
            <p role="status" {...stylex.props(textStyles.sm, textStyles.muted)}>
              No answer yet, or the app asked to wait. Trying again by itself.
            </p>
          )}
          <div>
            <Button onPress={() => steps.cancel()}>Cancel</Button>
          </div>
        </>
      )
    case 'ready':
      return <ImportReview {...step} steps={steps} userName={userName} />
    case 'done':
      return <ImportResult {...step} steps={steps} />
  }
}

function countOf(lines: number): string {
  return `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`
}

/** Says each finished step, and keeps the focus near when its button has gone with the last one. */
function useSpokenSteps(step: ImportStep, body: RefObject<HTMLElement | null>) {
  const announce = useAnnounce()
  const { phase } = step
  const speak = useEffectEvent(() => {
    if (step.phase === 'ready' && !step.check.stopped) {
      announce(`Checked. ${countOf(step.check.created)} would be created.`)
    }
    if (step.phase === 'done') announce(`${countOf(step.result.created)} created.`)
    if (document.activeElement === document.body) body.current?.focus({ preventScroll: true })
  })
  const isFirst = useRef(true)
  // A change of phase replaces the buttons; only the effect sees what is focused after that.
  useEffect(() => {
    if (!isFirst.current && phase !== 'reading') speak()
    isFirst.current = false
  }, [phase])
}

const styles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', gap: space.s16, outlineStyle: 'none' },
})
