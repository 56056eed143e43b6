import { html, nothing, type TemplateResult } from 'lit';
import { contactChoices, waitlistCopy } from '../../copy/waitlist/waitlist.ts';
import { busyWords } from '../busy-words/busy-words.ts';
import { aboutView, errorOf } from '../fields/about.ts';
import { choiceField } from '../fields/choice-field.ts';
import { optionView } from '../fields/option.ts';
import { textField } from '../fields/text-field.ts';
import type { FormValidation } from '../form-validation/form-validation.ts';
import type { SignUp, SignUpField, Waited } from './sign-up.ts';

const interest = waitlistCopy.interest.map((words, index) => [String(index + 1), words] as const);

export interface WaitlistFormFacts {
  /** The values, exactly as typed. */
  readonly entered: SignUp;
  /** The services to choose from. When there is one, the form does not ask. */
  readonly services: readonly Waited[];
  /** The text of the consent. */
  readonly consent: string;
  /** Further questions, in front of the consent. */
  readonly more: TemplateResult | typeof nothing;
  /** The form is being sent: fields cannot be changed, and the button says so. */
  readonly busy: boolean;
  readonly validation: FormValidation<SignUpField>;
  readonly enter: (field: SignUpField, value: string) => void;
  readonly submit: (event: SubmitEvent) => void;
}

/**
 * Draws the questions for a person who waits. It is a template, like the fields in it, and not an element: the sign-up
 * holds the values.
 *
 * A hidden field catches bots: people, screen readers and autofill do not find it. Its name means nothing, and the
 * password managers that read hints pass it by. There is no puzzle to solve.
 */
export function waitlistForm(facts: WaitlistFormFacts): TemplateResult {
  const { label, hint } = waitlistCopy;
  const { entered, services, busy, validation, enter } = facts;
  const needsMobile = entered.contactPreference !== 'email';
  const common = (name: SignUpField, words: string) => ({
    name,
    label: words,
    error: errorOf(validation.messages[name]),
    value: entered[name],
    readonly: busy,
  });
  const text = (
    name: SignUpField,
    words: string,
    autocomplete: AutoFill,
    more: Partial<Parameters<typeof textField>[0]> = {},
  ) =>
    textField({
      ...more,
      ...common(name, words),
      autocomplete,
      onInput: (value) => enter(name, value),
      onBlur: () => validation.left(name),
    });
  const choice = (name: SignUpField, words: string, choices: readonly (readonly [string, string])[]) =>
    choiceField({ ...common(name, words), choices, onChoose: (value) => enter(name, value) });
  return html`<form novalidate aria-busy=${busy ? 'true' : nothing} @submit=${facts.submit}>
    ${validation.summary()}
    ${
      services.length > 1
        ? choice(
            'service',
            label.service,
            services.map(({ id, name }) => [id, name] as const),
          )
        : nothing
    }
    <div class="pair">
      ${text('name', label.name, 'name')}
      ${text('email', label.email, 'email', { type: 'email', inputMode: 'email', hint: hint.email })}
    </div>
    <div class="pair">
      ${text('phone', label.phone(needsMobile), 'tel', {
        type: 'tel',
        inputMode: 'tel',
        optional: !needsMobile,
      })}
      ${text('postcode', label.postcode, 'postal-code', { inputMode: 'numeric', optional: true })}
    </div>
    ${choice('interestLevel', label.interestLevel, interest)} ${facts.more}
    ${choice('contactPreference', label.contactPreference, contactChoices)}
    <div class="trap spoken" aria-hidden="true">
      <label>${waitlistCopy.trap}<input name="q7x" tabindex="-1" autocomplete="off" data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other" /></label>
    </div>
    ${agreement(facts)}
    <button class="primary" part="submit" type="submit" aria-disabled=${busy ? 'true' : nothing}>
      ${busyWords(busy, waitlistCopy.join, waitlistCopy.joining)}
    </button>
  </form>`;
}

function agreement({ entered, consent, busy, validation, enter }: WaitlistFormFacts): TemplateResult {
  const error = errorOf(validation.messages.consent);
  return html`<div class="field">
    ${aboutView('consent', '', error)}
    ${optionView({
      type: 'checkbox',
      id: 'consent',
      look: 'consent',
      words: html`<span lang="en-AU" dir="ltr">${consent}</span>`,
      checked: entered.consent !== '',
      required: true,
      wrong: error,
      invalid: error,
      describedBy: error && 'consent-error',
      held: busy,
      choose: () => enter('consent', entered.consent ? '' : 'yes'),
    })}
  </div>`;
}
