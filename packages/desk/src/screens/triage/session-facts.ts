import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../../app/router.ts';
import type { Names } from '../../controllers/names.ts';
import { plainWord } from '../../words/booking-words.ts';
import { clock, dayAndClock } from '../../words/moments.ts';
import { statuses, urgencies } from './triage-words.ts';

/** Who the person is, how urgent it is, and what the form recommends. */
export function sessionFacts(triage: StaffTriageSession, names: Names, timeZone: string): TemplateResult {
  const { urgency, redFlags, reasons, scheduledTime, consultantId, visitBooking } = triage;
  const call = [
    scheduledTime && dayAndClock(scheduledTime, timeZone),
    consultantId && names.practitioner(consultantId),
    statuses[triage.status],
  ];
  const took = [
    triage.callStartedAt && `Began ${clock(triage.callStartedAt, timeZone)}`,
    triage.callEndedAt && `ended ${clock(triage.callEndedAt, timeZone)}`,
  ];
  const recommended = [
    triage.recommendedService && names.service(triage.recommendedService),
    ...triage.recommendedPractitioners.map((id) => names.practitioner(id)),
  ];
  const lines: readonly [string, unknown][] = [
    ['Urgency', urgency && urgencies[urgency]],
    ['Red flags', redFlags.map(plainWord).join(', ')],
    ['Call', call.filter(Boolean).join(' · ')],
    ['The call', took.filter(Boolean).join(', ')],
    ['Phone', triage.patientPhone],
    ['Email', triage.patientEmail],
    ['Concern', triage.primaryConcern],
    ['Suggested', recommended.filter(Boolean).join(' · ')],
    [
      'Visit',
      visitBooking &&
        html`<a href=${addressOf('bookings', visitBooking.bookingId)}
          >${dayAndClock(visitBooking.start, timeZone)}, ${names.practitioner(visitBooking.practitionerId)}</a
        >`,
    ],
  ];
  return html`<dl>
      ${lines.map(([term, fact]) => (fact ? html`<dt>${term}</dt><dd>${fact}</dd>` : nothing))}
    </dl>
    ${
      reasons.length > 0
        ? html`<details>
            <summary>Why it suggests this</summary>
            <ul class="reasons">
              ${reasons.map((reason) => html`<li>${reason}</li>`)}
            </ul>
          </details>`
        : nothing
    }`;
}

/** The answers of the form, as they were asked. */
export function answersView({ answers }: StaffTriageSession): TemplateResult {
  if (answers.length === 0) return html`<p class="quiet">No triage form was filled in.</p>`;
  return html`<section class="answers" aria-label="Answers">
    <h3>Answers</h3>
    ${answers.map(
      ({ title, questions }) => html`<details open>
        <summary>${title}</summary>
        <dl>
          ${questions.map(({ question, answer }) => html`<dt>${question}</dt><dd>${answer.join(', ') || '–'}</dd>`)}
        </dl>
      </details>`,
    )}
  </section>`;
}
