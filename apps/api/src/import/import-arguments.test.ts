import { describe, expect, test } from 'vitest'
import { readArguments, UsageProblem } from './import-arguments.ts'

function problemOf(...argv: string[]): string {
  try {
    readArguments(argv)
  } catch (error) {
    if (error instanceof UsageProblem) return error.message
    throw error
  }
  return 'it was understood'
}

describe('the options', () => {
  test('are read in any order', () => {
    expect(readArguments(['--dry-run', 'log.tsv', '--as', ' ana@example.com '])).toEqual({
      file: 'log.tsv',
      target: { as: 'ana@example.com' },
      dryRun: true,
      url: null,
      verbose: false,
    })
    const argv = ['--map', 'P070=ana@example.com', 'log.tsv', '--map=P 1=ben=x@example.com']
    expect(readArguments([...argv, '--verbose', '--url', 'http://localhost:4000/ws/'])).toEqual({
      file: 'log.tsv',
      target: {
        map: new Map([
          ['P070', 'ana@example.com'],
          ['P 1', 'ben=x@example.com'],
        ]),
      },
      dryRun: false,
      url: 'http://localhost:4000/ws',
      verbose: true,
    })
  })

  test('help wins over everything that is missing', () => {
    expect(readArguments(['--help'])).toBeNull()
    expect(readArguments(['-h', '--as', 'x', '--map', 'y'])).toBeNull()
  })

  test.each([
    [[], /^Name the file to import\./],
    [['log.tsv'], /^Say whose check-ins these become/],
    [['log.tsv', '--as', 'a@b.example', '--map', 'P=a@b.example'], /not both/],
    [['log.tsv', '--as', ''], /^Give --as an e-mail address/],
    [['log.tsv', '--as'], /--as/],
    [['log.tsv', 'ana@example.com', '--as', 'x'], /follow a “--”/],
    [['log.tsv', '--map', 'P070'], /^“P070” is not PERSON=EMAIL/],
    [['log.tsv', '--map', '=a@b.example'], /is not PERSON=EMAIL/],
    [['log.tsv', '--map', 'P070='], /is not PERSON=EMAIL/],
    [['log.tsv', '--map', 'P=a@b.example', '--map', 'P=c@d.example'], /names P twice/],
    [['log.tsv', '--as', 'x', '--url', 'localhost:3000'], /is not an address like/],
    [['log.tsv', '--as', 'x', '--url', 'ftp://host'], /is not an address like/],
    [['log.tsv', '--as', 'x', '--colour'], /^Unknown option '--colour'\./],
  ])('%j is told what to correct', (argv, words) => {
    expect(problemOf(...argv)).toMatch(words)
    expect(problemOf(...argv)).toMatch(/\nSee “npm run import -- --help”\.$/)
  })
})
