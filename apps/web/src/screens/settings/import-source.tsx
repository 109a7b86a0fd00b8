import * as stylex from '@stylexjs/stylex'
import { Button } from '@worksmart/ui/button.tsx'
import { Icon } from '@worksmart/ui/icon.tsx'
import { TextField } from '@worksmart/ui/text-field.tsx'
import { textStyles } from '@worksmart/ui/text-styles.ts'
import { color, space } from '@worksmart/ui/tokens.stylex.ts'
import { CircleAlert, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'

export type ImportSourceProps = {
  problem: string | null
  isReading: boolean
  onFile: (file: File) => void
  onText: (text: string) => void
}

/** Where the lines come from: a file, or the clipboard. */
export function ImportSource({ problem, isReading, onFile, onText }: ImportSourceProps) {
  const [pasted, setPasted] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div {...stylex.props(styles.root)}>
      {problem && (
        <p role="alert" {...stylex.props(styles.problem, textStyles.sm)}>
          <Icon icon={CircleAlert} xstyle={styles.problemIcon} />
          <span>{problem}</span>
        </p>
      )}
      <div>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".tsv,.txt,text/tab-separated-values,text/plain"
          onChange={(event) => {
            const file = event.target.files?.item(0)
            if (file) onFile(file)
            // The same file may be chosen again once it has been mended.
            event.target.value = ''
          }}
        />
        <Button icon={FileUp} isPending={isReading} onPress={() => picker.current?.click()}>
          Choose a file
        </Button>
      </div>
      <TextField
        label="Or paste lines"
        description="With the line of column names at the top, as copied from a spreadsheet."
        rows={4}
        value={pasted}
        onChange={setPasted}
      />
      {pasted.trim() !== '' && (
        <div>
          <Button onPress={() => onText(pasted)} isPending={isReading}>
            Check pasted lines
          </Button>
        </div>
      )}
    </div>
  )
}

const styles = stylex.create({
  root: { display: 'flex', flexDirection: 'column', gap: space.s16 },
  problem: { alignItems: 'flex-start', color: color.danger, display: 'flex', gap: space.s6 },
  problemIcon: { flexShrink: 0, marginBlockStart: space.s2 },
})
