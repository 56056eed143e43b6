import { cutText } from '../validation/cut-text.ts';

/** One way in which a visitor came to the site: the campaign of the address, the page that linked here, the first page. */
export interface Touch {
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  term?: string | undefined;
  content?: string | undefined;
  /** The campaign's id (`utm_id`). */
  id?: string | undefined;
  /** A host. */
  referrer?: string | undefined;
  /** A path, without query and fragment. */
  landingPage?: string | undefined;
  /** The advertising network whose click id was in the address. It is not the id. */
  network?: AdNetwork | undefined;
}

/** The most characters of each piece. */
export const touchLimits = {
  source: 100,
  medium: 100,
  campaign: 100,
  term: 100,
  content: 100,
  id: 100,
  referrer: 300,
  landingPage: 300,
} as const satisfies Partial<Record<keyof Touch, number>>;

const pieces = Object.keys(touchLimits) as readonly (keyof typeof touchLimits)[];

/** The ids that advertising networks add to the address of an ad, each with its network. */
export const adNetworks = {
  gclid: 'google',
  gbraid: 'google',
  wbraid: 'google',
  fbclid: 'facebook',
  msclkid: 'bing',
  ttclid: 'tiktok',
  li_fat_id: 'linkedin',
} as const;
export type ClickIdName = keyof typeof adNetworks;
export type AdNetwork = (typeof adNetworks)[ClickIdName];
export const clickIdNames = Object.keys(adNetworks) as readonly ClickIdName[];
/** For how many days after a click the networks take its id: Google for 90, the others for fewer. */
export const clickIdDays = 90;
export type ClickIds = Partial<Record<ClickIdName, string>>;

/**
 * Keeps what a page may say of a visitor's way here, and drops the rest: unknown keys, queries and fragments, which can
 * hold anything, and values with an email address or a phone number, because mailings put them into parameters. The page
 * and the server both clean, because anyone can send anything to the server.
 */
export function cleanTouch(sent: unknown): Touch {
  const kept: Touch = {};
  const values = entriesOf(sent);
  for (const piece of pieces) {
    const value = values[piece];
    if (typeof value !== 'string' || holdsContact(value)) continue;
    const clean =
      piece === 'referrer'
        ? hostOf(value)
        : piece === 'landingPage'
          ? withoutSecrets(pathOf(value))
          : withoutQuery(value);
    if (clean) kept[piece] = cutText(clean, touchLimits[piece]);
  }
  const network = Object.values(adNetworks).find((one) => one === values.network);
  if (network) kept.network = network;
  return kept;
}

/** Click ids are letters, digits and a few signs. Anything else is none of theirs. */
export function cleanClickIds(sent: unknown): ClickIds {
  const kept: ClickIds = {};
  const values = entriesOf(sent);
  for (const name of clickIdNames) {
    const value = values[name];
    if (typeof value === 'string' && /^[\w.~-]{1,300}$/.test(value) && !holdsContact(value))
      kept[name] = value;
  }
  return kept;
}

function entriesOf(sent: unknown): Readonly<Record<string, unknown>> {
  return typeof sent === 'object' && sent !== null ? { ...sent } : {};
}

function hostOf(value: string): string {
  const url = /:/.test(value) ? parse(value) : null;
  return url ? url.host : (withoutQuery(value).split('/')[0] ?? '');
}

function pathOf(value: string): string {
  const url = /^https?:/i.test(value) ? parse(value) : null;
  return url ? url.pathname : withoutQuery(value);
}

/** `URL.canParse` is missing in Safari before 17. */
function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function withoutQuery(value: string): string {
  return (value.replace(/\p{Cc}/gu, ' ').split(/[?#]/)[0] ?? '').trim();
}

/**
 * Whether a value has an email address, also where the `@` is escaped once or twice, or a phone number of Australia.
 */
function holdsContact(value: string): boolean {
  return /@|\uff20|%(?:25)*40|(?:(?:\+|%2b)61|(?:^|\D)61|(?:^|\D)0)[\s()-]*[2-478](?:[\s()-]*\d){8}(?!\d)/i.test(
    value,
  );
}

/** A path whose parts that look like a token, an id or a number of a person are replaced by `*`. */
function withoutSecrets(path: string): string {
  return path
    .split('/')
    .map((part) => (isSecret(part) ? '*' : part))
    .join('/');
}

/**
 * Words of a page's address are short and mostly lower case (`how-to-sleep-better-in-2026`). A token has a long run of
 * letters mixed with digits, a person's number is a long run of digits.
 */
function isSecret(part: string): boolean {
  return (
    /\d{7}/.test(part) ||
    /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-/i.test(part) ||
    (part.length > 19 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part)) ||
    part.split(/[-_.~]/).some((run) => run.length > 15 && /\d/.test(run) && /[a-z]/i.test(run))
  );
}
