const ascii: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * The same words in ASCII characters of the alphabet GSM-7 that cost one unit each. One other character would halve
 * the room of the whole message.
 */
export function plainText(words: string): string {
  const replaced = words.replaceAll(/[’‘“”–—…\u00a0\u202f]/g, (one) => ascii[one] ?? one);
  return replaced
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\n !-Z_a-z]/g, '?');
}

/** How many parts a text of `plainText` is sent in: 160 characters, or 153 in each of several. */
export function segmentsOf(plain: string): number {
  return plain.length <= 160 ? 1 : Math.ceil(plain.length / 153);
}
