import * as stylex from '@stylexjs/stylex'
import { useQuery } from '@tanstack/react-query'
import { media, space } from '@worksmart/ui/tokens.stylex.ts'
import { projectList } from '../../api/project-list.ts'
import { taskList } from '../../api/tasks.ts'
import { people as peopleList } from '../../api/users.ts'
import type { DocumentsPatch, DocumentsSearch } from '../../lib/documents-search.ts'
import { typeNames } from '../../lib/type-names.ts'
import { useSession } from '../../session/session.tsx'
import { PickField } from '../today/filter-fields.tsx'
import { SearchField } from '../today/search-field.tsx'
import { documentStatusNames } from './document-words.ts'

export type DocumentFiltersProps = {
  search: DocumentsSearch
  onSet(patch: DocumentsPatch): void
}

const optionsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([id, name]) => ({ id, name }))

/** Which documents: all of it stands in the address. */
export function DocumentFilters({ search, onSet }: DocumentFiltersProps) {
  const { client, me } = useSession()
  const projects = useQuery(projectList(client)).data ?? []
  const people = useQuery(peopleList(client)).data ?? []
  const { project, task } = search
  const tasks = useQuery({
    ...taskList(client, project === undefined ? {} : { projectId: project }),
    enabled: project !== undefined || task !== undefined,
  }).data
  const hasTasks = project !== undefined || task !== undefined
  return (
    <search aria-label="Filters" {...stylex.props(styles.root)}>
      <PickField
        label="Type"
        none="All types"
        value={search.type ?? ''}
        options={optionsOf(typeNames)}
        onChange={(type) => onSet({ type: type || undefined })}
      />
      <PickField
        label="Status"
        none="Any status"
        value={search.status ?? ''}
        options={optionsOf(documentStatusNames)}
        onChange={(status) => onSet({ status: status || undefined })}
      />
      <PickField
        label="Project"
        none="All projects"
        value={projects.some(({ id }) => id === project) ? (project ?? '') : ''}
        options={projects.map(({ id, name }) => ({ id, name }))}
        onChange={(id) => onSet({ project: id || undefined, task: undefined })}
      />
      {hasTasks && (
        <PickField
          label="Task"
          none="All tasks"
          value={task ?? ''}
          options={(tasks?.items ?? []).map(({ id, ref, title }) => ({
            id,
            name: `${ref} ${title}`,
          }))}
          onChange={(id) => onSet({ task: id || undefined })}
        />
      )}
      <PickField
        label="Uploaded by"
        none="Everyone"
        value={search.uploader === me.id ? 'me' : (search.uploader ?? '')}
        options={[{ id: 'me', name: 'Me' }, ...people.filter(({ id }) => id !== me.id)]}
        onChange={(uploader) => onSet({ uploader: uploader || undefined })}
      />
      <SearchField
        label="Search documents"
        q={search.q ?? ''}
        onChange={(q) => onSet({ q: q || undefined })}
      />
    </search>
  )
}

const styles = stylex.create({
  root: {
    alignItems: 'center',
    // On a phone the fields share their lines with the button beside them.
    display: { default: 'flex', [media.narrow]: 'contents' },
    flexWrap: 'wrap',
    gap: space.s8,
    minWidth: 0,
  },
})
