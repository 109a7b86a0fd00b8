import { documentTypes } from '@worksmart/types/document-types'
import { expect, test } from 'vitest'
import { typeName, typeNames } from './type-names.ts'

test('every type has a name and can be filtered by', () => {
  for (const mime of Object.values(documentTypes)) expect(typeName(mime)).not.toBe(mime)
  expect(Object.keys(typeNames)).toHaveLength(new Set(Object.values(documentTypes)).size)
})
