import * as stylex from '@stylexjs/stylex'
import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField'
import { FieldLabel, FieldNotes, type FieldWords, fieldStyles } from './field.tsx'

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> &
  FieldWords & {
    placeholder?: string
    /** More than one makes a text area of that many lines. */
    rows?: number
    xstyle?: stylex.StyleXStyles
  }

export function TextField({
  label,
  isLabelHidden = false,
  description,
  errorMessage,
  placeholder = '',
  rows = 1,
  xstyle,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      isInvalid={props.isInvalid === true || errorMessage !== undefined}
      {...stylex.props(fieldStyles.root, xstyle)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      {rows > 1 ? (
        <TextArea
          dir="auto"
          placeholder={placeholder}
          rows={rows}
          {...stylex.props(fieldStyles.box, fieldStyles.boxFocus, fieldStyles.multiline)}
        />
      ) : (
        <Input
          dir="auto"
          placeholder={placeholder}
          {...stylex.props(fieldStyles.box, fieldStyles.boxFocus)}
        />
      )}
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  )
}
