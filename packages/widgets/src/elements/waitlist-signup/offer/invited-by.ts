import type { Catalogue, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { WaitlistOffer } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import type { Invited } from '../../../page/links/invited.ts';
import type { Access, Place } from '../place-shown.ts';

type Bookable = WaitlistOffer['visit'];

/** Converts an invitation for a booking: the service is open to this person, with the visits that they may book. */
export function invitedBy({ service, invitation }: Place, { entryId, token }: Access): Invited {
  const pass = { entryId, token };
  const visits = invitation?.visits ?? [];
  return { pass, admit: (catalogue) => opened(catalogue, service, visits), proof: () => pass };
}

/** Converts an offered time for a booking. When the person chooses another time, it is an ordinary booking. */
export function offeredBy(offer: WaitlistOffer, { entryId, token }: Access): Invited {
  const { offerId, start, practitionerId, service, visit } = offer;
  return {
    slot: { start, practitionerId },
    admit: (catalogue) => opened(catalogue, service, [visit]),
    proof: (slot) =>
      slot.start === start && slot.practitionerId === practitionerId
        ? { entryId, token, offerId }
        : undefined,
  };
}

/** The catalogue with one open service and its visits that the person may book. */
function opened(catalogue: Catalogue, id: ServiceId, bookable: readonly Bookable[]): Catalogue {
  const open = (visit: CatalogueVisit): CatalogueVisit[] => {
    const { name, durationMinutes, price } = bookable.find(({ kind }) => kind === visit.kind) ?? {};
    return name && durationMinutes && price
      ? [{ ...visit, name, durationMinutes, price, bookable: 'online' }]
      : [];
  };
  return {
    ...catalogue,
    services: catalogue.services
      .filter((service) => service.id === id)
      .map((service) => ({ ...service, status: 'open', visits: service.visits.flatMap(open) })),
  };
}
