import { css, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Announcer } from '../../controllers/announcer.ts';
import { paymentCopy } from '../../copy/booking/payment.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';

const copy = paymentCopy.hold;
const minute = 60_000;
/** Minutes before the end from which the end is shown wherever the patient is on the page. */
const soon = 2;

/**
 * Says in one calm sentence for how many minutes the time is held, without a second clock beside the appointment's. The
 * number changes in silence. From two minutes before the end the line stays in view with its button, and is announced
 * once.
 *
 * @element bq-hold-line
 * @fires bq-hold-longer - the patient pressed "Keep it longer"
 * @fires bq-hold-over - the end has come by this device's clock; the server decides
 */
export class HoldLine extends LitElement {
  static override properties: PropertyDeclarations = {
    expiresAt: { attribute: false },
    extendable: { type: Boolean },
    asking: {},
    left: { state: true },
  };

  static override styles = [
    base,
    css`
      p {
        /* A small distance to the heading above. */
        margin-block: -16px -8px;
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: center;
        color: var(--_text-2);
      }
      button {
        margin-inline-start: -4px;
      }
      p:focus {
        outline: none;
      }
      .failed {
        color: var(--_warning);
      }
      /* The end is near: the line stays in view while the patient types below it. */
      :host([soon]) {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
      }
      :host([soon]) p {
        margin-block: -8px 0;
        padding: 0.625em 0.875em;
        border: 1px solid var(--_warning);
        border-radius: var(--_radius-s);
        background: var(--_warning-wash);
        color: var(--_text);
      }
    `,
  ];

  /** Instant in UTC. */
  expiresAt = '';
  extendable = false;
  /** The request to keep the time longer is being sent, or was refused. */
  asking: 'no' | 'asking' | 'failed' = 'no';

  /** The minutes that are left. */
  private left = Number.POSITIVE_INFINITY;

  readonly #announcer = new Announcer(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A phone stops timers while its screen is off. We check the clock again when the page is visible.
    document.addEventListener('visibilitychange', this.#wind);
    this.#wind();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#wind);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('expiresAt')) return;
    this.#wind();
    if (!changed.get('expiresAt')) return;
    this.#announcer.say(copy.kept(this.left));
    // The pressed button disappears, so focus moves to its result.
    void this.updateComplete.then(() => this.renderRoot.querySelector('p')?.focus());
  }

  protected override render() {
    return html`<p tabindex="-1" class="numbers">
        <span>${copy.held(this.left)}</span>
        ${
          this.extendable
            ? html`<button
                type="button"
                class="link"
                aria-disabled=${this.asking === 'asking' ? 'true' : nothing}
                @click=${this.#longer}
              >
                ${copy.longer}
              </button>`
            : nothing
        }
        ${this.asking === 'failed' ? html`<span class="failed" role="status">${copy.notKept}</span>` : nothing}
      </p>
      ${this.#announcer.render()}`;
  }

  #longer(): void {
    if (this.asking !== 'asking') this.dispatchEvent(new Event('bq-hold-longer'));
  }

  readonly #wind = (): void => {
    clearTimeout(this.#timer);
    const left = Date.parse(this.expiresAt) - Date.now();
    if (Number.isNaN(left)) return;
    const before = this.left;
    this.left = Math.max(1, Math.ceil(left / minute));
    this.toggleAttribute('soon', this.left <= soon);
    if (this.left <= soon && before > soon) this.#announcer.say(copy.held(this.left));
    // The next moment at which the number changes, or the end.
    const next = this.left - 1;
    this.#timer = setTimeout(next ? this.#wind : this.#over, Math.max(0, left - next * minute));
  };

  readonly #over = (): void => {
    this.dispatchEvent(new Event('bq-hold-over'));
  };
}

define('bq-hold-line', HoldLine);
