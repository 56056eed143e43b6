import { html } from 'hono/html';
import { badge, shortTime, type Tone, table } from '../panel/parts.ts';
import type { PanelView, Section } from '../panel/section.ts';
import type { Message, Status } from './model.ts';
import type { TwilioState } from './vendor-state.ts';

const tones: Record<Status, Tone> = {
  queued: 'warn',
  sent: 'warn',
  delivered: 'good',
  received: 'good',
  undelivered: 'bad',
  failed: 'bad',
  canceled: 'quiet',
};

/** All text messages, a form that answers as a patient, and the callbacks with their answers. */
export function twilioSections(state: TwilioState, view: PanelView): Section[] {
  const messages = [...state.messages.values()].toReversed();
  const patients = [...new Set(messages.map((one) => (one.direction === 'inbound' ? one.from : one.to)))];
  const reply = html`<details id="sms-reply"><summary>Answer as a patient</summary>
    <form method="post" action="/panel/twilio/acts/reply" class="fields">
      <label>From <input name="from" type="tel" list="sms-patients" value="${patients[0] ?? '+61491570156'}" required></label>
      <datalist id="sms-patients">${patients.map((number) => html`<option value="${number}"></option>`)}</datalist>
      <label>Text (Y, N, STOP, or words) <input name="body" value="Y" required></label>
      <button class="primary">Send</button>
    </form>
  </details>`;
  const list = table(
    messages,
    [
      { title: 'At', cell: ({ createdAt }) => shortTime(createdAt, view.timeZone), narrow: true },
      { title: 'With', cell: (message) => withWhom(message), narrow: true },
      { title: 'Text', cell: ({ body }) => body || '(removed)' },
      { title: 'Parts', cell: ({ segments }) => `${segments}`, narrow: true },
      {
        title: 'State',
        cell: ({ status, errorCode }) => html`${badge(status, tones[status])} ${errorCode ?? ''}`,
        narrow: true,
      },
    ],
    'There are no text messages yet.',
  );
  const callbacks = table(
    state.callbacks.list().toReversed(),
    [
      { title: 'At', cell: ({ createdAt }) => shortTime(createdAt, view.timeZone), narrow: true },
      { title: 'What', cell: ({ fields }) => fields.MessageStatus ?? `reply: ${fields.Body ?? ''}` },
      { title: 'To', cell: ({ url }) => html`<code>${url}</code>` },
      {
        title: 'Answer',
        cell: ({ state, lastStatus }) =>
          html`${badge(state.replace('_', ' '), state === 'delivered' ? 'good' : state === 'waiting' ? 'warn' : 'bad')} ${lastStatus ?? ''}`,
        narrow: true,
      },
    ],
    'No callback was sent yet.',
  );
  return [
    { id: 'twilio', title: 'Text messages', count: messages.length, body: html`${reply}${list}${callbacks}` },
  ];
}

function withWhom({ direction, from, to }: Message): string {
  return direction === 'inbound' ? `from ${from}` : `to ${to}`;
}
