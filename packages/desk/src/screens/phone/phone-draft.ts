import type { PhoneBookingRequest, PhoneBookingSettings } from '@botaniqal/shared/contracts/phone-booking.ts';
import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';

export type Money = 'collected' | 'link' | 'later';

/** What a person has typed for a booking by phone. It is kept in their session on the server until it is sent. */
export interface PhoneDraft {
  /** Where it began: `session/…`, `booking/…`, or empty. */
  from: string;
  /** A booking of the same patient. Empty: none was chosen. */
  patientOfBookingId: string;
  /** The name that is shown for a chosen patient. */
  patientName: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  /** `YYYY-MM-DD`, or empty. */
  dateOfBirth: string;
  /** Who calls for the patient. `relation` is empty while the patient calls. */
  contactName: string;
  relation: ContactRelation | '';
  /** The contact person has said that they may book. */
  consent: boolean;
  accessNeeds: string;
  /** `service/visit`, or empty. */
  visit: string;
  practitionerId: string;
  /** Instant in UTC, or empty. */
  start: string;
  durationMinutes: number;
  money: Money | '';
  method: string;
  /** Dollars, as typed. */
  amount: string;
  reference: string;
  /** Hours for which a payment link holds the time. */
  linkHours: number;
  notes: string;
  /** The request that was sent without an answer, and its key. */
  sent: { request: string; key: string } | null;
}

export const emptyDraft: PhoneDraft = {
  from: '',
  patientOfBookingId: '',
  patientName: '',
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  dateOfBirth: '',
  contactName: '',
  relation: '',
  consent: false,
  accessNeeds: '',
  visit: '',
  practitionerId: '',
  start: '',
  durationMinutes: 0,
  money: '',
  method: '',
  amount: '',
  reference: '',
  linkHours: 0,
  notes: '',
  sent: null,
};

type Visit = PhoneBookingSettings['visits'][number];

export function visitKey({ service, visit }: Pick<Visit, 'service' | 'visit'>): string {
  return `${service}/${visit}`;
}

export function visitOf(draft: PhoneDraft, settings: PhoneBookingSettings): Visit | undefined {
  return settings.visits.find((one) => visitKey(one) === draft.visit);
}

/** A draft of an earlier version of the desk may lack fields. */
export function draftOf(kept: Record<string, unknown> | null, from: string): PhoneDraft | undefined {
  if (kept?.from !== from) return undefined;
  const draft = { ...emptyDraft, from };
  const known = Object.entries(kept).filter(
    ([name, value]) =>
      name in emptyDraft && (name === 'sent' || typeof value === typeof emptyDraft[name as keyof PhoneDraft]),
  );
  return Object.assign(draft, Object.fromEntries(known));
}

/** What the server is asked for. What is left empty comes from the triage session or the booking. */
export function requestOf(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  now: number,
): PhoneBookingRequest {
  const visit = visitOf(draft, settings);
  const [kind, id] = draft.from.split('/');
  const patient = Object.fromEntries(
    (['firstName', 'lastName', 'email', 'phone', 'dateOfBirth'] as const).flatMap((name) =>
      draft[name].trim() ? [[name, draft[name].trim()]] : [],
    ),
  );
  const isFree = visit?.price.amountCents === 0;
  return {
    ...(kind === 'session' && id ? { triageSessionId: id } : {}),
    ...(draft.patientOfBookingId ? { patientOfBookingId: draft.patientOfBookingId } : {}),
    ...(Object.keys(patient).length > 0 ? { patient } : {}),
    ...(draft.relation
      ? {
          contactPerson: { name: draft.contactName.trim(), relation: draft.relation, consent: true as const },
        }
      : {}),
    ...(draft.accessNeeds.trim() ? { accessNeeds: draft.accessNeeds.trim() } : {}),
    practitionerId: draft.practitionerId,
    ...(visit ? { serviceType: visit.service } : {}),
    appointmentType: visit?.visit ?? 'initial',
    scheduledTime: draft.start,
    ...(isFree ? { paymentCollected: false } : paymentOf(draft, settings, now)),
    ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
  };
}

function paymentOf(
  draft: PhoneDraft,
  settings: PhoneBookingSettings,
  now: number,
): Pick<
  PhoneBookingRequest,
  'paymentCollected' | 'paymentMethod' | 'amountCollected' | 'paymentReference' | 'payment' | 'holdUntil'
> {
  if (draft.money === 'collected') {
    const amount = Number(draft.amount.replace(/[$,\s]/g, ''));
    return {
      paymentCollected: true,
      paymentMethod: draft.method,
      ...(draft.amount.trim() ? { amountCollected: amount } : {}),
      ...(draft.reference.trim() ? { paymentReference: draft.reference.trim() } : {}),
    };
  }
  if (draft.money === 'later') return { paymentCollected: false, payment: 'later' };
  const hours = draft.linkHours || settings.linkHours;
  const until = Math.min(now + hours * 3_600_000, Date.parse(draft.start));
  return { paymentCollected: false, payment: 'link', holdUntil: new Date(until).toISOString() };
}
