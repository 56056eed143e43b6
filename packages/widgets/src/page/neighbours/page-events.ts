import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ApiProblemCode } from '../../api/api-problem.ts';

/**
 * All events for the page, with their details. They bubble, are composed, and carry no personal data:
 * every script on the page can listen to them.
 */
export interface PageEvents {
  /** The element shows its first data. */
  'bq-ready': Record<string, never>;
  /** The patient chose a service and a visit. Can be cancelled. */
  'bq-service-selected': { service: ServiceId; visit: VisitKind };
  /** The patient chose a time and pressed "Continue". Can be cancelled. `start` is an instant in UTC. */
  'bq-slot-selected': { service: ServiceId; visit: VisitKind; practitionerId: string; start: string };
  /** The journey moved to a step. */
  'bq-step': { step: string };
  'bq-booking-confirmed': {
    bookingId: string;
    service: ServiceId;
    visit: VisitKind;
    amountCents: number;
    currency: string;
  };
  /** A form was sent. The event has no answer and no outcome. Can be cancelled. */
  'bq-form-submitted': { form: string };
  'bq-waitlist-joined': { service: ServiceId };
  'bq-error': { code: ApiProblemCode };
}
export type PageEventName = keyof PageEvents;
/** An event for the page, and its details. */
export type Told = [PageEventName, object];

const cancelable: ReadonlySet<PageEventName> = new Set([
  'bq-service-selected',
  'bq-slot-selected',
  'bq-form-submitted',
]);

declare global {
  interface HTMLElementEventMap extends PageEventMap {}
}
type PageEventMap = { [K in PageEventName]: CustomEvent<PageEvents[K]> };

/** Taken by `page/visit/told-events.ts`, for the page's tag manager. */
const page = window as unknown as Record<symbol, Told[]>;
page[Symbol.for('bq-told')] ??= [];
const told = page[Symbol.for('bq-told')] as Told[];

/** Carries events that the page did not cancel to our other elements on the page. It is not part of the contract. */
const bus = new EventTarget();
const latest = new Map<PageEventName, Heard<PageEventName>>();

interface Heard<K extends PageEventName> {
  detail: PageEvents[K];
  from: HTMLElement;
}

/**
 * Tells the page: dispatches the event, has it pushed to the page's data layer (`page/visit`), and tells the other
 * elements on the page unless the event was cancelled.
 * @param alone true when the other elements must not hear it
 * @returns false when the page cancelled the event and continues by itself.
 */
export function tellPage<K extends PageEventName>(
  from: HTMLElement,
  name: K,
  detail: PageEvents[K],
  alone = false,
): boolean {
  const goOn = from.dispatchEvent(
    new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: cancelable.has(name) }),
  );
  told.push([name, detail]);
  if (goOn && !alone) {
    const heard = { detail, from };
    latest.set(name, heard);
    bus.dispatchEvent(new CustomEvent(name, { detail: heard }));
  }
  return goOn;
}

/** `earlier` is true for an event from before the listener was placed on the page. */
type Act<K extends PageEventName> = (detail: PageEvents[K], from: HTMLElement, earlier: boolean) => void;

/**
 * Listens to an event of other elements that the page did not cancel; also to one from before this listener was added,
 * as long as the element that sent it is on the page.
 */
export class PageListener<K extends PageEventName> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #name: K;
  readonly #act: Act<K>;

  constructor(host: ReactiveControllerHost & HTMLElement, name: K, act: Act<K>) {
    this.#host = host;
    this.#name = name;
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    bus.addEventListener(this.#name, this.#hear);
    const said = latest.get(this.#name);
    // What an element said is forgotten when it leaves the page.
    if (said?.from.isConnected) this.#take(said, true);
    else latest.delete(this.#name);
  }

  hostDisconnected(): void {
    bus.removeEventListener(this.#name, this.#hear);
  }

  readonly #hear = (event: Event): void => {
    this.#take((event as CustomEvent<Heard<PageEventName>>).detail);
  };

  #take(said: Heard<PageEventName>, earlier = false): void {
    if (said.from !== this.#host) this.#act(said.detail as PageEvents[K], said.from, earlier);
  }
}

/** Forgets earlier events, for tests that share one page. */
export function forgetPageEvents(): void {
  latest.clear();
  told.length = 0;
}
