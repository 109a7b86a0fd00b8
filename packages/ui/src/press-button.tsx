import {
  type AriaAttributes,
  type ButtonHTMLAttributes,
  createContext,
  type MouseEvent,
  type Ref,
  use,
} from 'react'

type NativeProps = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  | 'autoFocus'
  | 'children'
  | 'className'
  | 'form'
  | 'id'
  | 'name'
  | 'onBlur'
  | 'onFocus'
  | 'onKeyDown'
  | 'onPointerDown'
  | 'onPointerEnter'
  | 'onPointerLeave'
  | 'style'
  | 'tabIndex'
  | 'type'
  | 'value'
>

export type PressButtonProps = AriaAttributes &
  NativeProps & {
    ref?: Ref<HTMLButtonElement> | undefined
    isDisabled?: boolean | undefined
    isPending?: boolean | undefined
    /** By pointer, by Enter or by Space. */
    onPress?: (() => void) | undefined
    /** `close` closes the dialog that the button stands in, after `onPress`. */
    slot?: 'close' | undefined
    /** The focus stays where it is: for a button that belongs to a field. */
    preventFocusOnPress?: boolean | undefined
    /** In the syntax of `aria-keyshortcuts`, such as `Control+Z`. */
    keyShortcuts?: string | undefined
  }

/** How a button inside a dialog closes it. */
export const CloseContext = createContext<(() => void) | undefined>(undefined)

/**
 * The browser's own button under the looks of `Button` and `IconButton`. React Aria's would add
 * 13 KB to the first screen, and a native one presses the same by pointer, touch and keys.
 */
export function PressButton(props: PressButtonProps) {
  const {
    isDisabled = false,
    isPending = false,
    onPress,
    slot,
    keyShortcuts,
    preventFocusOnPress = false,
    type = 'button',
    ...native
  } = props
  const close = use(CloseContext)

  function press(event: MouseEvent<HTMLButtonElement>) {
    // Safari gives a clicked button no focus, and a dialog could not give it back on closing. Enter in
    // a field of the form is a click too, of no pointer, and leaves the focus in the field.
    if (!preventFocusOnPress && event.detail > 0) event.currentTarget.focus({ preventScroll: true })
    onPress?.()
    if (slot === 'close') close?.()
  }

  return (
    <button
      {...native}
      // Enter in a field of the form presses its submit button, which must rest while it is pending.
      type={isPending ? 'button' : type}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-keyshortcuts={keyShortcuts}
      data-disabled={isDisabled || undefined}
      data-pending={isPending || undefined}
      onMouseDown={preventFocusOnPress ? (event) => event.preventDefault() : undefined}
      onClick={isPending ? undefined : press}
    />
  )
}
