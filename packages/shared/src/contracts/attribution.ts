import { z } from 'zod';
import { cutText } from '../validation/cut-text.ts';

/** The most characters of each piece. */
const limits = {
  source: 100,
  medium: 100,
  campaign: 100,
  term: 100,
  content: 100,
  referrer: 300,
  landingPage: 300,
} as const;
type Piece = keyof typeof limits;

const pieces = Object.keys(limits) as readonly Piece[];

/**
 * Where a visitor came from, for the clinic's own count. Never personal: `cleanAttribution` runs before it, and a
 * request is never refused because of it.
 */
export const attribution = z.preprocess(
  cleanAttribution,
  z.object({
    source: z.string().max(limits.source).optional(),
    medium: z.string().max(limits.medium).optional(),
    campaign: z.string().max(limits.campaign).optional(),
    term: z.string().max(limits.term).optional(),
    content: z.string().max(limits.content).optional(),
    /** A host. */
    referrer: z.string().max(limits.referrer).optional(),
    /** A path, without query and fragment. */
    landingPage: z.string().max(limits.landingPage).optional(),
  }),
);
export type Attribution = z.output<typeof attribution>;

/**
 * Keeps what a page may say of a visitor's way here, and drops the rest: unknown keys, queries and fragments, which can
 * hold anything, and values with an `@`, because mailings put addresses into parameters. Pages do the same; the server
 * does not rely on it, as anyone can send anything.
 */
function cleanAttribution(sent: unknown): Partial<Record<Piece, string>> {
  const kept: Partial<Record<Piece, string>> = {};
  if (typeof sent !== 'object' || sent === null) return kept;
  const values: Readonly<Record<string, unknown>> = { ...sent };
  for (const piece of pieces) {
    const value = values[piece];
    if (typeof value !== 'string' || holdsAddress(value)) continue;
    const clean = cleaners[piece]?.(value) ?? withoutQuery(value);
    if (clean) kept[piece] = cutText(clean, limits[piece]);
  }
  return kept;
}

const cleaners: Partial<Record<Piece, (value: string) => string>> = {
  referrer: (value) =>
    URL.canParse(value) ? new URL(value).host : (withoutQuery(value).split('/')[0] ?? ''),
  landingPage: (value) =>
    /^https?:/i.test(value) && URL.canParse(value) ? new URL(value).pathname : withoutQuery(value),
};

function withoutQuery(value: string): string {
  return (value.replaceAll(/\p{Cc}/gu, ' ').split(/[?#]/)[0] ?? '').trim();
}

/** Also where the `@` is escaped, once or twice. */
function holdsAddress(value: string): boolean {
  return /@|\uff20|%(?:25)*40/i.test(value);
}
