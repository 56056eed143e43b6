import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { calendarScenarios, refusal } from '../combined-calendar/combined-calendar.mocks.ts';

const catalogue = (change: Partial<Catalogue> = {}) =>
  http.get(`*${endpoints.catalogue}`, () => HttpResponse.json({ ...sampleCatalogue, ...change }));

/** A square in one colour, in place of a photo. */
const photo =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"%3E%3Crect width="4" height="4" fill="%23888"/%3E%3C/svg%3E';

/** Named scenarios for the tests and the gallery. */
export const practitionersScenarios = {
  default: calendarScenarios.default,
  /** One person has a photo, and one says nothing but a name. */
  photo: [
    catalogue({
      practitioners: sampleCatalogue.practitioners.map((person) =>
        person.id === 'dr_dia'
          ? { ...person, photoUrl: photo }
          : person.id === 'nurse'
            ? { ...person, title: '', qualifications: '', registration: '', languages: [], about: '' }
            : person,
      ),
    }),
    ...calendarScenarios.default,
  ],
  bookingPage: [
    catalogue({ clinic: { ...sampleCatalogue.clinic, bookingUrl: 'https://www.example.com/book' } }),
    ...calendarScenarios.default,
  ],
  /** The calendar of one person cannot be read. */
  partial: calendarScenarios.partial,
  /** There are people, and no times. */
  noTimes: calendarScenarios.empty,
  unchecked: calendarScenarios.error,
  empty: [catalogue({ practitioners: [] }), ...calendarScenarios.default],
  timesSlow: calendarScenarios.slow,
  slow: [http.get(`*${endpoints.catalogue}`, () => delay('infinite'))],
  error: [
    http.get(`*${endpoints.catalogue}`, () => refusal(503, 'service_unavailable', { 'retry-after': '30' })),
  ],
} satisfies Record<string, RequestHandler[]>;
