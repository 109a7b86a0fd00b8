import { createContext, type ReactNode, use } from 'react'
import { createPortal } from 'react-dom'

const SlotContext = createContext<HTMLElement | null>(null)

export function HeaderSlotProvider({
  place,
  children,
}: {
  place: HTMLElement | null
  children: ReactNode
}) {
  return <SlotContext value={place}>{children}</SlotContext>
}

/** Puts a screen's filters and actions into the page header, beside its title. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  const place = use(SlotContext)
  return place && createPortal(children, place)
}
