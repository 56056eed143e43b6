import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { ReactiveControllerHost } from 'lit';
import { handOverTriage } from '../../api/forms/triage-handover.ts';
import { goTo, neighbour } from '../../page/neighbours/neighbour.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import type { NextStep } from './journey/next-step.ts';
import type { Follow } from './views/following-view.ts';

/**
 * Leads the patient from the outcome to the booking or the waitlist: to the element on the page, or to one in the
 * triage's own place. The booking learns which triage it follows; the scripts of the page do not.
 */
export class Following {
  /** The element in the triage's own place; `null` while there is none. */
  shown: Follow | null = null;
  readonly #host: HTMLElement & ReactiveControllerHost;
  readonly #opened: () => void;

  /** @param opened called when the view in the triage's own place opens */
  constructor(host: HTMLElement & ReactiveControllerHost, opened: () => void) {
    this.#host = host;
    this.#opened = opened;
  }

  async goOn(offer: NextStep, { triageSessionId }: SubmissionReceived): Promise<void> {
    if (offer.kind === 'call') return;
    if (offer.kind === 'book') {
      if (triageSessionId) handOverTriage(triageSessionId);
      const { service, visit } = offer;
      if (!tellPage(this.#host, 'bq-service-selected', { service: service.id, visit: visit.kind })) return;
    }
    const element =
      offer.kind === 'book'
        ? neighbour('bq-booking', 'bq-combined-calendar')
        : neighbour(`bq-waitlist-signup[service="${offer.service.id}"]`);
    if (element) goTo(element);
    else await this.load(offer);
  }

  async load(offer: Follow['offer']): Promise<void> {
    this.#show({ offer, status: 'loading' });
    this.#opened();
    const isThere = await wantElement(offer.kind === 'book' ? 'bq-booking' : 'bq-waitlist-signup');
    if (this.shown?.offer === offer) this.#show({ offer, status: isThere ? 'there' : 'failed' });
  }

  close(): void {
    this.#show(null);
  }

  #show(follow: Follow | null): void {
    this.shown = follow;
    this.#host.requestUpdate();
  }
}
