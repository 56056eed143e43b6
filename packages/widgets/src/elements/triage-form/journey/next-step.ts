import type { Catalogue, CatalogueService, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import { bookingChannelOf } from '../../../catalogue/booking-channel.ts';
import { findVisit } from '../../../catalogue/find.ts';
import type { Triage } from './triage-journey.ts';

/** The next step after an outcome. `call`: the patient talks with a person, and no booking is offered. */
export type NextStep =
  | { readonly kind: 'book'; readonly service: CatalogueService; readonly visit: CatalogueVisit }
  | { readonly kind: 'waitlist'; readonly service: CatalogueService }
  | { readonly kind: 'call' };

const call: NextStep = { kind: 'call' };

/** The only function that decides whether triage may offer a booking. In doubt, the next step is a call. */
export function nextStepOf(now: Triage, catalogue: Catalogue): NextStep {
  if (now.at !== 'outcome' || now.helped) return call;
  const { outcome } = now.received;
  const { recommendation } = outcome;
  if (outcome.stop || outcome.redFlags.length > 0 || !recommendation) return call;
  const service = catalogue.services.find(({ id }) => id === recommendation.service);
  if (service?.status === 'waitlist') return { kind: 'waitlist', service };
  const offered = findVisit(catalogue, recommendation.service, recommendation.visit);
  return offered && bookingChannelOf(offered.service, offered.visit) === 'online'
    ? { kind: 'book', ...offered }
    : call;
}
