import { contactLimits } from '@botaniqal/shared/people/contact-limits.ts';
import {
  type ContactRelation,
  contactConsent,
  guardianRelations,
} from '@botaniqal/shared/people/contact-person.ts';
import { tidyName } from '@botaniqal/shared/validation/typed-text.ts';
import { html, type LitElement, type TemplateResult } from 'lit';
import { otherCopy } from '../../../copy/booking/for-other.ts';
import { aboutIds, aboutView } from '../../fields/about.ts';
import { choiceStyles } from '../../fields/choice.styles.ts';
import { dateField } from '../../fields/date-field.ts';
import { optionView } from '../../fields/option.ts';
import { selectField } from '../../fields/select-field.ts';
import { type TextField, textField } from '../../fields/text-field.ts';
import type { Details, DetailsField, FormKind } from '../details.ts';
import { DetailsTypedEvent } from '../details-form.events.ts';
import { ageFaultOf, faultOf } from '../forms.ts';

/**
 * The part of the details form that only a booking for somebody else needs: the patient apart from the contact person. It
 * is loaded when the person chooses it.
 */

/** What a form asks this part. */
export interface OtherPart {
  readonly draw: typeof draw;
  readonly fieldsOf: typeof fieldsOf;
  readonly judge: typeof judge;
}

/** The form that this part joins. */
export interface OtherForm extends LitElement {
  readonly details: Details;
  readonly clinic: { readonly ageOfMajority: number } | null;
  /** The day of the visit. */
  readonly day: string;
  other: OtherPart | null;
}

/**
 * Joins a form. @param bookingFor who the booking is for from now on; left out: the details say it already
 */
export function join(form: OtherForm, bookingFor?: string): void {
  const { renderRoot } = form;
  const { styleSheet } = choiceStyles;
  if (!form.other && styleSheet && renderRoot instanceof ShadowRoot)
    renderRoot.adoptedStyleSheets.push(styleSheet);
  form.other = { draw, fieldsOf, judge };
  if (bookingFor === undefined) return;
  for (const [field, typed] of changedBy(form, bookingFor))
    form.dispatchEvent(new DetailsTypedEvent(field, typed));
}

const contact = ['contactName', 'relation', 'phone', 'email'] as const;

/** The fields in their order: the patient, then who books. */
const fieldsOf: Readonly<Record<FormKind, readonly DetailsField[]>> = {
  call: ['bookingFor', 'patientName', 'dateOfBirth', ...contact, 'primaryConcern', 'accessNeeds', 'consent'],
  patient: ['bookingFor', 'firstName', 'lastName', 'dateOfBirth', ...contact, 'accessNeeds', 'consent'],
};

const ofPatient: readonly DetailsField[] = ['patientName', 'firstName', 'lastName', 'dateOfBirth'];
const needed: ReadonlySet<DetailsField> = new Set<DetailsField>(['contactName', 'relation', 'consent']);

/** A field with the words of this form; left out: it is drawn as for a patient who books. */
function draw(
  name: DetailsField,
  field: TextField,
  { details, clinic, day }: OtherForm,
): TemplateResult | undefined {
  const label = otherCopy.label[name] ?? field.label;
  switch (name) {
    case 'relation':
      return selectField(
        { ...field, label },
        otherCopy.relations[details.bookingFor === 'child' ? 'child' : 'other'],
      );
    case 'consent':
      return consentBox(field, isMinor(details, clinic, day));
    case 'dateOfBirth':
      return dateField({ ...field, label, hint: otherCopy.birth.hint, autocomplete: '' });
    case 'bookingFor':
      return undefined;
    case 'contactName':
      return textField({ ...field, label, autocomplete: 'name' });
    default:
      // What the browser knows belongs to the person at the keyboard.
      return textField({ ...field, label, ...(ofPatient.includes(name) && { autocomplete: 'off' }) });
  }
}

function consentBox({ name, value, error, readonly, onInput }: TextField, minor: boolean): TemplateResult {
  return html`<div class="field">
    ${aboutView(name, undefined, error)}
    <div>
      ${optionView({
        type: 'checkbox',
        id: name,
        name,
        value: 'yes',
        words: html`<span lang="en-AU" dir="ltr">${contactConsent[minor ? 'minor' : 'adult']}</span>`,
        checked: value !== '',
        wrong: error,
        invalid: error,
        required: true,
        describedBy: String(aboutIds(name, undefined, error)),
        held: readonly === true,
        choose: (checked) => onInput(checked ? 'yes' : ''),
      })}
    </div>
  </div>`;
}

/** A parent's child counts as a minor until its date of birth says otherwise. */
function isMinor({ bookingFor, dateOfBirth }: Details, clinic: OtherForm['clinic'], day: string): boolean {
  if (!clinic || faultOf('patient', 'dateOfBirth', dateOfBirth)) return bookingFor === 'child';
  return ageFaultOf(dateOfBirth, day, {}, clinic.ageOfMajority) === 'too_young';
}

/** Why a value is not valid, in words; empty: it is valid; `undefined`: the form itself judges it. */
function judge(name: DetailsField, typed: string, { details, clinic, day }: OtherForm): string | undefined {
  if (name === 'dateOfBirth') {
    const fault = faultOf('patient', name, typed);
    return fault ? otherCopy.birth[fault === 'missing' ? 'missing' : 'wrong'] : undefined;
  }
  if (!needed.has(name)) return tidyName(typed) === '' ? otherCopy.missing[name] : undefined;
  if (tidyName(typed) === '') return otherCopy.missing[name];
  if (name === 'contactName') return typed.length > contactLimits.name ? otherCopy.tooLong : '';
  if (name === 'consent') return '';
  const mayBook = guardianRelations.includes(typed as ContactRelation) || !isMinor(details, clinic, day);
  return mayBook ? '' : otherCopy.guardian(clinic?.ageOfMajority ?? 0);
}

type Change = readonly [field: DetailsField, typed: string];

/** Typed text that belongs to the patient, kept while the other kind of booking is chosen. */
const kept = new WeakMap<object, Map<string, readonly Change[]>>();

/**
 * What changes in the details when the person chooses who it is for. The name that they typed is their own: it becomes the
 * contact person's. What was typed before for this choice comes back.
 * @param form whose typed text is kept
 */
function changedBy(form: OtherForm, bookingFor: string): readonly Change[] {
  const { details } = form;
  const before = details.bookingFor;
  const relation = bookingFor === 'child' ? 'parent' : '';
  const changes: Change[] = [
    ['bookingFor', bookingFor],
    ['relation', relation],
    ['consent', ''],
  ];
  if (before && bookingFor) return changes;
  const side = (of: string) => (of ? 'other' : 'me');
  const sides = kept.get(form) ?? new Map<string, readonly Change[]>();
  kept.set(form, sides);
  sides.set(
    side(before),
    ofPatient.map((field) => [field, details[field]] as const),
  );
  const own = details.patientName || `${details.firstName} ${details.lastName}`.trim();
  const name = details.contactName || own;
  return [
    ...changes,
    ...(bookingFor ? [['contactName', name] as const] : []),
    ...(sides.get(side(bookingFor)) ?? ofPatient.map((field) => [field, ''] as const)),
  ];
}
