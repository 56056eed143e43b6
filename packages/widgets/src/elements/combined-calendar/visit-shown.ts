import type { CombinedCalendar } from '@botaniqal/shared/contracts/availability.ts';
import type { Catalogue, CatalogueVisit } from '@botaniqal/shared/contracts/catalogue.ts';
import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import { findPractitioner, type OfferedVisit } from '../../catalogue/find.ts';
import type { Person } from '../../components/calendar/calendar-model.ts';
import { calendarCopy as words } from '../../copy/calendar.ts';
import { priceWords } from '../../copy/money.ts';
import { plural } from '../../copy/plural.ts';

/** "Alternative medicine · Follow-up · 15 minutes · $79"; without a price when it is `undefined`. */
export function visitSummary(
  { service, visit }: OfferedVisit,
  price: Price | null | undefined,
  locale: string,
): string {
  const length = plural(visit.durationMinutes, 'minute');
  const facts = [service.name, visit.name, length];
  if (price !== undefined) facts.push(priceWords(price, locale));
  return facts.join(' · ');
}

/** The practitioners with a tab: from the calendar's answer, or from the catalogue until it has come. */
export function peopleOf(
  catalogue: Catalogue | undefined,
  visit: CatalogueVisit | undefined,
  calendar: CombinedCalendar | undefined,
): Person[] {
  const placeOf = (id: string) => {
    const location = findPractitioner(catalogue, id)?.location;
    return location ? words.places[location] : '';
  };
  if (calendar) return calendar.practitioners.map((person) => ({ ...person, place: placeOf(person.id) }));
  return (visit?.practitionerIds ?? []).map((id) => ({
    id,
    name: findPractitioner(catalogue, id)?.name ?? '',
    status: 'live',
    asOf: null,
    nextAvailable: null,
    place: placeOf(id),
  }));
}
