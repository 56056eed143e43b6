import { visitKinds } from '@botaniqal/shared/ids/ids.ts';
import type { PageEventName, PageEvents, Told } from '../neighbours/page-events.ts';
import { refusesTags } from './consent.ts';

/** What a page can set. */
interface Settings {
  /** The name of the data layer; `dataLayer` without it. */
  readonly bqDataLayer?: unknown;
  /** `neutral`: what is pushed names no service, visit, practitioner, time, form or booking. */
  readonly bqDataLayerDetails?: unknown;
}

type Pushed = Readonly<Record<string, unknown>>;

/** What happened before the page had its data layer, or while its visitor refuses tags. */
const waiting: Pushed[] = [];
const counted = new Set<string>();
let failed = false;
/** Milliseconds until we look again. */
let pause = 500;

/** Tells the page's tag manager what happened. Tags only count: their mistakes never reach the patient. */
export function countAll(told: readonly Told[]): void {
  for (const [name, detail] of told) waiting.push(...pushesOf(name, detail));
  // On a page that never gets its data layer, old events make room.
  while (waiting.length > 50) waiting.shift();
  flush();
}

function pushesOf(name: PageEventName, detail: object): readonly Pushed[] {
  const event = name.replaceAll('-', '_');
  if (name === 'bq-step' || name === 'bq-error') return [{ event, ...detail }];
  const details = settings().bqDataLayerDetails === 'neutral' ? {} : detail;
  if (name !== 'bq-booking-confirmed') return [{ event, ...details }];
  const { bookingId, visit, amountCents, currency } = detail as PageEvents['bq-booking-confirmed'];
  if (counted.has(bookingId)) return [];
  counted.add(bookingId);
  const value = amountCents / 100;
  const item = { item_id: `visit_${visitKinds.indexOf(visit) + 1}`, item_name: 'Visit' };
  const ecommerce = {
    transaction_id: randomId(),
    value,
    currency,
    items: [{ ...item, price: value, quantity: 1 }],
  };
  // Google asks for the first one: parts of an earlier purchase must not stay.
  return [{ ecommerce: null }, { event, ...details, amountCents, currency, value, ecommerce }];
}

/** Hands over what waits, in order. */
function flush(): void {
  try {
    const { bqDataLayer } = settings();
    const name = typeof bqDataLayer === 'string' && bqDataLayer ? bqDataLayer : 'dataLayer';
    const layer = (window as unknown as Record<string, unknown>)[name];
    if (Array.isArray(layer) && !refusesTags()) {
      for (let pushed = waiting.shift(); pushed; pushed = waiting.shift()) layer.push(pushed);
    } else if (waiting.length > 0 && pause < 60_000) {
      setTimeout(flush, pause);
      pause *= 2;
    }
  } catch (cause) {
    if (!failed) console.warn('Booking: the data layer of this page failed.', cause);
    failed = true;
  }
}

const settings = () => window as Window & Settings;

/** Of this purchase, and of nothing that the clinic knows. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Forgets what was counted, for tests that share one page. */
export function forgetCounted(): void {
  waiting.length = 0;
  counted.clear();
}
