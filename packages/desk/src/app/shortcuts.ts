import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Screen } from './navigation.ts';
import { addressOf, go } from './router.ts';

/** Where the choice is kept. It is no personal data. */
const storageKey = 'bq-desk-shortcuts';

/**
 * Keys that open a screen while nothing is typed. They can be turned off, for people who speak to their computer.
 * https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts
 */
export class Shortcuts implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #screens: () => readonly Screen[];
  isOn = localStorage.getItem(storageKey) !== 'off';

  constructor(host: ReactiveControllerHost, screens: () => readonly Screen[]) {
    this.#host = host;
    this.#screens = screens;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKey);
  }

  turn(isOn: boolean): void {
    this.isOn = isOn;
    localStorage.setItem(storageKey, isOn ? 'on' : 'off');
    this.#host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isTyping =
      target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!this.isOn || isTyping || !isPlain || event.defaultPrevented) return;
    const screen = this.#screens().find(({ key }) => key === event.key.toUpperCase());
    if (!screen) return;
    event.preventDefault();
    go(addressOf(screen.id));
  };
}
