import type { ContactRelation } from '@botaniqal/shared/people/contact-person.ts';
import { nameWithTitle } from '@botaniqal/shared/people/name-with-title.ts';

/**
 * What the emails and the calendar file say about an appointment. Instants are in UTC; the emails turn them into
 * words.
 */
export interface AppointmentFacts {
  clinic: {
    name: string;
    /** As a person reads it: `(03) 7010 4321`. */
    phone: string;
    /** When the phone is answered, in words; empty when it is not known. */
    openingHours: string;
    timeZone: string;
    /** The address for replies. */
    enquiriesEmail: string;
  };
  bookingId: string;
  confirmationNumber: string;
  serviceName: string;
  /** "Free first call" */
  visitName: string;
  practitionerName: string;
  /** "General practitioner"; empty when the clinic has not said it. */
  practitionerTitle: string;
  start: Date;
  durationMinutes: number;
  patient: {
    name: string;
    email: string;
    /** E.164 where it is known, else as typed. */
    phone: string;
    timeZone: string;
  };
  /** Who booked for the patient: the emails are written to them. `null` or left out: the patient reads them. */
  contactPerson?: { name: string; relation: ContactRelation } | null;
  /** An interpreter, or help to take part, in the words of who booked. */
  accessNeeds?: string | null;
  /** `null` until the video link exists. */
  joinUrl: string | null;
  /** The address of the page where the patient can see and cancel the booking; its token is in the fragment. */
  manageUrl: string;
  /** The address of the page where the patient can test camera and sound. */
  checkUrl: string;
  /** The price for the patient in cents, after any discount. 0: free; `null` when there is no price yet. */
  priceCents: number | null;
  /** ISO 4217. */
  currency: string;
  /** How the price is paid; left out: by card on the page. */
  paid?: PaidHow;
  /** Whether the clinic issues tax invoices and credit notes. */
  hasTaxDocuments?: boolean;
}

/** `taken`: staff took it, `by` the method as words like `EFTPOS`, `cents` in all. `later`: at the appointment. */
export type PaidHow = { kind: 'card' } | { kind: 'taken'; by: string; cents: number } | { kind: 'later' };

/** A form that is due for an appointment. */
export interface DueForm {
  title: string;
  /** About how long it takes. */
  minutes: number;
  /** Opens it for this booking; the token is in the fragment. */
  href: string;
}

/** `tel:` link of a number that a person reads. */
export function phoneLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}

/** "Dr Dia, general practitioner": the practitioner in a box of facts. */
export function practitionerWords({
  practitionerName: name,
  practitionerTitle: title,
}: Pick<AppointmentFacts, 'practitionerName' | 'practitionerTitle'>): string {
  return nameWithTitle({ name, title });
}
