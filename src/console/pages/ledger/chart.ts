// Charts on the console.

import { html } from 'hono/html'
import type { Html, Site } from '../../page.ts'

export const chartImage = (_site: Site, _request: object): Html => html``
