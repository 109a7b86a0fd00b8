// The real api, with production's settings.

import { buildApp } from '@worksmart/api/app.ts'
import { productionRuntime, serveVariant } from '../variant.ts'

await serveVariant(async (settings) => buildApp((await productionRuntime(settings)).dependencies))
