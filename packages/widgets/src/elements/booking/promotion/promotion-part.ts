import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import type { Quoted } from '@botaniqal/shared/contracts/quotes.ts';
import type { PromotionRefusal } from '@botaniqal/shared/pricing/promotion.ts';
import { html, type LitElement, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../../api/api-problem.ts';
import { askQuote } from '../../../api/bookings/quotes.ts';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { errorOf } from '../../../components/fields/about.ts';
import { fieldStyles } from '../../../components/fields/field.styles.ts';
import { textField } from '../../../components/fields/text-field.ts';
import { promotionCopy, refusedCode } from '../../../copy/booking/promotion.ts';
import { priceWords } from '../../../copy/money.ts';
import { problemSentence } from '../../../copy/problems.ts';
import type { Choice } from '../journey/journey.ts';
import { promotionStyles } from './promotion.styles.ts';

/** What the booking gives to the field. */
interface Around {
  readonly element: LitElement;
  readonly origin: string;
  readonly locale: string;
  say(words: string): void;
}

const fieldName = 'promotionCode';

/**
 * The field for a promotion code, and the price with the code. Loaded when the patient opens it. The server judges each
 * code: here before the booking, and again with the booking.
 */
export class PromotionPart {
  readonly #around: Around;
  #typed = '';
  #error = '';
  #busy = false;
  #applied: { readonly quoted: Quoted; readonly choice: Choice } | null = null;

  constructor(around: Around) {
    this.#around = around;
    const { renderRoot } = around.element;
    for (const { styleSheet } of [fieldStyles, promotionStyles])
      if (styleSheet && renderRoot instanceof ShadowRoot) renderRoot.adoptedStyleSheets.push(styleSheet);
  }

  /** The price of a visit with the code; `null`: there is no code for it. */
  priceOf(choice: Choice): Price | null {
    return this.#of(choice)?.price ?? null;
  }

  /** The code to book with. */
  codeFor(choice: Choice): string | undefined {
    return this.#of(choice)?.promotionCode;
  }

  /** The server has refused the booking because of the code. */
  refused(error: unknown): void {
    const reason = reasonOf(error);
    if (!reason) return;
    this.#applied = null;
    this.#error = refusedCode[reason];
  }

  /** Moves the focus to the field. */
  async focus(): Promise<void> {
    const { element } = this.#around;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(`#${fieldName}, .applied button`)?.focus();
  }

  /** @param full the price without a code */
  view(choice: Choice, full: Price | null): TemplateResult {
    const applied = this.#of(choice);
    if (applied) {
      return html`<div class="applied">
        <p class="quiet">${promotionCopy.code(applied.promotionCode)}</p>
        <button type="button" class="link" @click=${() => this.#remove(full)}>${promotionCopy.remove}</button>
      </div>`;
    }
    return html`<form class="promotion" novalidate @submit=${(event: Event) => this.#apply(event, choice)}>
      ${textField({
        name: fieldName,
        label: promotionCopy.label,
        error: errorOf(this.#error),
        value: this.#typed,
        autocomplete: 'off',
        optional: true,
        readonly: this.#busy,
        onInput: (typed) => {
          this.#typed = typed;
          this.#error = '';
          this.#redraw();
        },
      })}
      <button type="submit" aria-disabled=${this.#busy ? 'true' : 'false'}>
        ${busyWords(this.#busy, promotionCopy.apply, promotionCopy.applying)}
      </button>
    </form>`;
  }

  #of({ service, visit }: Choice): Quoted | null {
    const { choice, quoted } = this.#applied ?? {};
    return quoted && choice?.service === service && choice.visit === visit ? quoted : null;
  }

  async #apply(event: Event, choice: Choice): Promise<void> {
    event.preventDefault();
    if (this.#busy) return;
    const { origin, say } = this.#around;
    const promotionCode = this.#typed.trim();
    this.#error = promotionCode ? '' : promotionCopy.missing;
    if (promotionCode) {
      this.#busy = true;
      this.#redraw();
      try {
        const { service, visit } = choice;
        const quoted = await askQuote(origin, { service, visit, promotionCode });
        this.#applied = { quoted, choice };
        this.#typed = '';
        say(promotionCopy.applied(quoted.promotionCode, this.#words(quoted.price)));
      } catch (error) {
        this.#error = sentenceFor(error);
      }
      this.#busy = false;
    }
    this.#redraw();
    await this.focus();
  }

  #remove(full: Price | null): void {
    this.#applied = null;
    this.#redraw();
    this.#around.say(promotionCopy.removed(this.#words(full)));
    void this.focus();
  }

  #words(price: Price | null): string {
    return priceWords(price, this.#around.locale);
  }

  #redraw(): void {
    this.#around.element.requestUpdate();
  }
}

function sentenceFor(error: unknown): string {
  const reason = reasonOf(error);
  if (reason) return refusedCode[reason];
  const code = codeOf(error);
  return code === 'too_many_requests' ? promotionCopy.tooManyTries : problemSentence(code);
}

/** `null`: the request failed for another reason than the code. */
function reasonOf(error: unknown): PromotionRefusal | null {
  const fields = error instanceof ApiProblem ? error.fields : [];
  const field = fields.find(({ path }) => path === fieldName);
  if (!field) return null;
  return Object.hasOwn(refusedCode, field.code) ? (field.code as PromotionRefusal) : 'unknown';
}
