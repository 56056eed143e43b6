import type { StaffTask } from '@botaniqal/shared/contracts/staff/tasks.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../../app/router.ts';
import type { Names } from '../../controllers/names.ts';
import { dayAndClock } from '../../words/moments.ts';
import { money } from '../../words/money.ts';

/** What a person needs to know for a task. */
export function taskFacts(
  { facts }: StaffTask,
  names: Names,
  clinic: { timeZone: string; currency: string },
): TemplateResult {
  const { timeZone, currency } = clinic;
  const cents = (amount: number | undefined) => (amount === undefined ? '' : money(amount, currency));
  const lines: readonly [string, unknown][] = [
    ['Patient', facts.patientName],
    ['Phone', facts.patientPhone && html`<a href="tel:${facts.patientPhone}">${facts.patientPhone}</a>`],
    ['Email', facts.patientEmail],
    ['When', facts.start && dayAndClock(facts.start, timeZone)],
    ['With', facts.practitionerId && names.practitioner(facts.practitionerId)],
    [
      'Booking',
      facts.bookingId &&
        html`<a href=${addressOf('bookings', facts.bookingId)}>${facts.confirmationNumber ?? 'Open it'}</a>`,
    ],
    ['Moved to', facts.movedTo?.start && dayAndClock(facts.movedTo.start, timeZone)],
    ['Busy then', facts.mailboxEvents?.map(({ start }) => dayAndClock(start, timeZone)).join(', ')],
    ['Payment', [facts.paymentId, cents(facts.amountCents)].filter(Boolean).join(' · ')],
    ['Back', cents(facts.refundCents)],
    ['Form', facts.formReference],
    [facts.mailText ? 'Subject' : 'Why', facts.reason],
    ['How many', facts.count],
  ];
  return html`<dl>
      ${lines.map(([term, fact]) => (fact ? html`<dt>${term}</dt><dd>${fact}</dd>` : nothing))}
      ${facts.toType?.map(({ fact, value }) => html`<dt>${fact}</dt><dd>${value}</dd>`) ?? nothing}
    </dl>
    ${pages(facts.recordPages)}
    ${
      facts.mailText
        ? html`<details>
            <summary>What the email says</summary>
            <p class="mail">${facts.mailText}</p>
          </details>`
        : nothing
    }
    ${
      facts.others
        ? html`<ul>
            ${facts.others.map(
              ({ patientName, patientPhone, patientEmail, reason }) =>
                html`<li>${[patientName, patientPhone, patientEmail, reason].filter(Boolean).join(', ')}</li>`,
            )}
          </ul>`
        : nothing
    }`;
}

function pages(recordPages: readonly string[] | undefined): TemplateResult | typeof nothing {
  if (!recordPages?.length) return nothing;
  return html`<ul>
    ${recordPages.map(
      (page, index) =>
        html`<li><a href=${page} target="_blank" rel="noreferrer">Open record ${index + 1} (new tab)</a></li>`,
    )}
  </ul>`;
}
