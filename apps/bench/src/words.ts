// The words of the fixture. They are part of its fingerprint: a change here builds it anew.

export const verbs = [
  'review',
  'fix',
  'write',
  'test',
  'plan',
  'discuss',
  'measure',
  'clean up',
  'prepare',
  'document',
  'design',
  'deploy',
  'trace',
  'rework',
  'compare',
  'check',
]

export const objects = [
  'the navigation of the start page',
  'invoices of the last quarter',
  'the sign-in screen on small phones',
  'import of customer records',
  'the weekly report for the board',
  'slow queries of the search page',
  'translations of the welcome letter',
  'the checkout with “saved cards”',
  'contract drafts from legal',
  'photos for the product pages',
  'the backup drill in the second region',
  'keyboard order of the settings form',
  'error messages of the upload',
  'the onboarding of two colleagues',
  'a café menu for the pilot customer',
  'the price table & its footnotes',
]

export const details = [
  'with the design team',
  'after the call with the customer',
  'before the release on Friday',
  'because the old numbers were wrong',
  'as agreed in the planning',
  'and send the result around',
  'together with Ana and Marco',
  'for the second time this week',
  'until it held',
  'with notes for the next person',
  'on the staging system',
  'and clean up what was left over',
]

export const tags = [
  'dev',
  'review',
  'meeting',
  'support',
  'design',
  'ops',
  'sales',
  'writing',
  'research',
  'admin',
  'testing',
  'planning',
]

/** On one row in ten thousand. */
export const rareTag = 'incident'
