import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { bookingChannelOf } from '../../../catalogue/booking-channel.ts';
import { findVisit } from '../../../catalogue/find.ts';
import type { Choice } from './journey.ts';

/** The choice for two ids; `null` when the clinic offers no such visit. */
export function choiceOf(catalogue: Catalogue, service: string, visit: string): Choice | null {
  const offered = findVisit(catalogue, service, visit);
  if (!offered) return null;
  return {
    service: offered.service.id,
    visit: offered.visit.kind,
    channel: bookingChannelOf(offered.service, offered.visit),
  };
}

/** The choice from the page's attributes, while the catalogue is not loaded yet; `null` for an unknown service. */
export function presumedChoice(service: string, visit: string): Choice | null {
  const knownService = serviceIds.find((id) => id === service);
  const knownVisit = visitKinds.find((kind) => kind === (visit || 'consultation'));
  if (!knownService || !knownVisit) return null;
  return {
    service: knownService,
    visit: knownVisit,
    channel: knownVisit === 'consultation' ? 'online' : 'pay',
  };
}
