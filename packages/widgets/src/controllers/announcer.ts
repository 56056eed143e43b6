import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * Says things to people who listen. Put `announcer.render()` once into the template; call `say` whenever
 * something changed that eyes would see (month changed, times loaded, an error).
 *
 * The region is there, empty, from the first render: screen readers ignore regions that arrive with their text.
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

  /** Announces politely, after what is being read now. The same words twice are said twice. */
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
