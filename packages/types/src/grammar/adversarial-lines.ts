const filled = (unit: string, start = ''): string =>
  `${start}${unit.repeat(Math.ceil(500 / unit.length))}`.slice(0, 500)

/** Lines of 500 characters made to be slow to read, each around one way of looking ahead. */
export const adversarialLines: string[] = [
  ...['9', '1 ', '1', '1.', '1,', '1:', '1h', '1h ', '1h1', '½', '½ ', '.5', '.5 ', '0', '00 '],
  ...['9:30-', '9:30 - ', '9 to ', '9am ', '9 a ', '9-', '- ', '9:30-11:15 ', 'to ', 'now '],
  ...['1 hour and ', 'and ', 'for ', 'for for 2', 'at 9 ', 'from 9 to ', 'took ', 'on '],
  ...['mon ', 'last ', 'last mon ', 'on mon ', 'sat ', 'sun sat ', '1 nov ', 'nov 1 ', 'nov ', '1 nov 2025 '],
  ...['3 days ', '3 days ago ', '3d ago', '3/4 ', '3/4/', '2026-', '2026-11-20 ', '2026-11-20'],
  ...['#', '# ', '#a', '#a ', '#a#', '#1', '#1 ', '##a ', '#"', '#"a" ', '#"a', '#a,', '#a)', '#a))', '#a.'],
  ...['#a)x', '#.', '#-', '#a&', '#\u200d', '#🚀', '#e\u0301', '@', '@ ', '@a', '@a ', '@"a" ', '@"a', '@a.'],
  ...['WS-1 ', 'WS-1', 'WS-', 'WS-1)', 'W', 'WS', 'AAAAAAAAAA-', 'WS-1,'],
  ...['"', '" ', '"a ', '"a" ', '“', '“a ', '“a” ', '„', '„a ', '„a“ ', '”', '„"“', '“„" ', '“" '],
  ...['\\', '\\ ', '\\a ', '\\#', 'a\\', 'a\\#', '\\" ', '(', ')', '[]', '-', '--- ', ', ', ',', ';', ': '],
  ...['\u200b', '\u202e', '\u200e', '\u202ea', '\u200e#x ', 'a\u200e ', '\u0000', '\ud800', '\udc00 ', '\u037e '],
  ...['é', 'e\u0301', '\u0301', 'İ', 'ΑΣ ', '日', '👩\u200d💻', '🇩🇪', '\u0958', 'ﬁ', 'a', 'a ', 'the '],
].flatMap((unit) => [filled(unit), filled(unit, '2h #dev '), filled(unit, '2 hr #dev x ')])
