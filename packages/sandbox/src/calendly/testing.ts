import type { Answer, Call, Json } from '../testing/running-sandbox.ts';

type Calendly = (call: string, options?: Call) => Promise<Answer>;

export function eventTypeUri(id: string): string {
  return `https://api.calendly.com/event_types/${id}`;
}

/** The free starts of an event type, as instants in text. */
export async function starts(calendly: Calendly, id: string, from: string, to: string): Promise<string[]> {
  const answer = await calendly('GET /event_type_available_times', {
    query: { event_type: eventTypeUri(id), start_time: from, end_time: to },
  });
  if (answer.status !== 200)
    throw new Error(`available times: ${answer.status} ${JSON.stringify(answer.body)}`);
  return list(answer.body.collection).map(({ start_time }) => new Date(String(start_time)).toISOString());
}

/** A list inside an answer. */
export function list(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value;
}

export const freeCallAnswers = [
  { question: 'What would you like help with?', answer: 'Sleep', position: 0 },
  { question: 'Mobile number', answer: '0491570006', position: 1 },
];

export const tracking = {
  utm_campaign: null,
  utm_source: null,
  utm_medium: null,
  utm_content: 'booking-1',
  utm_term: null,
  salesforce_uuid: null,
};

/** A valid request for the consultant's free call. */
export function freeCallRequest(id: string, start: string) {
  return {
    event_type: eventTypeUri(id),
    start_time: start,
    invitee: { name: 'Alex Sample', email: 'alex.sample@example.com', timezone: 'Australia/Perth' },
    location: { kind: 'zoom_conference' },
    questions_and_answers: freeCallAnswers,
    tracking,
  };
}
