import type { Catalogue, CataloguePractitioner } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';

/** A visit that patients book on a page. */
export interface BookedOnline {
  readonly service: ServiceId;
  readonly visit: VisitKind;
}

/** A practitioner with a card, and how patients come to see them. */
export interface ShownPerson {
  readonly person: CataloguePractitioner;
  /** The visits that patients book online with this person, in the order of the catalogue. */
  readonly visits: readonly BookedOnline[];
  /** Whether the clinic books this person on the phone. */
  readonly byPhone: boolean;
}

/**
 * The people to show, in the order of the catalogue.
 * @param service only those who give a visit of it; empty, or unknown to the clinic: all
 * @param practitioner only this one; empty, or unknown to the clinic: all
 */
export function peopleShown(catalogue: Catalogue, service: string, practitioner: string): ShownPerson[] {
  const named = catalogue.services.filter(({ id }) => id === service);
  const services = named.length > 0 ? named : catalogue.services;
  const people = catalogue.practitioners.flatMap((person) => {
    const given = services.flatMap(({ id, visits }) =>
      visits
        .filter(({ practitionerIds }) => practitionerIds.includes(person.id))
        .map(({ kind, bookable }) => ({ service: id, visit: kind, bookable })),
    );
    if (given.length === 0) return [];
    const visits = given
      .filter(({ bookable }) => bookable === 'online')
      .map(({ service, visit }) => ({ service, visit }));
    return [{ person, visits, byPhone: given.some(({ bookable }) => bookable === 'phone') }];
  });
  const wanted = people.filter(({ person }) => person.id === practitioner);
  return wanted.length > 0 ? wanted : people;
}

/** Whether two visits are the same. */
export function isSame(one: BookedOnline, other: { service: string; visit: string }): boolean {
  return one.service === other.service && one.visit === other.visit;
}
