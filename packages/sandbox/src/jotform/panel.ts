import { html } from 'hono/html';
import { badge, shortTime, type Tone, table } from '../panel/parts.ts';
import type { PanelView, Section } from '../panel/section.ts';
import type { Answer, Delivery } from './model.ts';
import type { JotformState } from './vendor-state.ts';

/** The forms with a button that fills one in, and what was sent. */
export function jotformSections({ model, settings }: JotformState, view: PanelView): Section[] {
  const forms = table(
    [...model.forms.values()],
    [
      { title: 'Form', cell: ({ title, id }) => html`${title}<br><code class="quiet">${id}</code>` },
      { title: 'Questions', cell: ({ questions }) => `${questions.length}`, narrow: true },
      {
        title: 'Fill in',
        cell: ({ id }) =>
          html`<form method="post" action="/panel/jotform/acts/submit"><button name="form" value="${id}">Send one</button></form>`,
      },
    ],
    'No form.',
  );
  const submissions = table(
    [...model.submissions.values()].toReversed(),
    [
      { title: 'Sent', cell: ({ createdAt }) => shortTime(createdAt, view.timeZone), narrow: true },
      { title: 'Form', cell: ({ formId }) => model.forms.get(formId)?.title ?? formId },
      { title: 'By', cell: ({ answers }) => words(answers['4']) },
      { title: 'Number', cell: ({ id }) => html`<code>${id}</code>`, narrow: true },
      {
        title: 'Announced',
        cell: ({ id }) =>
          html`${model.deliveries.filter(({ submissionId }) => submissionId === id).map(arrival)}`,
        narrow: true,
      },
    ],
    'There are no submissions yet.',
  );
  return [
    {
      id: 'jotform',
      title: 'JotForm',
      count: model.submissions.size,
      body: html`${forms}${submissions}<p class="quiet">Webhooks go to ${hostOf(settings.webhookUrl)}.</p>`,
    },
  ];
}

function arrival({ state, status }: Delivery) {
  const tones: Record<Delivery['state'], Tone> = { waiting: 'warn', delivered: 'good', given_up: 'bad' };
  return html`${badge(status === null ? 'no answer' : `${status}`, tones[state])} `;
}

function words(answer: Answer | undefined): string {
  if (answer === undefined) return '–';
  return typeof answer === 'string' ? answer : Object.values(answer).filter(Boolean).join(' ');
}

/** Without the secret, which is part of the address. */
function hostOf(url: string | null): string {
  return url === null ? 'no address, unless one is registered' : new URL(url).origin;
}
