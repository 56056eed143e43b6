import { formatter } from '@botaniqal/shared/time/zone.ts';
import type { AppointmentFacts } from '../rendering/appointment-facts.ts';

/**
 * The text messages about an appointment. They name the clinic and the time, and never the service or the practitioner:
 * other people may read them.
 */
export function reminderText(facts: AppointmentFacts): string {
  return `${nameOf(facts)}: you have an appointment on ${whenOf(facts)}. ${question} ${callUs(facts)}`;
}

/** The patient has answered about a time that the appointment has no longer. */
export function newTimeText(facts: AppointmentFacts): string {
  return `${nameOf(facts)}: your appointment has a new time, ${whenOf(facts)}. ${question} ${callUs(facts)}`;
}

export function cancelledText(facts: AppointmentFacts): string {
  return `${nameOf(facts)}: your appointment on ${whenOf(facts)} is cancelled. ${callUs(facts)}`;
}

/** The patient cannot come, and would not get back the whole price. */
export function feeText(facts: AppointmentFacts): string {
  return `${nameOf(facts)}: to cancel now has a cost, so we kept your appointment. What you get back, and the button: ${facts.manageUrl}&cancel`;
}

/** At once to a patient whose message a person has to read. */
export function readByTeamText(clinic: { name: string; phone: string }): string {
  return `${clinic.name}: our team reads your message in opening hours. In an emergency call 000. Questions: ${clinic.phone}`;
}

const question = 'Reply Y to confirm or N to cancel.';
const nameOf = ({ clinic }: AppointmentFacts) => clinic.name;
const callUs = ({ clinic }: AppointmentFacts) => `Questions: ${clinic.phone}`;

function whenOf({ start, patient }: AppointmentFacts): string {
  const parts = formatter('en-AU', patient.timeZone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
    timeZoneName: 'short',
  }).formatToParts(start);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const time = `${of('hour')}:${of('minute')}${of('dayPeriod').toLowerCase()} ${of('timeZoneName')}`;
  return `${of('weekday')} ${of('day')} ${of('month')} at ${time}`;
}
