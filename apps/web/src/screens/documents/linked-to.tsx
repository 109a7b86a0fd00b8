import type { DocumentWithLinks } from '@worksmart/types/documents'
import { Fragment } from 'react'
import { LinkName } from './link-name.tsx'

const shownMax = 2

/** The newest things a document stands beside, and how many more there are. Without any it is private. */
export function LinkedTo({ document }: { document: DocumentWithLinks }) {
  const shown = document.links.slice(0, shownMax)
  const more = document.linkCount - shown.length
  if (shown.length === 0) return 'Private'
  return (
    <>
      {shown.map((link, index) => (
        <Fragment key={link.id}>
          {index > 0 && ', '}
          <LinkName link={link} />
        </Fragment>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  )
}
