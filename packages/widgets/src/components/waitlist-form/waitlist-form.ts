import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { waitlistCopy } from '../../copy/waitlist.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import { FormConduct } from '../form-conduct/form-conduct.ts';
import { formFieldStyles } from '../form-field/form-field.styles.ts';
import { textField } from '../form-field/text-field.ts';
import { choiceFieldStyles } from './choice-field.styles.ts';
import { choiceField, contactChoices } from './choice-field.ts';
import {
  type JudgeSignUp,
  nothingEntered,
  type SignUp,
  type SignUpField,
  type SignUpMessages,
  signUpFields,
  type Waited,
} from './sign-up.ts';
import { SignUpSubmittedEvent, SignUpTypedEvent } from './waitlist-form.events.ts';
import { waitlistFormStyles } from './waitlist-form.styles.ts';

const interest = waitlistCopy.interest.map((words, index) => [String(index + 1), words] as const);

/**
 * What the clinic needs to know of somebody who waits. Has a field judged when it is left, never while somebody types;
 * what is sent is judged by whoever hears it, and comes back as `refused`. What is entered goes out with every change,
 * so that it outlives the form.
 *
 * Machines meet a field that people, screen readers and autofill pass by; nobody is given a puzzle.
 *
 * @element bq-waitlist-form
 * @fires bq-sign-up-typed - with every change of a field
 * @fires bq-sign-up-submitted - sent
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
  /** Further questions, in front of the consent. */
  @property({ attribute: false }) more: TemplateResult | typeof nothing = nothing;
  /** Judges a field that is left; until it is there, none is judged. */
  @property({ attribute: false }) judge: JudgeSignUp = () => undefined;
  /** What is to be mended; shown at the fields until they are changed. */
  @property({ attribute: false }) refused: SignUpMessages = {};
  /** On its way: fields can be read, not changed, and the button says so. */
  @property({ type: Boolean }) busy = false;

  #shownSince = 0;
  readonly #conduct = new FormConduct<SignUpField>(
    this,
    () => signUpFields,
    (field) => this.judge(field, this.entered),
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('refused')) this.#conduct.mend(this.refused);
  }

  protected override firstUpdated(): void {
    this.#shownSince = performance.now();
  }

  protected override render() {
    const { label, hint } = waitlistCopy;
    const { busy, services } = this;
    const needsMobile = this.entered.contactPreference !== 'email';
    return html`<form novalidate aria-busy=${busy ? 'true' : nothing} @submit=${this.#submit}>
      ${this.#conduct.summary()}
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
      ${this.more} ${this.#choice('contactPreference', label.contactPreference, contactChoices)}
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
      error: this.#conduct.messages[name] ?? null,
      value: this.entered[name],
      readonly: this.busy,
      onInput: (value) => this.#enter(name, value),
      onBlur: () => this.#conduct.left(name),
    });
  }

  #choice(name: SignUpField, label: string, choices: readonly (readonly [string, string])[]) {
    return choiceField({
      name,
      label,
      choices,
      error: this.#conduct.messages[name] ?? null,
      value: this.entered[name],
      readonly: this.busy,
      onChoose: (value) => this.#enter(name, value),
    });
  }

  #agreement() {
    const error = this.#conduct.messages.consent;
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
    // At once: a browser that fills in several fields may send the form in the same breath.
    this.entered = { ...this.entered, [field]: value };
    this.dispatchEvent(new SignUpTypedEvent(field, value));
    this.#conduct.typed(field);
    // Another way to be reached may need the mobile number, or not need it any more.
    if (field === 'contactPreference') this.#conduct.reconsider('phone');
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) return;
    const trap = this.renderRoot.querySelector<HTMLInputElement>('.trap input')?.value ?? '';
    const elapsed = Math.round(performance.now() - this.#shownSince);
    this.dispatchEvent(new SignUpSubmittedEvent(this.entered, trap, elapsed));
  }
}

define('bq-waitlist-form', WaitlistForm);
