import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * Announces changes to people who use a screen reader. Put `announcer.render()` once into the template, and call `say`
 * after each change that others see (another month, loaded times, an error).
 *
 * The empty region is drawn from the first render, because screen readers ignore a region that is added with its text.
 */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #message = '';
  #odd = false;

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
  }

  render(): TemplateResult {
    return html`<div class="spoken" role="status">${this.#message}</div>`;
  }
}
