import { relationWords } from '@botaniqal/shared/people/booked-for.ts';
import {
  type ContactRelation,
  contactConsent,
  contactRelations,
} from '@botaniqal/shared/people/contact-person.ts';
import { errorOf } from '@botaniqal/widgets/components/fields/about.ts';
import { selectField } from '@botaniqal/widgets/components/fields/select-field.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneDraft } from './phone-draft.ts';
import type { PhoneFaults } from './phone-faults.ts';

interface ContactInput {
  draft: PhoneDraft;
  faults: PhoneFaults;
  change(part: Partial<PhoneDraft>): void;
}

const callers: readonly (readonly [string, string])[] = [
  ['', 'The patient'],
  ...contactRelations.map((relation) => [relation, `Their ${relationWords[relation]}`] as const),
];

/** Who calls for the patient, where it is not the patient; and what the patient needs to take part. */
export function contactPart({ draft, faults, change }: ContactInput): TemplateResult {
  return html`${selectField(
    {
      name: 'relation',
      label: 'Who calls',
      error: errorOf(faults.relation),
      value: draft.relation,
      readonly: false,
      onInput: (value) => change({ relation: value as ContactRelation | '', consent: false }),
    },
    callers,
  )}
  ${draft.relation ? contactPerson({ draft, faults, change }) : nothing}
  ${textField({
    name: 'accessNeeds',
    label: 'Interpreter, or help to take part (optional)',
    error: errorOf(faults.accessNeeds),
    value: draft.accessNeeds,
    autocomplete: 'off',
    optional: true,
    onInput: (accessNeeds) => change({ accessNeeds }),
  })}`;
}

function contactPerson({ draft, faults, change }: ContactInput): TemplateResult {
  const error = faults.consent;
  return html`${textField({
    name: 'contactName',
    label: 'Name of the caller',
    hint: 'Email and phone above are the caller’s: we write to them and call them. The date of birth is the patient’s.',
    error: errorOf(faults.contactName),
    value: draft.contactName,
    autocomplete: 'off',
    onInput: (contactName) => change({ contactName }),
  })}
  <div class="field">
    ${error ? html`<p class="error" id="consent-error">${error}</p>` : nothing}
    <label class="choice">
      <input
        id="consent"
        type="checkbox"
        aria-describedby=${error ? 'consent-error' : nothing}
        .checked=${draft.consent}
        @change=${(event: Event) => change({ consent: (event.currentTarget as HTMLInputElement).checked })}
      />
      <span>The caller has said: “${consentWords(draft.relation)}”</span>
    </label>
  </div>`;
}

function consentWords(relation: PhoneDraft['relation']): string {
  return contactConsent[relation === 'parent' || relation === 'guardian' ? 'minor' : 'adult'];
}
