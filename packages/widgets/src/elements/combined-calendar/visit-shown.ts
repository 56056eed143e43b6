import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import type { Catalogue, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import type { Person } from '../../components/calendar/calendar-model.ts';
import { calendarCopy as words } from '../../copy/calendar.ts';
import { priceWords } from '../../copy/money.ts';
import { plural } from '../../copy/plural.ts';

/** The visit of a calendar; `undefined` when the catalogue does not have it. */
export function findVisit(
  catalogue: Catalogue | undefined,
  service: string,
  kind: string,
): { serviceName: string; visit: CatalogueVisit } | undefined {
  const found = catalogue?.services.find(({ id }) => id === service);
  const visit = found?.visits.find((each) => each.kind === kind);
  return found && visit && { serviceName: found.name, visit };
}

/** "Alternative medicine · Follow-up · 15 minutes · $79"; without a price when it is `undefined`. */
export function visitSummary(
  { serviceName, visit }: { serviceName: string; visit: CatalogueVisit },
  price: Price | null | undefined,
  locale: string,
): string {
  const length = plural(visit.durationMinutes, 'minute');
  const facts = [serviceName, visit.name, length];
  if (price !== undefined) facts.push(priceWords(price, locale));
  return facts.join(' · ');
}

/** The practitioners with a tab: from the calendar's answer, or from the catalogue until it has come. */
export function peopleOf(
  catalogue: Catalogue | undefined,
  visit: CatalogueVisit | undefined,
  calendar: CombinedCalendar | undefined,
): Person[] {
  const known = (id: string) => catalogue?.practitioners.find((person) => person.id === id);
  const placeOf = (id: string) => {
    const location = known(id)?.location;
    return location ? words.places[location] : '';
  };
  if (calendar) return calendar.practitioners.map((person) => ({ ...person, place: placeOf(person.id) }));
  return (visit?.practitionerIds ?? []).map((id) => ({
    id,
    name: known(id)?.name ?? '',
    status: 'live',
    asOf: null,
    nextAvailable: null,
    place: placeOf(id),
  }));
}
