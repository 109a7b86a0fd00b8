import * as stylex from '@stylexjs/stylex'
import { Check } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Icon } from './icon.tsx'
import { popoverStyles } from './popover-styles.ts'
import { color, line, text } from './tokens.stylex.ts'

export type Option = {
  id: string
  label: string
  description?: string
  isDisabled?: boolean
}

export type OptionListProps = {
  /** Left out where the field that owns the list already gives its items. */
  options?: readonly Option[]
  emptyMessage: string
}

/** The pop-up of a select or a combo box; both own which option is selected. */
export function OptionList({ options, emptyMessage }: OptionListProps) {
  return (
    <Popover offset={4} {...stylex.props(popoverStyles.surface, popoverStyles.fieldWidth)}>
      <ListBox
        {...(options ? { items: options } : {})}
        renderEmptyState={() => <div {...stylex.props(popoverStyles.empty)}>{emptyMessage}</div>}
        {...stylex.props(popoverStyles.list)}
      >
        {(option: Option) => (
          <ListBoxItem
            isDisabled={option.isDisabled === true}
            textValue={option.label}
            {...stylex.props(popoverStyles.item)}
          >
            {({ isSelected }) => (
              <>
                <span {...stylex.props(popoverStyles.itemText)}>
                  <span dir="auto">{option.label}</span>
                  {option.description && (
                    <span {...stylex.props(styles.description)}>{option.description}</span>
                  )}
                </span>
                {isSelected && <Icon icon={Check} xstyle={popoverStyles.mark} />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}

const styles = stylex.create({
  description: {
    color: color.textMuted,
    display: 'block',
    fontSize: text.sm,
    lineHeight: line.sm,
  },
})
