import type { Page } from 'playwright-core';

/** A page of another site with our elements on it, and what must hold there. */
export interface HostPage {
  /** What is unusual about the page. */
  readonly name: string;
  /** The group in the table of results. */
  readonly kind: string;
  /** What is in the head, before our script. */
  readonly head?: string;
  /** The body; without it, a calendar between two paragraphs. */
  readonly body?: string;
  /** Attributes of `<html>`. */
  readonly html?: string;
  /** Quirks mode: no doctype. */
  readonly quirks?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** The page's own address is not the server's, and is not listed under `sites`. */
  readonly isUnlisted?: boolean;
  /** Our elements are in a frame of the page, which the page itself cannot look into. */
  readonly isFramed?: boolean;
  /** Prepares what the network answers. */
  readonly network?: (page: Page) => Promise<void>;
  /** The script tag of the page; without it, ours, once. */
  readonly script?: string;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  /** The patient's device. */
  readonly timeZone?: string;
  /** What a person sees when all is well; without it, free times, of which one can be chosen. */
  readonly shows?: string | RegExp;
  /** Further conditions. */
  readonly also?: (page: Page) => Promise<void>;
  /** What the author of the page reads in the console, each once; without it, nothing. */
  readonly warns?: readonly RegExp[];
  /** The page itself is wider than the screen, so that overflow says nothing about us. */
  readonly isWide?: boolean;
}

export const fallback = '<p>Call us: <a href="tel:+61370104321">(03) 7010 4321</a>.</p>';
export const calendar = `<bq-combined-calendar service="gaps_coaching" visit="consultation">${fallback}</bq-combined-calendar>`;
export const ourScript = '<script type="module" src="/widgets/v1/bq.js"></script>';

/** One of each element that a page can place. */
export const everyElement = [
  calendar,
  `<bq-booking>${fallback}</bq-booking>`,
  `<bq-service-picker>${fallback}</bq-service-picker>`,
  `<bq-waitlist-signup service="counseling">${fallback}</bq-waitlist-signup>`,
  `<bq-triage-form>${fallback}</bq-triage-form>`,
  `<bq-intake-form form="mini_intake">${fallback}</bq-intake-form>`,
  `<bq-manage-booking>${fallback}</bq-manage-booking>`,
];

/** The page as a browser gets it. */
export function htmlOf(page: HostPage): string {
  const { html = 'lang="en-AU"', head = '', body = `<p>Above.</p>${calendar}<p>Below.</p>` } = page;
  const { script = ourScript, quirks = false } = page;
  return `${quirks ? '' : '<!doctype html>'}<html ${html}><head><meta charset="utf-8"><title>${page.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
${head}${script}</head><body>${body}</body></html>`;
}
