import * as stylex from '@stylexjs/stylex'
import { Select } from '@worksmart/ui/select.tsx'
import { Switch } from '@worksmart/ui/switch.tsx'
import { space } from '@worksmart/ui/tokens.stylex.ts'
import { useState } from 'react'
import { SingleKeysSwitch } from '../../components/single-keys-switch.tsx'
import { useTheme } from '../../components/use-theme.ts'
import { type Preference, prefer, preferred } from '../../lib/preferences.ts'
import { SavedLine } from './autosave-notes.tsx'
import { keptWords } from './kept-words.ts'
import { Section } from './section.tsx'
import { TargetField } from './target-field.tsx'

/** Settings → Preferences: how the product looks and behaves on this device. */
export function PreferencesScreen() {
  const theme = useTheme()
  return (
    <>
      <Section heading="Looks" about="Kept on this device. Others keep their own.">
        <div {...stylex.props(styles.grid)}>
          <Choice
            name="theme"
            label="Theme"
            value={theme}
            options={[
              { id: 'system', label: 'As the system' },
              { id: 'light', label: 'Light' },
              { id: 'dark', label: 'Dark' },
            ]}
          />
          <Choice
            name="density"
            label="Density"
            options={[
              { id: 'compact', label: 'Compact', description: 'More rows on the screen.' },
              { id: 'comfortable', label: 'Comfortable', description: 'More room in each row.' },
            ]}
          />
          <Choice
            name="motion"
            label="Motion"
            options={[
              { id: 'system', label: 'As the system' },
              { id: 'reduced', label: 'Reduced', description: 'Nothing moves or fades.' },
            ]}
          />
          <Choice
            name="clock"
            label="Times"
            options={[
              { id: '24', label: '24 hours, 14:30' },
              { id: '12', label: '12 hours, 2:30 pm' },
            ]}
          />
        </div>
      </Section>
      <Section heading="Work" about="What your day is measured by, on this device.">
        <TargetField />
      </Section>
      <Section
        heading="Access"
        about="For keys, screen readers and the browser’s own search, on this device."
      >
        <div {...stylex.props(styles.switches)}>
          <WholeLists />
          <SingleKeysSwitch />
        </div>
      </Section>
    </>
  )
}

type ChoiceProps = {
  name: Preference
  label: string
  /** The first one is what holds without a choice. */
  options: readonly { id: string; label: string; description?: string }[]
  /** Given where the choice can be made elsewhere on the page too. */
  value?: string
}

function Choice({ name, label, options, value }: ChoiceProps) {
  const [chosen, setChosen] = useState(
    () => options.find(({ id }) => id === preferred(name))?.id ?? options[0]?.id ?? '',
  )
  const [words, setWords] = useState('')
  return (
    <div {...stylex.props(styles.field)}>
      <Select
        label={label}
        options={options}
        value={value ?? chosen}
        onChange={(id) => {
          setWords(keptWords(prefer(name, id)))
          setChosen(id)
        }}
      />
      <SavedLine words={words} />
    </div>
  )
}

function WholeLists() {
  const [isOn, setIsOn] = useState(() => preferred('lists') === 'whole')
  return (
    <Switch
      label="Load lists fully"
      description="Every loaded row stays on the page, for screen readers and the browser’s own search. Older rows come with a button."
      isSelected={isOn}
      onChange={(next) => {
        prefer('lists', next ? 'whole' : 'near')
        setIsOn(next)
      }}
    />
  )
}

const styles = stylex.create({
  grid: {
    columnGap: space.s24,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    rowGap: space.s16,
  },
  field: { position: 'relative' },
  switches: { display: 'grid', gap: space.s16 },
})
