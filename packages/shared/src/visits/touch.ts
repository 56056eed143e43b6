import { cutText } from '../validation/cut-text.ts';
import { holdsContact, withoutSecrets } from './personal.ts';

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
  /** The name of the click id that was in the address: it tells the advertising network. It is not the id. */
  click?: ClickIdName | undefined;
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

/** The most characters of a value that are looked at. A longer one is none of a campaign. */
const mostRead = 1000;

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
    const said = values[piece];
    if (typeof said !== 'string') continue;
    // The patterns below read a long text several times.
    const value = cutText(said, mostRead);
    if (holdsContact(value)) continue;
    const clean =
      piece === 'referrer'
        ? hostOf(value)
        : piece === 'landingPage'
          ? withoutSecrets(pathOf(value))
          : withoutQuery(value);
    if (clean) kept[piece] = cutText(clean, touchLimits[piece]);
  }
  const click = clickIdNames.find((name) => name === values.click);
  if (click) kept.click = click;
  return kept;
}

/** Click ids are letters, digits and a few signs. Digits alone can be the number of a person. */
export function cleanClickIds(sent: unknown): ClickIds {
  const kept: ClickIds = {};
  const values = entriesOf(sent);
  for (const name of clickIdNames) {
    const value = values[name];
    if (typeof value === 'string' && /^(?!\d+$)[\w.~-]{1,300}$/.test(value)) kept[name] = value;
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
