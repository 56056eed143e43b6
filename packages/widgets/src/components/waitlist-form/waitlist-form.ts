import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { signUpFaultWords, waitlistCopy } from '../../copy/waitlist.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import type { ErrorSummary, FieldError, FieldWantedEvent } from '../error-summary/error-summary.ts';
import { formFieldStyles } from '../form-field/form-field.styles.ts';
import { textField } from '../form-field/text-field.ts';
import { choiceFieldStyles } from './choice-field.styles.ts';
import { choiceField, contactChoices } from './choice-field.ts';
import {
  nothingEntered,
  type SignUp,
  type SignUpField,
  signUpFault,
  signUpFields,
  type Waited,
} from './sign-up.ts';
import { SignUpSubmittedEvent, SignUpTypedEvent } from './waitlist-form.events.ts';
import { waitlistFormStyles } from './waitlist-form.styles.ts';
import '../error-summary/error-summary.ts';

/** What is wrong with single fields, in words. */
export type SignUpMessages = Readonly<Partial<Record<SignUpField, string>>>;

const interest = waitlistCopy.interest.map((words, index) => [String(index + 1), words] as const);

/**
 * What the clinic needs to know of somebody who waits. Judges a field when it is left or when the form is sent,
 * never while somebody types. What is entered goes out with every change, so that it outlives the form.
 *
 * Machines meet a field that people, screen readers and autofill pass by; nobody is given a puzzle.
 *
 * @element bq-waitlist-form
 * @fires bq-sign-up-typed - with every change of a field
 * @fires bq-sign-up-submitted - sent, and every field holds
 * @csspart input - a native text control
 * @csspart choice - a native radio or checkbox
 * @csspart submit - the button that sends
 */
export class WaitlistForm extends LitElement {
  static override styles = [base, formFieldStyles, choiceFieldStyles, waitlistFormStyles];

  /** The values, exactly as typed. */
  @property({ attribute: false }) entered: SignUp = nothingEntered;
  /** The services to choose from; one is not asked about. */
  @property({ attribute: false }) services: readonly Waited[] = [];
  /** What the person agrees to. */
  @property() consent = '';
  /** What the server refused; shown at the fields until they are changed. */
  @property({ attribute: false }) refused: SignUpMessages = {};
  /** On its way: fields can be read, not changed, and the button says so. */
  @property({ type: Boolean }) busy = false;

  @state() private messages: SignUpMessages = {};
  @state() private summed: readonly FieldError[] = [];

  readonly #typed = new Set<SignUpField>();
  #pressing = false;
  #leftWhilePressing: SignUpField | null = null;
  #shownSince = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('refused')) this.#sum(this.refused);
  }

  protected override firstUpdated(): void {
    this.#shownSince = performance.now();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('refused') && this.summed.length > 0) void this.#focusSummary();
  }

  protected override render() {
    const { label, hint } = waitlistCopy;
    const { busy, services } = this;
    const needsMobile = this.entered.contactPreference !== 'email';
    return html`<form
      novalidate
      aria-busy=${busy ? 'true' : nothing}
      @submit=${this.#submit}
      @pointerdown=${this.#press}
      @bq-field-wanted=${this.#goToField}
    >
      ${this.summed.length > 0 ? html`<bq-error-summary .errors=${this.summed}></bq-error-summary>` : nothing}
      ${
        services.length > 1
          ? this.#choice(
              'service',
              label.service,
              services.map(({ id, name }) => [id, name] as const),
            )
          : nothing
      }
      <div class="pair">
        ${this.#text('name', label.name, 'name')}
        ${this.#text('email', label.email, 'email', { type: 'email', inputMode: 'email', hint: hint.email })}
      </div>
      <div class="pair">
        ${this.#text('phone', label.phone(needsMobile), 'tel', {
          type: 'tel',
          inputMode: 'tel',
          optional: !needsMobile,
        })}
        ${this.#text('postcode', label.postcode, 'postal-code', { inputMode: 'numeric', optional: true })}
      </div>
      ${this.#choice('interestLevel', label.interestLevel, interest)}
      ${this.#choice('contactPreference', label.contactPreference, contactChoices)}
      <div class="trap" aria-hidden="true">
        <label>${waitlistCopy.trap}<input name="website" tabindex="-1" autocomplete="off" /></label>
      </div>
      ${this.#agreement()}
      <button class="primary" part="submit" type="submit" aria-disabled=${busy ? 'true' : nothing}>
        <span class="words">
          <span class=${busy ? 'out' : ''}>${waitlistCopy.join}</span>
          <span class=${busy ? '' : 'out'}>${waitlistCopy.joining}</span>
        </span>
      </button>
    </form>`;
  }

  #text(
    name: SignUpField,
    label: string,
    autocomplete: AutoFill,
    more: Partial<Parameters<typeof textField>[0]> = {},
  ) {
    return textField({
      ...more,
      name,
      label,
      autocomplete,
      error: this.messages[name] ?? null,
      value: this.entered[name],
      readonly: this.busy,
      onInput: (value) => this.#enter(name, value),
      onBlur: () => this.#leave(name),
    });
  }

  #choice(name: SignUpField, label: string, choices: readonly (readonly [string, string])[]) {
    return choiceField({
      name,
      label,
      choices,
      error: this.messages[name] ?? null,
      value: this.entered[name],
      readonly: this.busy,
      onChoose: (value) => this.#enter(name, value),
    });
  }

  #agreement() {
    const error = this.messages.consent;
    return html`<div class="field">
      ${error ? html`<p class="error" id="consent-error">${error}</p>` : nothing}
      <label class="choice consent ${error ? 'wrong' : ''}">
        <input
          type="checkbox"
          part="choice"
          id="consent"
          required
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby=${error ? 'consent-error' : nothing}
          .checked=${this.entered.consent !== ''}
          @click=${(event: Event) => this.busy && event.preventDefault()}
          @change=${() => this.#enter('consent', this.entered.consent ? '' : 'yes')}
        />${this.consent}
      </label>
    </div>`;
  }

  #enter(field: SignUpField, value: string): void {
    this.#typed.add(field);
    // At once: a browser that fills in several fields may send the form in the same breath.
    this.entered = { ...this.entered, [field]: value };
    this.dispatchEvent(new SignUpTypedEvent(field, value));
    // Another way to be reached may need the mobile number, or not need it any more.
    for (const each of field === 'contactPreference' ? [field, 'phone' as const] : [field]) {
      if (this.messages[each])
        this.#show(each, signUpFault(each, this.entered) ? this.messages[each] : undefined);
    }
  }

  /**
   * Pressing the button leaves a field first. An error shown at that moment would push the button away from under
   * the finger and the press would be lost; so it waits until the press is over.
   */
  #leave(field: SignUpField): void {
    if (this.#pressing) this.#leftWhilePressing = field;
    // A field that was passed by without typing is left in peace until the form is sent.
    else if (this.#typed.has(field)) this.#show(field, this.#complaint(field));
  }

  #press(): void {
    this.#pressing = true;
    const over = () => {
      for (const end of ['pointerup', 'pointercancel']) removeEventListener(end, over, true);
      setTimeout(() => {
        this.#pressing = false;
        if (this.#leftWhilePressing) this.#leave(this.#leftWhilePressing);
        this.#leftWhilePressing = null;
      });
    };
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, over, true);
  }

  #complaint(field: SignUpField): string | undefined {
    const fault = signUpFault(field, this.entered);
    const by = this.entered.contactPreference as ContactPreference;
    return fault ? signUpFaultWords(field, fault, by) : undefined;
  }

  #show(field: SignUpField, message: string | undefined): void {
    const { [field]: _before, ...others } = this.messages;
    this.messages = message ? { ...others, [field]: message } : others;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    this.#sum(Object.fromEntries(signUpFields.map((field) => [field, this.#complaint(field)])));
    if (this.summed.length > 0) void this.#focusSummary();
    else {
      const trap = this.renderRoot.querySelector<HTMLInputElement>('.trap input')?.value ?? '';
      this.dispatchEvent(
        new SignUpSubmittedEvent(this.entered, trap, Math.round(performance.now() - this.#shownSince)),
      );
    }
  }

  #sum(messages: SignUpMessages): void {
    this.messages = messages;
    this.summed = signUpFields.flatMap((field) => {
      const message = messages[field];
      return message ? [{ field, message }] : [];
    });
  }

  async #focusSummary(): Promise<void> {
    await this.updateComplete;
    const summary = this.renderRoot.querySelector<ErrorSummary>('bq-error-summary');
    await summary?.updateComplete;
    summary?.focus();
  }

  #goToField(event: FieldWantedEvent): void {
    this.renderRoot.querySelector<HTMLElement>(`#${event.field}`)?.focus();
  }
}

define('bq-waitlist-form', WaitlistForm);
