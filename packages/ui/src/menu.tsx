import * as stylex from '@stylexjs/stylex'
import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useRef,
  useState,
} from 'react'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'
import { Icon, type IconType } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { menuItems, menuKeys } from './menu-keys.ts'
import { popoverStyles } from './popover-styles.ts'
import type { PressButtonProps } from './press-button.tsx'
import { color } from './tokens.stylex.ts'

export type MenuProps = Pick<PopoverProps, 'placement'> & {
  /** A `Button` or `IconButton`; its name names the menu too. */
  trigger: ReactElement<PressButtonProps>
  children: ReactNode
}

export function Menu({ trigger, children, placement }: MenuProps) {
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  // An icon button has its label as a property, a button its words as content.
  const [label, setLabel] = useState('')
  return (
    <>
      {cloneElement(trigger, {
        ref: triggerRef,
        'aria-expanded': isOpen,
        'aria-haspopup': 'menu',
        onPress() {
          const button = triggerRef.current
          setLabel(button?.getAttribute('aria-label') ?? button?.textContent ?? '')
          setIsOpen(true)
        },
      })}
      <MenuPopover
        label={label}
        triggerRef={triggerRef}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        {...(placement ? { placement } : {})}
      >
        {children}
      </MenuPopover>
    </>
  )
}

export type MenuPopoverProps = Pick<PopoverProps, 'placement'> & {
  label: string
  triggerRef: RefObject<Element | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}

const CloseMenu = createContext<() => void>(() => {})

/**
 * A menu that loads after its button, which then carries `aria-haspopup="menu"` and
 * `aria-expanded` itself.
 */
export function MenuPopover({
  label,
  triggerRef,
  isOpen,
  onOpenChange,
  children,
  placement = 'bottom end',
}: MenuPopoverProps) {
  return (
    <Popover
      aria-label={label}
      isOpen={isOpen}
      offset={4}
      onOpenChange={onOpenChange}
      placement={placement}
      triggerRef={triggerRef}
      {...stylex.props(popoverStyles.surface)}
    >
      <CloseMenu value={() => onOpenChange(false)}>
        <MenuList label={label}>{children}</MenuList>
      </CloseMenu>
    </Popover>
  )
}

/** React Aria's menu is made for collections and costs 17 KB more than these few keys. */
function MenuList({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null)
  const [itemFor] = useState(() => menuKeys())
  const close = use(CloseMenu)

  // The menu takes over the focus, and the popover gives it back.
  useEffect(() => menuItems(list.current)[0]?.focus({ preventScroll: true }), [])

  function handleKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const item = itemFor(menuItems(list.current), event.key)
    if (item) item.focus()
    else if (event.key === 'Tab') close()
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={list}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={handleKeyDown}
      {...stylex.props(popoverStyles.list)}
    >
      {children}
    </div>
  )
}

export type MenuItemProps = {
  children: string
  icon?: IconType
  shortcut?: string
  tone?: 'neutral' | 'danger'
  isDisabled?: boolean
  /** The menu closes after it. */
  onAction?: () => void
}

export function MenuItem(props: MenuItemProps) {
  const { children, icon, shortcut, tone = 'neutral', isDisabled = false, onAction } = props
  const close = use(CloseMenu)
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={isDisabled || undefined}
      data-disabled={isDisabled || undefined}
      onClick={() => {
        if (isDisabled) return
        onAction?.()
        close()
      }}
      // One item at a time is marked, whether a key or the pointer came to it.
      onPointerMove={(event) => {
        if (!isDisabled && event.pointerType !== 'touch') event.currentTarget.focus()
      }}
      {...stylex.props(
        popoverStyles.item,
        styles.item,
        tone === 'danger' && popoverStyles.dangerItem,
        tone === 'danger' && styles.dangerItem,
      )}
    >
      {icon && <Icon icon={icon} xstyle={tone === 'neutral' && styles.icon} />}
      <span {...stylex.props(popoverStyles.itemText)}>{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </button>
  )
}

export function MenuSeparator() {
  return <hr {...stylex.props(popoverStyles.separator)} />
}

const styles = stylex.create({
  item: {
    backgroundColor: { default: 'transparent', ':focus': color.hover },
    borderStyle: 'none',
    fontFamily: 'inherit',
    margin: 0,
    outlineStyle: { default: 'none', ':focus-visible': 'solid' },
    textAlign: 'start',
    width: '100%',
  },
  dangerItem: { backgroundColor: { default: 'transparent', ':focus': color.dangerBg } },
  icon: { color: color.textSubtle },
})
