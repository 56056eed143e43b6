import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Milliseconds after which announced words leave the page. */
const staysFor = 10_000;

/**
 * Announces changes to people who use a screen reader. Put `announcer.render()` once into the template, and call `say`
 * after each change that others see (another month, loaded times, an error).
 *
 * The empty region is drawn from the first render, because screen readers ignore a region that is added with its text.
 * It has no role, because a reader that goes through the page would name it "status bar". The words leave after a while,
 * so that they are not read a second time at the end of the page.
 */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #message = '';
  #odd = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /**
   * Announces words politely: the screen reader finishes its current sentence first. Equal words are announced again.
   */
  say(message: string): void {
    // A no-break space at the end makes equal messages differ, so that a repeat is spoken too.
    this.#odd = !this.#odd;
    this.#message = message && this.#odd ? `${message}\u00a0` : message;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (message) this.#timer = setTimeout(() => this.say(''), staysFor);
  }

  render(): TemplateResult {
    return html`<div class="spoken" aria-live="polite" aria-atomic="true">${this.#message}</div>`;
  }
}
