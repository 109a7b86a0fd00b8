import * as stylex from '@stylexjs/stylex'
import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import {
  ComboBox as AriaComboBox,
  type ComboBoxProps as AriaComboBoxProps,
} from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { FieldLabel, FieldNotes, type FieldWords, fieldStyles } from './field.tsx'
import { focusRing } from './focus-ring.ts'
import { hitArea } from './hit-area.ts'
import { Icon } from './icon.tsx'
import { type Option, OptionList } from './option-list.tsx'
import { color, radius, space } from './tokens.stylex.ts'

export type ComboBoxProps = Omit<
  AriaComboBoxProps<Option>,
  | 'children'
  | 'className'
  | 'defaultItems'
  | 'defaultValue'
  | 'items'
  | 'onChange'
  | 'style'
  | 'value'
> &
  FieldWords & {
    options: readonly Option[]
    /** The `id` of an option; null when nothing is chosen. */
    value: string | null
    onChange: (id: string | null) => void
    placeholder?: string
    emptyMessage?: string
    xstyle?: stylex.StyleXStyles
  }

/** A select one can type into. Options are filtered here by what their label contains. */
export function ComboBox({
  label,
  isLabelHidden = false,
  description,
  errorMessage,
  options,
  value,
  onChange,
  placeholder = '',
  emptyMessage = 'No match',
  xstyle,
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      allowsEmptyCollection
      menuTrigger="focus"
      {...props}
      defaultItems={options}
      isInvalid={props.isInvalid === true || errorMessage !== undefined}
      onChange={(key) => onChange(key === null ? null : String(key))}
      value={value}
      {...stylex.props(fieldStyles.root, xstyle)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <div {...stylex.props(styles.group)}>
        <Input
          dir="auto"
          placeholder={placeholder}
          {...stylex.props(fieldStyles.box, fieldStyles.boxFocus, styles.input)}
        />
        <Button {...stylex.props(styles.toggle, focusRing.ariaInset, hitArea.grow, styles.place)}>
          <Icon icon={ChevronDown} />
        </Button>
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <OptionList emptyMessage={emptyMessage} />
    </AriaComboBox>
  )
}

const styles = stylex.create({
  group: { display: 'flex', position: 'relative' },
  input: { paddingInlineEnd: space.s32 },
  toggle: {
    alignItems: 'center',
    appearance: 'none',
    backgroundColor: 'transparent',
    borderRadius: radius.sm,
    borderStyle: 'none',
    color: color.textSubtle,
    cursor: 'pointer',
    display: 'flex',
    height: 24,
    justifyContent: 'center',
    padding: 0,
    width: 24,
  },
  place: { insetBlockStart: 'calc(50% - 12px)', insetInlineEnd: space.s4, position: 'absolute' },
})
