import * as stylex from '@stylexjs/stylex'
import { focusRing } from '@worksmart/ui/focus-ring.ts'
import { color, density, media, radius, space, text } from '@worksmart/ui/tokens.stylex.ts'
import type { Ref } from 'react'

export type PickFieldProps = {
  label: string
  /** The id of an option, or an empty string for none. */
  value: string
  /** What stands for none: "All tags". */
  none?: string
  options: readonly { id: string; name: string }[]
  onChange(id: string): void
}

/** The browser's own select: it needs no chunk, and a phone opens its own list. */
export function PickField({ label, value, none, options, onChange }: PickFieldProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...stylex.props(
        filterStyles.field,
        filterStyles.pick,
        value !== '' && none !== undefined && filterStyles.on,
        focusRing.native,
      )}
    >
      {none !== undefined && <option value="">{none}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

export type TextInputProps = {
  ref?: Ref<HTMLInputElement>
  label: string
  value: string
  type?: 'text' | 'search' | 'date'
  placeholder?: string
  max?: number
  shortcut?: string
  onChange(value: string): void
}

export function TextInput(props: TextInputProps) {
  const { ref, label, value, type = 'text', placeholder, max, shortcut, onChange } = props
  return (
    <input
      ref={ref}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      dir={type === 'date' ? undefined : 'auto'}
      type={type}
      value={value}
      placeholder={placeholder}
      maxLength={max}
      onChange={(event) => onChange(event.target.value)}
      {...stylex.props(
        filterStyles.field,
        type !== 'date' && filterStyles.text,
        value !== '' && filterStyles.on,
        focusRing.native,
      )}
    />
  )
}

/** The look of a filter; `on` marks one that narrows the list. */
export const filterStyles = stylex.create({
  field: {
    backgroundColor: color.surface,
    borderColor: color.borderStrong,
    borderRadius: radius.md,
    borderStyle: 'solid',
    borderWidth: 1,
    boxSizing: 'border-box',
    color: color.textMuted,
    fontFamily: 'inherit',
    fontSize: text.input,
    height: density.controlSm,
    minWidth: 0,
    paddingInline: space.s8,
  },
  pick: { maxWidth: 150, paddingInlineEnd: space.s4, textOverflow: 'ellipsis' },
  text: { flexGrow: { default: 0, [media.phone]: 1 }, width: 140 },
  on: { backgroundColor: color.selected, borderColor: color.accent, color: color.text },
})
