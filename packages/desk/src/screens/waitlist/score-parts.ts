import type { StaffWaitlistEntry } from '@botaniqal/shared/contracts/waitlist.ts';
import { html, type TemplateResult } from 'lit';

const parts = { interest: 'Interest', wait: 'Wait', engagement: 'Engagement', location: 'Location' } as const;

/** The score of an entry, from 0 to 100, and what it is made of. */
export function scoreParts({ name, score }: StaffWaitlistEntry): TemplateResult {
  return html`<details>
    <summary aria-label="Score of ${name}: ${hundredths(score.total)}">${hundredths(score.total)}</summary>
    <dl>
      ${(Object.keys(parts) as (keyof typeof parts)[]).map(
        (part) => html`<div><dt>${parts[part]}</dt><dd class="numbers">${hundredths(score[part])}</dd></div>`,
      )}
    </dl>
  </details>`;
}

function hundredths(share: number): number {
  return Math.round(share * 100);
}
