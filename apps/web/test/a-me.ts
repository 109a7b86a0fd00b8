import type { Me } from '@worksmart/types/users'

/** A profile as the api answers it; name what the test is about. */
export function aMe(fields: Partial<Me> = {}): Me {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    name: 'Ana Lima',
    email: 'ana@example.com',
    role: 'admin',
    timeZone: 'Europe/London',
    version: 1,
    workspace: { id: '01900000-0000-7000-8000-0000000000ff', name: 'Test team' },
    mode: 'dev',
    sampleData: false,
    uploads: { maxBytes: 1, types: [] },
    aiEnabled: true,
    ai: {
      suggestions: false,
      anomalies: false,
      search: false,
      documents: false,
      narratives: false,
    },
    ...fields,
  }
}
