import assert from 'node:assert/strict';
import type { Stack } from './stack.ts';

/** Another person books a follow-up with Dr Dia at Calendly itself, past us. */
export async function bookAtCalendly(stack: Stack, startTime: string): Promise<void> {
  const response = await fetch(`${stack.env.CALENDLY_BASE_URL}/invitees`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sandbox-calendly-token',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      event_type: `${stack.env.CALENDLY_BASE_URL}/event_types/07f8beb5-e743-5c97-b728-196724df6415`,
      start_time: startTime,
      invitee: { name: 'Kim Other', email: 'kim@example.com', timezone: 'Australia/Melbourne' },
      location: { kind: 'zoom_conference' },
      questions_and_answers: [{ question: 'Mobile number', answer: '0491 570 156', position: 0 }],
    }),
  });
  assert.equal(response.status, 201, await response.text());
}
