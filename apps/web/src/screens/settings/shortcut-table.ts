import type { Shortcut } from '../../components/shortcuts.tsx'

type Row = Pick<Shortcut, 'keys' | 'label'>

/**
 * What works on which screen, for reading about it elsewhere. The screens register the same; a test
 * opens each of them and compares.
 */
export const screenShortcuts: readonly { screen: string; shortcuts: readonly Row[] }[] = [
  {
    screen: 'Today',
    shortcuts: [
      { keys: '[', label: 'Previous day' },
      { keys: ']', label: 'Next day' },
      { keys: '.', label: 'Today' },
      { keys: 'j', label: 'Next row' },
      { keys: 'k', label: 'Previous row' },
      { keys: 'e', label: 'Edit the row' },
      { keys: 'x', label: 'Select the row' },
      { keys: 'Delete', label: 'Delete' },
    ],
  },
  {
    screen: 'Tasks',
    shortcuts: [
      { keys: 'n', label: 'New task' },
      { keys: 'v', label: 'List or board' },
      { keys: 'Enter', label: 'Open' },
      { keys: 'E', label: 'Rename' },
      { keys: '1 – 4', label: 'Set the status' },
      { keys: '⇧←/⇧→', label: 'Move the status' },
      { keys: 'Delete', label: 'Delete' },
    ],
  },
  { screen: 'Projects', shortcuts: [{ keys: 'n', label: 'New task' }] },
  { screen: 'Documents', shortcuts: [{ keys: 'u', label: 'Upload a document' }] },
  {
    screen: 'Insights',
    shortcuts: [
      { keys: 'j', label: 'Next finding' },
      { keys: 'k', label: 'Previous finding' },
      { keys: 'a', label: 'Fix the finding' },
      { keys: 'd', label: 'It’s fine' },
      { keys: 's', label: 'Snooze' },
    ],
  },
  {
    screen: 'Search',
    shortcuts: [
      { keys: 'Enter', label: 'Search by meaning too' },
      { keys: '↓', label: 'Into the results' },
    ],
  },
]
