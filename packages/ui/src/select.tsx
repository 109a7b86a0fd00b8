import * as stylex from '@stylexjs/stylex'
import { ChevronsUpDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  SelectValue,
} from 'react-aria-components/Select'
import { FieldLabel, FieldNotes, type FieldWords, fieldStyles } from './field.tsx'
import { Icon } from './icon.tsx'
import { type Option, OptionList } from './option-list.tsx'
import { color, space } from './tokens.stylex.ts'

export type SelectProps = Omit<
  AriaSelectProps<Option>,
  'children' | 'className' | 'defaultValue' | 'onChange' | 'style' | 'value'
> &
  FieldWords & {
    options: readonly Option[]
    /** The `id` of an option; null when nothing is chosen yet. */
    value: string | null
    onChange: (id: string) => void
    emptyMessage?: string
    xstyle?: stylex.StyleXStyles
  }

export function Select({
  label,
  isLabelHidden = false,
  description,
  errorMessage,
  options,
  value,
  onChange,
  placeholder = 'Choose',
  emptyMessage = 'Nothing to choose from',
  xstyle,
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      {...props}
      isInvalid={props.isInvalid === true || errorMessage !== undefined}
      onChange={(key) => {
        if (key !== null) onChange(String(key))
      }}
      placeholder={placeholder}
      value={value}
      {...stylex.props(fieldStyles.root, xstyle)}
    >
      {({ isInvalid }) => (
        <>
          <FieldLabel label={label} isLabelHidden={isLabelHidden} />
          <Button
            {...stylex.props(
              fieldStyles.box,
              fieldStyles.boxFocus,
              styles.button,
              isInvalid && styles.invalid,
            )}
          >
            {/* The label alone: what an option adds to it stands in the list. */}
            <SelectValue {...stylex.props(styles.value)}>
              {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
            </SelectValue>
            <Icon icon={ChevronsUpDown} xstyle={styles.chevron} />
          </Button>
          <FieldNotes description={description} errorMessage={errorMessage} />
          <OptionList options={options} emptyMessage={emptyMessage} />
        </>
      )}
    </AriaSelect>
  )
}

const styles = stylex.create({
  button: {
    alignItems: 'center',
    cursor: { default: 'pointer', '[data-disabled]': 'default' },
    display: 'flex',
    gap: space.s8,
    paddingInlineEnd: space.s8,
    textAlign: 'start',
  },
  // Unlike an input, the button of a select does not carry `data-invalid` itself.
  invalid: { borderColor: color.danger, boxShadow: `inset 0 0 0 1px ${color.danger}` },
  value: {
    color: { default: 'inherit', '[data-placeholder]': color.textSubtle },
    flexGrow: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  chevron: { color: color.textSubtle },
})
