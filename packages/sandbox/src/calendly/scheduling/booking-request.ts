import { isZoneName } from '../../time/zone.ts';
import { isObject, optionalInstant } from '../http/parameters.ts';
import { type Detail, invalid } from '../http/refusal.ts';
import { isConference } from '../http/wire.ts';
import {
  type Answer,
  type EventType,
  type LocationConfiguration,
  type Tracking,
  trackingKeys,
} from '../model.ts';

/** The body of `POST /invitees`, once it holds. */
export interface BookingRequest {
  start: Date;
  name: string;
  email: string;
  timeZone: string;
  textReminderNumber: string | null;
  location: LocationConfiguration | null;
  answers: Answer[];
  tracking: Tracking;
  guests: string[];
}

type Body = Record<string, unknown>;

const mail = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;
const phone = /^\+?[\d\s().-]{7,20}$/;
const maxGuests = 10;

/**
 * Judges a booking request against its event type, all faults at once.
 * @throws Refusal (400) with one detail per fault
 */
export function bookingRequest(body: Body, type: EventType, now: Date): BookingRequest {
  const faults: Detail[] = [];
  const start = startFrom(body.start_time, now, faults);
  const invitee = inviteeFrom(body.invitee, faults);
  const location = locationFrom(body.location, type, faults);
  const answers = answersFrom(body.questions_and_answers, type, faults);
  const tracking = trackingFrom(body.tracking, faults);
  const guests = guestsFrom(body.event_guests, faults);
  if (faults.length > 0) throw invalid(...faults);
  return { start, ...invitee, location, answers, tracking, guests };
}

function startFrom(value: unknown, now: Date, faults: Detail[]): Date {
  const start = optionalInstant(value, 'start_time');
  if (!start) faults.push({ parameter: 'start_time', message: 'is missing' });
  else if (start <= now) faults.push({ parameter: 'start_time', message: 'must be in the future' });
  return start ?? now;
}

function inviteeFrom(value: unknown, faults: Detail[]) {
  const invitee = isObject(value) ? value : {};
  if (!isObject(value)) faults.push({ parameter: 'invitee', message: 'is missing' });
  const text = (key: string) => (typeof invitee[key] === 'string' ? invitee[key].trim() : '');
  const name = text('name') || [text('first_name'), text('last_name')].filter(Boolean).join(' ');
  const [email, timeZone, number] = [text('email'), text('timezone'), text('text_reminder_number')];
  if (isObject(value)) {
    if (!text('name') && !text('first_name'))
      faults.push({ parameter: 'invitee.name', message: 'is missing' });
    if (!email) faults.push({ parameter: 'invitee.email', message: 'is missing' });
    else if (!mail.test(email)) faults.push({ parameter: 'invitee.email', message: 'must be a valid email' });
    if (!timeZone) faults.push({ parameter: 'invitee.timezone', message: 'is missing' });
    else if (!isZoneName(timeZone)) faults.push({ parameter: 'invitee.timezone', message: 'is invalid' });
    if (number && !phone.test(number)) {
      faults.push({ parameter: 'invitee.text_reminder_number', message: 'must be a valid phone number' });
    }
  }
  return { name, email, timeZone, textReminderNumber: number || null };
}

/** The kinds whose `location` text the caller has to send. */
const kindsWithText = ['physical', 'custom', 'ask_invitee', 'outbound_call'];
const kinds = [
  ...kindsWithText,
  'inbound_call',
  'zoom_conference',
  'google_conference',
  'gotomeeting_conference',
  'microsoft_teams_conference',
  'webex_conference',
];

export function locationFrom(
  value: unknown,
  type: EventType,
  faults: Detail[],
): LocationConfiguration | null {
  if (value === undefined || value === null) return locationLeftOut(type, faults);
  const refuse = (parameter: string, message: string) => {
    faults.push({ parameter, message });
    return null;
  };
  if (type.poolingType === 'round_robin')
    return refuse('location', 'must not be sent for a round robin event type');
  if (!isObject(value)) return refuse('location', 'must be an object');
  const { kind, location } = value;
  if (kind === undefined) return refuse('location.kind', 'is missing');
  if (typeof kind !== 'string' || !kinds.includes(kind)) return refuse('location.kind', 'is invalid');
  const configured = type.locations.filter((candidate) => candidate.kind === kind);
  if (configured.length === 0) return refuse('location.kind', 'is not configured for this event type');
  if (kindsWithText.includes(kind) && (typeof location !== 'string' || location === '')) {
    return refuse('location.location', 'is missing');
  }
  const fixed = kind === 'physical' || kind === 'custom';
  const chosen = fixed ? configured.find((candidate) => candidate.location === location) : configured[0];
  if (!chosen) return refuse('location.location', 'is not configured for this event type');
  return typeof location === 'string' ? { kind: chosen.kind, location } : { kind: chosen.kind };
}

/** Without a location, Calendly can only go on when there is nothing to choose and nothing to say. */
function locationLeftOut(type: EventType, faults: Detail[]): LocationConfiguration | null {
  const [only, ...others] = type.locations;
  if (type.poolingType === 'round_robin' || !only) return only ?? null;
  if (others.length === 0 && isConference(only)) return only;
  faults.push({ parameter: 'location', message: 'is missing' });
  return null;
}

function answersFrom(value: unknown, type: EventType, faults: Detail[]): Answer[] {
  const list = value === undefined || value === null ? [] : value;
  if (!Array.isArray(list)) {
    faults.push({ parameter: 'questions_and_answers', message: 'must be an array' });
    return [];
  }
  const answers = list.map((item: unknown, index): Answer => {
    const at = `questions_and_answers[${index}]`;
    const given = isObject(item) ? item : {};
    for (const key of ['question', 'answer', 'position']) {
      if (given[key] === undefined || given[key] === null) {
        faults.push({ parameter: `${at}.${key}`, message: 'is missing' });
      }
    }
    const { question, answer, position } = given;
    if (typeof question === 'string' && !type.questions.some(({ name }) => name === question)) {
      faults.push({ parameter: `${at}.question`, message: 'does not match a question of this event type' });
    }
    if (position !== undefined && position !== null && !Number.isInteger(position)) {
      faults.push({ parameter: `${at}.position`, message: 'must be an integer' });
    }
    return { question: String(question), answer: String(answer), position: Number(position) };
  });
  for (const { name, required, enabled } of type.questions) {
    const answered = answers.some(({ question, answer }) => question === name && answer.trim() !== '');
    if (required && enabled && !answered) {
      faults.push({
        parameter: 'questions_and_answers',
        message: `a required question is not answered: ${name}`,
      });
    }
  }
  return answers;
}

const noTracking: Tracking = {
  utm_campaign: null,
  utm_source: null,
  utm_medium: null,
  utm_content: null,
  utm_term: null,
  salesforce_uuid: null,
};

function trackingFrom(value: unknown, faults: Detail[]): Tracking {
  if (value === undefined || value === null) return { ...noTracking };
  const given = isObject(value) ? value : {};
  const tracking = { ...noTracking };
  for (const key of trackingKeys) {
    const item = given[key];
    if (item === undefined) faults.push({ parameter: `tracking.${key}`, message: 'is missing' });
    else if (item !== null && typeof item !== 'string') {
      faults.push({ parameter: `tracking.${key}`, message: 'must be a string or null' });
    } else tracking[key] = item;
  }
  return tracking;
}

function guestsFrom(value: unknown, faults: Detail[]): string[] {
  if (value === undefined || value === null) return [];
  const guests = Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) faults.push({ parameter: 'event_guests', message: 'must be an array' });
  if (guests.length > maxGuests)
    faults.push({ parameter: 'event_guests', message: 'must not have more than 10 guests' });
  return guests.filter((guest, index): guest is string => {
    const good = typeof guest === 'string' && mail.test(guest);
    if (!good) faults.push({ parameter: `event_guests[${index}]`, message: 'must be a valid email' });
    return good;
  });
}
