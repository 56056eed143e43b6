import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { sampleCatalogue } from '../../testing/samples/sample-catalogue.ts';
import { calendarScenarios, refusal } from '../combined-calendar/combined-calendar.mocks.ts';

const path = `*${endpoints.catalogue}`;

/** Named scenarios for the tests and the gallery. */
export const servicePickerScenarios = {
  default: calendarScenarios.default,
  empty: [http.get(path, () => HttpResponse.json({ ...sampleCatalogue, services: [] }))],
  slow: [http.get(path, () => delay('infinite'))],
  error: [http.get(path, () => refusal(503, 'service_unavailable', { 'retry-after': '30' }))],
} satisfies Record<string, RequestHandler[]>;
