import { html, nothing, type TemplateResult } from 'lit';
import { phoneLink } from '../../../components/phone-link/phone-link.ts';
import { triageCopy } from '../../../copy/forms/triage.ts';
import type { NextStep } from '../journey/next-step.ts';
import { waitingView } from './triage-views.ts';

/** The view that replaces the outcome when the patient goes on from it. */
export interface Follow {
  readonly offer: Exclude<NextStep, { kind: 'call' }>;
  readonly status: 'loading' | 'there' | 'failed';
}

/** Draws the booking or the waitlist in the place of triage. */
export function followingView(
  { offer, status }: Follow,
  facts: {
    readonly api: string;
    readonly locale: string;
    readonly timeZone: string;
    readonly phone: string;
  },
  acts: { readonly back: () => void; readonly tryAgain: () => void },
): TemplateResult {
  const words = triageCopy.following[offer.kind];
  return html`<button type="button" class="link way" part="back" @click=${acts.back}>
      <span aria-hidden="true">‹ </span>${triageCopy.backToOutcome}
    </button>
    <div class="follow" tabindex="-1" role="group" aria-label=${words} aria-busy=${status === 'loading' ? 'true' : nothing}>
      ${status === 'there' ? elementFor(offer, facts) : nothing} ${status === 'loading' ? waitingView : nothing}
      ${
        status === 'failed'
          ? html`<bq-banner .heading=${triageCopy.notThere} .body=${triageCopy.notThereBody}>
              <button type="button" @click=${acts.tryAgain}>${triageCopy.tryAgain}</button>
              ${phoneLink(facts.phone, triageCopy.call(facts.phone))}
            </bq-banner>`
          : nothing
      }
    </div>`;
}

function elementFor(
  offer: Follow['offer'],
  { api, locale, timeZone }: { readonly api: string; readonly locale: string; readonly timeZone: string },
): TemplateResult {
  const { id } = offer.service;
  return offer.kind === 'book'
    ? html`<bq-booking
        service=${id}
        visit=${offer.visit.kind}
        api=${api}
        locale=${locale}
        time-zone=${timeZone}
      ></bq-booking>`
    : html`<bq-waitlist-signup service=${id} api=${api} locale=${locale} time-zone=${timeZone}></bq-waitlist-signup>`;
}
