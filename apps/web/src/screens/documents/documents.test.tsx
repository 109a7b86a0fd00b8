import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { Document, DocumentLink, DocumentPage } from '@worksmart/types/documents'
import type { Project } from '@worksmart/types/projects'
import type { Task } from '@worksmart/types/tasks'
import { expect, test } from 'vitest'
import { apiClient, aTeam, setFault, type TestPerson } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { aDocument, aPdf } from '../../../test/upload-ports.ts'
import { etagOf } from '../../api/client.ts'

const heading = (name: string) => screen.findByRole('heading', { name, level: 1 })

const upload = (by: TestPerson, file?: File) => aDocument(apiClient(by.id), file)

const link = (by: TestPerson, { id }: Document, body: object) =>
  apiClient(by.id).request<DocumentLink>('POST', `/documents/${id}/links`, { body })

const aProject = (by: TestPerson, key = 'WEB', name = 'Website') =>
  apiClient(by.id).request<Project>('POST', '/projects', { body: { key, name } })

const aTask = (by: TestPerson, projectId: string, title = 'Fix nav') =>
  apiClient(by.id).request<Task>('POST', '/tasks', { body: { projectId, title } })

async function rowNames() {
  const table = await screen.findByRole('table', { name: 'Documents' })
  return within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent)
}

const pdf = (name: string) => aPdf(name)
const note = (name: string, words = name) => new File([words], name, { type: 'text/plain' })

test('the list shows what is visible: a member their own and what is linked, an admin all', async () => {
  const { admin, manager, member } = await aTeam()
  const project = await aProject(admin)
  await upload(admin, pdf('private.pdf'))
  await link(admin, await upload(admin, pdf('shared.pdf')), { projectId: project.id })
  await upload(member, note('mine.txt'))
  const view = renderAt('/documents', member)
  expect(await rowNames()).toEqual(['mine.txt', 'shared.pdf'])
  const shared = screen.getByRole('row', { name: /shared\.pdf/ })
  expect(shared.textContent).toContain('Website')
  expect(shared.textContent).toContain('Ana Lima')
  view.unmount()
  const other = renderAt('/documents', manager)
  expect(await rowNames()).toEqual(['shared.pdf'])
  other.unmount()
  renderAt('/documents', admin)
  expect(await rowNames()).toEqual(['mine.txt', 'shared.pdf', 'private.pdf'])
})

test('filters stand in the address, a bad one is dropped, and clearing brings all back', async () => {
  const { admin, member } = await aTeam()
  const project = await aProject(admin)
  const task = await aTask(admin, project.id)
  await link(admin, await upload(admin, pdf('plan.pdf')), { taskId: task.id })
  await link(member, await upload(member, note('notes.txt')), { projectId: project.id })
  const { user, router } = renderAt('/documents?type=nonsense-type&status=purging', admin)
  expect(await rowNames()).toEqual(['notes.txt', 'plan.pdf'])

  await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'PDF')
  await waitFor(async () => expect(await rowNames()).toEqual(['plan.pdf']))
  expect(router.state.location.search).toEqual({ type: 'pdf' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'All types')

  await user.selectOptions(screen.getByRole('combobox', { name: 'Uploaded by' }), 'Mia Chen')
  await waitFor(async () => expect(await rowNames()).toEqual(['notes.txt']))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Uploaded by' }), 'Everyone')

  await user.selectOptions(screen.getByRole('combobox', { name: 'Project' }), 'Website')
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Task' }),
    await screen.findByRole('option', { name: 'WEB-1 Fix nav' }),
  )
  await waitFor(async () => expect(await rowNames()).toEqual(['plan.pdf']))
  expect(router.state.location.search).toEqual({ project: project.id, task: task.id })

  await user.type(screen.getByRole('searchbox', { name: 'Search documents' }), 'nowhere')
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['notes.txt', 'plan.pdf']))
  expect(router.state.location.search).toEqual({})
})

test('an empty list has one thing to do, and a list that fails says so and tries again', async () => {
  const { admin } = await aTeam()
  const { user, unmount } = renderAt('/documents', admin)
  await screen.findByRole('heading', { name: 'No documents yet' })
  expect(screen.getAllByRole('button', { name: /^Upload/ })).toHaveLength(1)
  expect(screen.queryByRole('search', { name: 'Filters' })).toBeNull()
  unmount()

  await setFault(admin.id, {
    kind: 'problem',
    path: '/documents',
    status: 500,
    code: 'server.error',
  })
  const view = renderAt('/documents', admin)
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Could not load documents.')
  await setFault(admin.id, null)
  await user.click(within(alert).getByRole('button', { name: 'Try again' }))
  await screen.findByRole('heading', { name: 'No documents yet' })
  view.unmount()
})

test('older documents come page after page, and none twice', async () => {
  const { admin } = await aTeam()
  const names = Array.from({ length: 53 }, (_, index) => `n${String(index).padStart(2, '0')}.txt`)
  const client = apiClient(admin.id)
  for (const name of names) await aDocument(client, note(name))
  const { user } = renderAt('/documents', admin)
  expect(await rowNames()).toHaveLength(50)
  await user.click(screen.getByRole('button', { name: 'Load older' }))
  await waitFor(async () => expect(await rowNames()).toEqual([...names].reverse()))
  expect(screen.queryByRole('button', { name: 'Load older' })).toBeNull()
})

test('a file that is dropped over its limit or type is refused by name, and nothing is sent', async () => {
  const { admin } = await aTeam()
  renderAt('/documents', admin)
  await screen.findByRole('heading', { name: 'No documents yet' })
  const files = [new File(['MZ'], 'setup.exe'), new File([], 'none.txt')]
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files } })
  const tray = await screen.findByRole('region', { name: 'Uploads' })
  expect(tray.textContent).toContain('2 not uploaded')
  expect(tray.textContent).toContain('setup.exeNot uploaded. This type is not taken.')
  expect(tray.textContent).toContain('none.txtNot uploaded. The file is empty.')
  const { items } = await apiClient(admin.id).request<DocumentPage>('GET', '/documents')
  expect(items).toEqual([])
})

test('links are added and removed, each can be taken back, and they decide who sees it', async () => {
  const { admin, member } = await aTeam()
  const project = await aProject(admin)
  await aTask(admin, project.id)
  const document = await upload(member, note('notes.txt'))
  const { user } = renderAt(`/documents/${document.id}`, member)
  await heading('notes.txt')
  expect(await screen.findByText(/Only you and admins see it/)).toBeDefined()
  await user.type(await screen.findByRole('combobox', { name: 'Add a link' }), 'fix')
  await user.click(await screen.findByRole('option', { name: /WEB-1 Fix nav/ }))
  const links = screen.getByRole('list', { name: 'Links' })
  expect(await within(links).findByRole('link', { name: 'WEB-1 Fix nav' })).toBeDefined()
  expect(await screen.findByText(/Everyone in the workspace sees it/)).toBeDefined()

  await user.click(screen.getByRole('button', { name: 'Remove the link to WEB-1' }))
  await waitFor(() => expect(within(links).queryByRole('link')).toBeNull())
  await user.click(await screen.findByRole('button', { name: /^Undo/ }))
  expect(await within(links).findByRole('link', { name: 'WEB-1 Fix nav' })).toBeDefined()
})

test('a colleague of a shared document reads it, and has neither rename nor delete', async () => {
  const { admin, manager, member } = await aTeam()
  const project = await aProject(admin)
  const document = await upload(admin, note('notes.txt'))
  await link(admin, document, { projectId: project.id })
  const view = renderAt(`/documents/${document.id}`, member)
  await heading('notes.txt')
  expect(await screen.findByRole('button', { name: 'Download' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Rename' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
  expect(screen.queryByRole('combobox', { name: 'Add a link' })).toBeNull()
  view.unmount()
  renderAt(`/documents/${document.id}`, manager)
  expect(await screen.findByRole('button', { name: 'Rename' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
})

test('a deleted document is gone at once, Control Z brings it back, and so do the settings', async () => {
  const { admin } = await aTeam()
  const document = await upload(admin, note('notes.txt'))
  const { user, router } = renderAt(`/documents/${document.id}`, admin)
  await user.click(await screen.findByRole('button', { name: 'Delete' }))
  await heading('Documents')
  await screen.findByRole('heading', { name: 'No documents yet' })
  await user.keyboard('{Control>}z{/Control}')
  expect(await rowNames()).toEqual(['notes.txt'])

  const now = await apiClient(admin.id).request<Document>('GET', `/documents/${document.id}`)
  await apiClient(admin.id).request('DELETE', `/documents/${document.id}`, {
    ifMatch: etagOf(now),
  })
  await router.navigate({ to: '/settings/$part', params: { part: 'data' } })
  await user.click(await screen.findByRole('button', { name: 'Restore document notes.txt' }))
  await waitFor(async () => {
    const { items } = await apiClient(admin.id).request<DocumentPage>('GET', '/documents')
    expect(items.map(({ name }) => name)).toEqual(['notes.txt'])
  })
})

test('what a colleague renamed meanwhile stands beside one’s own name, to choose from', async () => {
  const { admin, manager } = await aTeam()
  const project = await aProject(admin)
  const document = await upload(admin, note('notes.txt'))
  await link(admin, document, { projectId: project.id })
  const { user } = renderAt(`/documents/${document.id}`, manager)
  await user.click(await screen.findByRole('button', { name: 'Rename' }))
  const name = screen.getByRole('textbox', { name: 'Name' })
  expect((name as HTMLInputElement).value).toBe('notes')
  const now = await apiClient(admin.id).request<Document>('GET', `/documents/${document.id}`)
  await apiClient(admin.id).request('PATCH', `/documents/${document.id}`, {
    body: { name: 'theirs.txt' },
    ifMatch: etagOf(now),
  })
  await user.clear(name)
  await user.type(name, 'mine{Enter}')
  const notice = await screen.findByRole('alert', { name: 'Changed by someone else' })
  expect(notice.textContent).toContain('Yours: mine.txt')
  expect(notice.textContent).toContain('Theirs: theirs.txt')
  await user.click(within(notice).getByRole('button', { name: 'Keep mine' }))
  await heading('mine.txt')
})

test('the bytes are read straight from the store, and a file that is gone says so', async () => {
  const { admin } = await aTeam()
  const document = await upload(admin, note('notes.txt', 'read <b>me</b>'))
  const { unmount } = renderAt(`/documents/${document.id}`, admin)
  expect(await screen.findByText('read <b>me</b>')).toBeDefined()
  unmount()
  await setFault(admin.id, {
    kind: 'problem',
    path: `/documents/${document.id}/download`,
    status: 409,
    code: 'document.object_missing',
  })
  renderAt(`/documents/${document.id}`, admin)
  const preview = await screen.findByRole('region', { name: 'Preview' })
  const alert = await within(preview).findByRole('alert')
  expect(alert.textContent).toContain('The file of this document is not in the storage any more')
})

test('a task’s drawer has its documents', async () => {
  const { admin } = await aTeam()
  const project = await aProject(admin)
  const task = await aTask(admin, project.id)
  await link(admin, await upload(admin, note('notes.txt')), { taskId: task.id })
  renderAt(`/t/${task.ref}`, admin)
  const part = await screen.findByRole('region', { name: 'Documents' })
  expect(await within(part).findByRole('link', { name: 'notes.txt' })).toBeDefined()
  expect(within(part).getByRole('button', { name: 'Upload' })).toBeDefined()
})
