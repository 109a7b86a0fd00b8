import { screen } from '@testing-library/react'
import type { Document } from '@worksmart/types/documents'
import { describe, expect, test } from 'vitest'
import { apiClient, aTeam, setDocumentStatus } from '../../../test/real-api-client.ts'
import { renderAt } from '../../../test/render.tsx'
import { aDocument } from '../../../test/upload-ports.ts'
import { renewAfter } from '../../api/documents.ts'
import { stepWords } from '../../components/upload-tray/upload-words.ts'

const note = () => new File(['what it says'], 'note.txt', { type: 'text/plain' })

test('a file that is being checked says so, and opens by itself when that is done', async () => {
  const { member } = await aTeam()
  const { id } = await aDocument(apiClient(member.id), note())
  await setDocumentStatus(id, 'scanning')
  const page = renderAt(`/documents/${id}`, member)
  await screen.findByText('This file is being checked for viruses. It opens when that is done.')
  expect(screen.getByText('Being checked')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull()
  await setDocumentStatus(id, 'ready')
  await screen.findByRole('button', { name: 'Download' }, { timeout: 8000 })
  await screen.findByText('what it says')
  expect(screen.queryByText('Being checked')).toBeNull()
  page.unmount()
})

test('the list follows a check by itself', async () => {
  const { member } = await aTeam()
  const { id } = await aDocument(apiClient(member.id), note())
  await setDocumentStatus(id, 'scanning')
  renderAt('/documents', member)
  await screen.findByRole('rowheader', { name: /Being checked/ })
  await setDocumentStatus(id, 'quarantined')
  await screen.findByRole('rowheader', { name: /Quarantined/ }, { timeout: 8000 })
})

test('a quarantined file says why it does not open, and can be deleted', async () => {
  const { member } = await aTeam()
  const { id } = await aDocument(apiClient(member.id), note())
  await setDocumentStatus(id, 'quarantined')
  renderAt(`/documents/${id}`, member)
  await screen.findByText(/The virus check found something harmful in this file/)
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Delete' })).toBeDefined()
})

const document = (status: Document['status'], createdAt = '2026-11-24T10:00:00.000Z') =>
  ({ status, createdAt }) as Document

test('the tray ends with a file that is being checked, and says when it opens', () => {
  const upload = (status: Document['status']) =>
    stepWords({
      ...{ id: '1', name: 'a.txt', sizeBytes: 2048 },
      step: { at: 'done', document: document(status) },
    })
  expect(upload('scanning')).toMatch(/^Uploaded · .+ · opens after a virus check$/)
  expect(upload('ready')).toMatch(/^Done · /)
})

describe('documents are asked for again', () => {
  const at = Date.parse('2026-11-24T10:01:00.000Z')

  test('soon while one is being checked', () => {
    expect(renewAfter([document('ready'), document('scanning')], at)).toBe(2000)
  })

  test('once a minute when none is, or when it takes long', () => {
    expect(renewAfter([], at)).toBe(60_000)
    expect(renewAfter([document('ready'), document('quarantined')], at)).toBe(60_000)
    expect(renewAfter([document('scanning', '2026-11-24T09:00:00.000Z')], at)).toBe(60_000)
  })
})
