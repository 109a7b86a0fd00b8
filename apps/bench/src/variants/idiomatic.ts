import { serveVariant } from '../variant.ts'
import { buildReference } from './reference-app.ts'

await serveVariant((settings) => buildReference(settings, 'keyset'))
