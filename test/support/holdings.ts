import type { Stack } from './stack.ts';

/** What the outside services hold, in the few words that tests compare. Read from the sandbox's state. */

export interface HeldInvitee {
  uri: string;
  email: string;
  start: string;
  /** Our booking's id, which travels with the invitee. */
  bookingId: string | null;
  eventTypeId: string;
}

export interface HeldPatient {
  id: string;
  firstName: string | null;
  lastName: string;
  email: string | null;
}

export interface HeldAppointment {
  id: string;
  patientId: string;
  providerId: string | null;
  appointmentTypeId: string;
  /** Local to the clinic, without a zone, as MediRecords has it: `2026-11-23T09:30`. */
  localStart: string;
}

export interface HeldMail {
  messageId: string | null;
  subject: string;
  text: string;
  html: string;
  attachments: string[];
}

interface CalendlyState {
  events: { uri: string; start_time: string; status: string; event_type: string }[];
  invitees: {
    uri: string;
    email: string;
    status: string;
    event: string;
    tracking: { salesforce_uuid: string | null };
  }[];
}

/** Invitees whose booking is active, oldest first. */
export async function activeInvitees(stack: Stack): Promise<HeldInvitee[]> {
  const { events, invitees } = (await stack.sandbox.state('calendly')) as CalendlyState;
  return invitees.flatMap((invitee) => {
    const event = events.find(({ uri }) => uri === invitee.event);
    if (invitee.status !== 'active' || event?.status !== 'active') return [];
    return [
      {
        uri: invitee.uri,
        email: invitee.email,
        start: event.start_time,
        bookingId: invitee.tracking.salesforce_uuid,
        eventTypeId: event.event_type.split('/').at(-1) ?? '',
      },
    ];
  });
}

export async function inviteesOf(stack: Stack, email: string): Promise<HeldInvitee[]> {
  return (await activeInvitees(stack)).filter((invitee) => sameAddress(invitee.email, email));
}

export async function inviteesAt(stack: Stack, start: string): Promise<HeldInvitee[]> {
  return (await activeInvitees(stack)).filter((invitee) => Date.parse(invitee.start) === Date.parse(start));
}

interface RecordsState {
  patients: { id: string; firstName: string | null; lastName: string; email: string | null }[];
  appointments: {
    id: string;
    patientId: string;
    providerId: string | null;
    appointmentTypeId: string;
    scheduleTime: string;
    appointmentStatus: number;
  }[];
}

/** MediRecords' code for a cancelled appointment. */
const cancelled = 8;

export async function patientsOf(stack: Stack, email: string): Promise<HeldPatient[]> {
  const { patients } = (await stack.sandbox.state('medirecords')) as RecordsState;
  return patients.filter((patient) => sameAddress(patient.email, email));
}

/** Appointments of a patient that were not cancelled. */
export async function appointmentsOf(stack: Stack, patientId: string): Promise<HeldAppointment[]> {
  const { appointments } = (await stack.sandbox.state('medirecords')) as RecordsState;
  return appointments
    .filter((each) => each.patientId === patientId && each.appointmentStatus !== cancelled)
    .map(({ id, providerId, appointmentTypeId, scheduleTime }) => ({
      id,
      patientId,
      providerId,
      appointmentTypeId,
      localStart: scheduleTime,
    }));
}

interface MailState {
  mails: (Omit<HeldMail, 'attachments'> & { to: string[]; attachments: { filename: string }[] })[];
}

/** The mails in a person's mailbox, oldest first. */
export async function mailsTo(stack: Stack, address: string): Promise<HeldMail[]> {
  const { mails } = (await stack.sandbox.state('mail')) as MailState;
  return mails
    .filter(({ to }) => to.some((each) => sameAddress(each, address)))
    .map(({ messageId, subject, text, html, attachments }) => ({
      messageId,
      subject,
      text,
      html,
      attachments: attachments.map(({ filename }) => filename),
    }));
}

const sameAddress = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
