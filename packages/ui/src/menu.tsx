import * as stylex from '@stylexjs/stylex'
import type { ReactElement, ReactNode, RefObject } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components/Menu'
import { Icon, type IconType } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { popoverStyles } from './popover-styles.ts'
import { color } from './tokens.stylex.ts'

export type MenuProps = Pick<PopoverProps, 'placement'> & {
  /** A `Button` or `IconButton`; its name names the menu too. */
  trigger: ReactElement
  children: ReactNode
}

export function Menu({ trigger, children, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover offset={4} placement={placement} {...stylex.props(popoverStyles.surface)}>
        <AriaMenu {...stylex.props(popoverStyles.list)}>{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export type MenuPopoverProps = Pick<PopoverProps, 'placement'> & {
  label: string
  triggerRef: RefObject<Element | null>
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}

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
      <AriaMenu
        aria-label={label}
        autoFocus="first"
        onClose={() => onOpenChange(false)}
        {...stylex.props(popoverStyles.list)}
      >
        {children}
      </AriaMenu>
    </Popover>
  )
}

export type MenuItemProps = Omit<
  AriaMenuItemProps,
  'children' | 'className' | 'style' | 'textValue'
> & {
  children: string
  icon?: IconType
  shortcut?: string
  tone?: 'neutral' | 'danger'
}

export function MenuItem({ children, icon, shortcut, tone = 'neutral', ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      {...stylex.props(popoverStyles.item, tone === 'danger' && popoverStyles.dangerItem)}
    >
      {icon && <Icon icon={icon} xstyle={tone === 'neutral' && styles.icon} />}
      <span {...stylex.props(popoverStyles.itemText)}>{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </AriaMenuItem>
  )
}

export function MenuSeparator() {
  return <Separator {...stylex.props(popoverStyles.separator)} />
}

const styles = stylex.create({
  icon: { color: color.textSubtle },
})
