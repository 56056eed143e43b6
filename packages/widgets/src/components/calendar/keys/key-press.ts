import type { LitElement } from 'lit';
import { loadPart } from '../../../page/load-part.ts';
import type { Key } from './calendar-keys.ts';
import { dataOf } from './shadow-focus.ts';

type Keys = typeof import('./calendar-keys.ts');

/** The keys that move inside a group of buttons, by the `data-*` name of its buttons. */
const moving = {
  tab: /^(ArrowLeft|ArrowRight|Home|End)$/,
  day: /^(Arrow|Page|Home$|End$)/,
  start: /^(Arrow|Home$|End$)/,
};

let keys: Keys | undefined;
/** The presses that wait for the code, in their order. */
let waiting: (() => unknown)[] = [];

/** Loads the code of the keys when the focus comes by a key. A mouse or a finger never needs it. */
export function onFocusByKey({ target }: FocusEvent): void {
  if (target instanceof HTMLButtonElement && target.matches(':focus-visible')) void load();
}

/**
 * Moves the focus inside a group of buttons. A press before the code is there is not lost: it waits, and then moves
 * from the button that has the focus by then.
 * @param move gets the `data-*` value of that button
 */
export function onKeyPress(
  host: LitElement,
  event: KeyboardEvent,
  name: keyof typeof moving,
  move: (keys: Keys, key: Key, from: string) => unknown,
): void {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  const from = dataOf(event, name);
  // With a modifier the key is a shortcut of the browser or the system.
  if (!from || altKey || ctrlKey || metaKey || !moving[name].test(key)) return;
  event.preventDefault();
  if (keys) move(keys, { key, shiftKey }, from);
  else {
    waiting.push(() => {
      const now = (host.shadowRoot?.activeElement as HTMLElement | null | undefined)?.dataset[name];
      if (keys && now) return move(keys, { key, shiftKey }, now);
      return undefined;
    });
    void load();
  }
}

async function load(): Promise<void> {
  // After a failure the next press tries again.
  keys ??= await loadPart(() => import('./calendar-keys.ts')).catch(() => undefined);
  const presses = waiting;
  waiting = [];
  for (const press of presses) await press();
}
