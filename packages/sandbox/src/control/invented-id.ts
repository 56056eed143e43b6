import { createHash } from 'node:crypto';

/** The same UUID for the same words in every run, so that tests and people can rely on the seed's ids. */
export function inventedId(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A number in `[0, below)` that is always the same for the same words. */
export function inventedNumber(below: number, ...words: string[]): number {
  return Number.parseInt(createHash('sha256').update(words.join('/')).digest('hex').slice(0, 8), 16) % below;
}
