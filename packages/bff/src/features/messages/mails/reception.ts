import { bookedForWords, relationWords } from '@botaniqal/shared/people/booked-for.ts';
import { clocksDiffer } from '@botaniqal/shared/time/day-slots.ts';
import type { ServiceNames } from '../../../ports/service-names.ts';
import { type AppointmentFacts, phoneLink } from '../rendering/appointment-facts.ts';
import { type Block, type MailContent, paragraph } from '../rendering/mail-content.ts';
import { whenLine, whenShort } from '../rendering/when.ts';

/** The state of filing when reception's email is sent. */
export type RecordState =
  | { kind: 'filed'; patientPage: string }
  /** Filing is not finished, because the record system is slow or down. If filing fails, a task tells staff. */
  | { kind: 'being_filed' };

/**
 * To enquiries: the patient and the time. What the patient wrote about their health stays in the record system, because
 * several people read this mailbox.
 */
export function receptionBookedMail(
  facts: AppointmentFacts,
  names: ServiceNames,
  record: RecordState,
): MailContent {
  return {
    subject: `New booking: ${whenShort(facts.start, facts.clinic.timeZone)}, ${facts.practitionerName}`,
    preheader: `Booked online, ${facts.confirmationNumber}.`,
    eyebrow: 'New booking',
    title: whenShort(facts.start, facts.clinic.timeZone),
    blocks: [appointmentAndContact(facts), ...recordBlocks(names, record)],
    footer: receptionFooter(facts),
  };
}

/** Who cancelled an appointment, and where. */
export type CancelledWhere = 'online' | 'staff' | 'calendar' | 'patient_in_calendar';

/** To enquiries: an appointment was cancelled here, or in the practitioner's calendar. */
export function receptionCancelledMail(
  facts: AppointmentFacts,
  { calendar, records }: ServiceNames,
  where: CancelledWhere,
): MailContent {
  return {
    subject: `Cancelled: ${whenShort(facts.start, facts.clinic.timeZone)}, ${facts.practitionerName}`,
    preheader: `${cancelledBy(where, calendar)}, ${facts.confirmationNumber}.`,
    eyebrow: cancelledBy(where, calendar),
    title: whenShort(facts.start, facts.clinic.timeZone),
    blocks: [
      appointmentAndContact(facts),
      paragraph(
        `${calendar} and ${records} are being updated. You do not need to do anything. If an update fails for a day, you get a task.`,
      ),
    ],
    footer: receptionFooter(facts),
  };
}

function cancelledBy(where: CancelledWhere, calendar: string): string {
  if (where === 'online') return 'Cancelled by the patient';
  if (where === 'staff') return 'Cancelled by staff';
  return where === 'calendar' ? `Cancelled in ${calendar}` : `Cancelled by the patient in ${calendar}`;
}

/** To enquiries: the appointment was moved on the calendar's own page. What staff must do is in their task. */
export function receptionMovedMail(
  facts: AppointmentFacts,
  { calendar, records }: ServiceNames,
  moved: {
    start: Date | null;
    practitionerName: string | null;
    state: 'active' | 'cancelled' | 'not_chosen_yet';
  },
): MailContent {
  const zone = facts.clinic.timeZone;
  const before = whenShort(facts.start, zone);
  return {
    subject: `Moved in ${calendar}: ${before}, ${facts.practitionerName}`,
    preheader: `Please agree on the time with the patient, ${facts.confirmationNumber}.`,
    eyebrow: `Moved in ${calendar}`,
    title: before,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Old time', lines: [whenLine(facts.start, zone), facts.practitionerName] },
          { label: 'New time', lines: newTimeLines(moved, zone, calendar) },
        ],
      },
      appointmentAndContact(facts),
      paragraph(
        `This appointment was moved on ${calendar}'s own page. Here it is still booked, paid and held at the old time. Nothing was cancelled or refunded.`,
      ),
      {
        kind: 'steps',
        items: [
          ['Agree on the time with the patient.'],
          [`New time: change the appointment in ${records} and send the patient the new link.`],
          [`Old time: book it again in ${calendar} and cancel the new one there.`],
          ['Then mark the task as done.'],
        ],
      },
    ],
    footer: receptionFooter(facts),
  };
}

function newTimeLines(
  moved: Parameters<typeof receptionMovedMail>[2],
  zone: string,
  calendar: string,
): string[] {
  if (moved.state === 'not_chosen_yet') return ['The patient has been asked to choose one.'];
  const lines = [
    moved.start
      ? whenLine(moved.start, zone)
      : `Look it up in ${calendar}: it is in a calendar that we cannot read.`,
    ...(moved.practitionerName ? [moved.practitionerName] : []),
  ];
  return moved.state === 'cancelled' ? [...lines, 'It was cancelled after that.'] : lines;
}

/** Who the patient is and how to reach them, for reception. */
export function appointmentAndContact(facts: AppointmentFacts): Block {
  return {
    kind: 'facts',
    facts: [
      { label: 'Patient', lines: [bookedForWords(facts.patient.name, facts.contactPerson)] },
      ...(facts.accessNeeds ? [{ label: 'Needs to take part', lines: [facts.accessNeeds] }] : []),
      {
        label: 'Contact',
        lines: [
          ...(facts.contactPerson ? [contactWords(facts.contactPerson)] : []),
          { label: facts.patient.phone, href: phoneLink(facts.patient.phone) },
          { label: facts.patient.email, href: `mailto:${facts.patient.email}` },
        ],
      },
      { label: 'With', lines: [facts.practitionerName, `${facts.durationMinutes} minutes, by video`] },
      ...(clocksDiffer(facts.start, facts.patient.timeZone, facts.clinic.timeZone)
        ? [{ label: 'Their time', lines: [whenLine(facts.start, facts.patient.timeZone)] }]
        : []),
      { label: 'Number', lines: [facts.confirmationNumber] },
    ],
  };
}

function contactWords({ name, relation }: NonNullable<AppointmentFacts['contactPerson']>): string {
  return `${name}, ${relationWords[relation]}`;
}

function recordBlocks({ records }: ServiceNames, record: RecordState): Block[] {
  if (record.kind === 'being_filed') {
    return [
      paragraph(
        `The appointment is being filed in ${records}, with what the patient wrote. You do not need to type anything. If filing fails for a day, you get a task.`,
      ),
    ];
  }
  return [
    paragraph(
      `The appointment is in ${records}, with what the patient wrote. You do not need to type anything.`,
    ),
    { kind: 'button', label: `Open in ${records}`, href: record.patientPage },
  ];
}

export function receptionFooter(facts: AppointmentFacts): string[] {
  return [`Sent by ${facts.clinic.name}'s booking system. For staff only.`];
}
