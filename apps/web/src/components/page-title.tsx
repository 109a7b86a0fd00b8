import { createContext, use, useEffect } from 'react'

/** Where the shell takes the name of the page from, instead of the route's own. */
export const PageTitleContext = createContext<(title: string | null) => void>(() => {})

/** Names the page after what it shows, such as a project, while the caller is mounted. */
export function usePageTitle(title: string | null): void {
  const setTitle = use(PageTitleContext)
  // The heading and the document's title stand above the screen that knows the name.
  useEffect(() => {
    setTitle(title)
    return () => setTitle(null)
  }, [setTitle, title])
}
