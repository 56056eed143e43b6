import { isPhone } from '@botaniqal/shared/validation/contact.ts';
import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { tidyCode, tidyName } from '@botaniqal/shared/validation/typed-text.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { helpCopy } from '../../copy/forms/help.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';
import { busyWords } from '../busy-words/busy-words.ts';
import { errorOf } from '../fields/about.ts';
import { fieldStyles } from '../fields/field.styles.ts';
import { textField } from '../fields/text-field.ts';
import { phoneLink } from '../phone-link/phone-link.ts';
import { type SupportLine, supportLineList, supportLinesStyles } from '../support-lines/support-lines.ts';
import { CallBackAskedEvent, ChosenByMistakeEvent } from './help-now.events.ts';
import { helpNowStyles } from './help-now.styles.ts';
import '../banner/banner.ts';

const copy = helpCopy.callBack;

/**
 * Replaces a form when an answer is alarming: it shows help lines and offers a call back by the clinic.
 * Self-service ends here: it offers no booking and tells the page nothing.
 * It needs no network, because the page has loaded the lines before.
 *
 * @element bq-help-now
 * @slot - further words, below the help lines
 * @fires bq-call-back-asked - the patient wants to be called; name and phone are valid
 * @fires bq-chosen-by-mistake - the patient chose the alarming answer by mistake
 * @csspart heading - the heading
 * @csspart call - a link that calls or texts
 * @csspart input - a native control
 * @csspart submit - the button that asks for a call
 */
export class HelpNow extends LitElement {
  static override properties: PropertyDeclarations = {
    urgency: {},
    lines: { attribute: false },
    clinic: {},
    clinicPhone: { attribute: 'clinic-phone' },
    openingHours: { attribute: 'opening-hours' },
    callBack: { attribute: 'call-back' },
    name: {},
    phone: {},
    note: {},
    canUndo: { type: Boolean, attribute: 'can-undo' },
    faults: { state: true },
    typed: { state: true },
  };

  static override styles = [base, fieldStyles, supportLinesStyles, helpNowStyles];

  /** How soon help is needed; `emergency` shows 000 before everything else. */
  urgency: 'emergency' | 'same_day' = 'emergency';
  /** The help lines, the most important first. */
  lines: readonly SupportLine[] = [];
  /** The clinic's name; empty when it is not known. */
  clinic = '';
  /** The clinic's phone; empty when it is not known. */
  clinicPhone = '';
  /** When the clinic is reached by phone, in words; empty when it is not known. */
  openingHours = '';
  /** The state of the request for a call back. */
  callBack: 'idle' | 'sending' | 'asked' | 'failed' = 'idle';
  /** The first values of the fields, from earlier answers. */
  name = '';
  phone = '';
  /** A further sentence, such as that the answers have not arrived. A screen reader reads it when it changes. */
  note = '';
  /** Whether the patient can go back to the answer. */
  canUndo = false;

  private faults: { readonly name: string | null; readonly phone: string | null } = noFaults;
  /** The typed values; `null` while the patient has not changed the first values. */
  private typed: { name: string | null; phone: string | null } = { name: null, phone: null };

  /** Moves focus to the words that must be read first. May be called before the first render. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.head')?.focus(options));
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('callBack') || changed.get('callBack') !== 'sending') return;
    if (this.callBack === 'asked') this.renderRoot.querySelector<HTMLElement>('.asked')?.focus();
    if (this.callBack === 'failed') this.renderRoot.querySelector<HTMLElement>('bq-banner')?.focus();
  }

  protected override render(): TemplateResult {
    const { urgency } = this;
    const isEmergency = urgency === 'emergency';
    const lines = isEmergency ? this.lines.filter(({ phone }) => phone !== '000') : this.lines;
    return html`<div class="help">
      <div class="head" tabindex="-1" role="group" aria-labelledby="heading" aria-describedby="lead">
        <h2 id="heading" part="heading">${helpCopy.heading[urgency]}</h2>
        <p id="lead">${helpCopy.lead[urgency]}</p>
      </div>
      ${isEmergency ? html`<a class="call now" part="call" href="tel:000">${helpCopy.callEmergency}</a>` : nothing}
      ${
        lines.length > 0
          ? html`<div>
              <h3>${helpCopy.linesHeading[urgency]}</h3>
              ${supportLineList(lines)}
            </div>`
          : nothing
      }
      <p aria-live="polite" class="quiet note">${this.note}</p>
      <slot></slot>
      ${this.#callBack()}
      ${
        this.canUndo
          ? html`<button type="button" class="link mistake" @click=${() => this.dispatchEvent(new ChosenByMistakeEvent())}>
              ${helpCopy.mistake}
            </button>`
          : nothing
      }
    </div>`;
  }

  #callBack(): TemplateResult {
    const { callBack, clinic, clinicPhone, openingHours } = this;
    if (callBack === 'asked') {
      return html`<div class="back asked" tabindex="-1" role="group" aria-labelledby="asked">
        <h3 id="asked">${copy.asked}</h3>
        <p>${copy.askedMore(clinic, this.#value('phone'), openingHours)}</p>
      </div>`;
    }
    const busy = callBack === 'sending';
    return html`<div class="back">
      <div>
        <h3>${copy.heading}</h3>
        <p class="quiet">${copy.lead(clinic, openingHours)}</p>
      </div>
      ${
        callBack === 'failed'
          ? html`<bq-banner .heading=${copy.failed} .body=${copy.failedMore}
              >${clinicPhone ? phoneLink(clinicPhone, copy.clinic(clinicPhone)) : nothing}</bq-banner
            >`
          : nothing
      }
      <form novalidate aria-busy=${busy ? 'true' : nothing} @submit=${this.#submit}>
        ${this.#field('name', { label: copy.name, autocomplete: 'name' })}
        ${this.#field('phone', { label: copy.phone, hint: copy.phoneHint, autocomplete: 'tel' })}
        <div class="send">
          <button part="submit" type="submit" aria-disabled=${busy ? 'true' : nothing}>
            ${busyWords(busy, copy.ask, copy.asking)}
          </button>
        </div>
      </form>
      <p class="spoken" aria-live="polite">${busy ? copy.asking : ''}</p>
    </div>`;
  }

  #field(name: Field, words: { label: string; hint?: string; autocomplete: AutoFill }): TemplateResult {
    return textField({
      ...words,
      name,
      type: name === 'phone' ? 'tel' : 'text',
      value: this.#value(name),
      error: errorOf(this.faults[name]),
      readonly: this.callBack === 'sending',
      onInput: (value) => {
        this.typed = { ...this.typed, [name]: value };
        if (!faultOf(name, value)) this.faults = { ...this.faults, [name]: null };
      },
      // A field that the patient passes without typing is not validated until the form is sent.
      onBlur: () => {
        const value = this.typed[name];
        if (value) this.faults = { ...this.faults, [name]: faultOf(name, value) };
      },
    });
  }

  #value(name: Field): string {
    return this.typed[name] ?? this[name];
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.callBack === 'sending') return;
    const name = cutText(tidyName(this.#value('name')), 100);
    const phone = tidyCode(this.#value('phone'));
    this.faults = { name: faultOf('name', name), phone: faultOf('phone', phone) };
    const wrong = fields.find((field) => this.faults[field]);
    if (!wrong) this.dispatchEvent(new CallBackAskedEvent(name, phone));
    else
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${wrong}`)?.focus());
  }
}

const fields = ['name', 'phone'] as const;
type Field = (typeof fields)[number];
const noFaults = { name: null, phone: null };

function faultOf(field: Field, value: string): string | null {
  const { faults } = copy;
  if (field === 'name') return tidyName(value) ? null : faults.name;
  const phone = tidyCode(value);
  if (!phone) return faults.phoneMissing;
  return isPhone(phone) ? null : faults.phone;
}

define('bq-help-now', HelpNow);
