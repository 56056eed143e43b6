import type { CombinedCalendar, PractitionerAvailability } from '@botaniqal/shared/contracts/availability.ts';
import type {
  BookingView,
  ConsultationBooked,
  ConsultationRequest,
} from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { ProblemBody } from '@botaniqal/shared/contracts/problem.ts';

/** The BFF as a page sees it: HTTP and JSON, nothing of its insides. */
export interface Api {
  calendar(query: CalendarQuery): Promise<Answer<CombinedCalendar>>;
  practitioners(query: {
    service: string;
    date: string;
    visit?: string;
  }): Promise<Answer<PractitionerAvailability>>;
  book(request: Partial<ConsultationRequest>, key?: string): Promise<Answer<ConsultationBooked>>;
  booking(id: string, token: string): Promise<Answer<BookingView>>;
  send(method: string, path: string, options?: SendOptions): Promise<Answer<unknown>>;
}

interface CalendarQuery {
  service: string;
  visit: string;
  from: string;
  to: string;
  timeZone: string;
  practitioner?: string;
}

interface SendOptions {
  body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  /** The parsed body of a success. @throws when it was not one */
  ok(): Body;
  /** The parsed body of a refusal. @throws when it was not one */
  problem(): ProblemBody;
  text: string;
}

export function apiOf(origin: string): Api {
  const send = async <Body>(
    method: string,
    path: string,
    options: SendOptions = {},
  ): Promise<Answer<Body>> => {
    const json = options.body === undefined ? undefined : JSON.stringify(options.body);
    const body = options.raw ?? json;
    const response = await fetch(origin + path, {
      method,
      headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(body === undefined ? {} : { body }),
    });
    return answerOf<Body>(response, await response.text(), `${method} ${path}`);
  };
  return {
    send,
    calendar: (query) => send('GET', `${endpoints.combinedCalendar}?${new URLSearchParams({ ...query })}`),
    practitioners: (query) =>
      send('GET', `${endpoints.practitionerAvailability}?${new URLSearchParams({ ...query })}`),
    book: (request, key) =>
      send('POST', endpoints.consultations, {
        body: request,
        headers: key === undefined ? {} : { 'idempotency-key': key },
      }),
    booking: (id, token) =>
      send('GET', endpoints.booking(id), { headers: { authorization: `Bearer ${token}` } }),
  };
}

function answerOf<Body>(response: Response, text: string, what: string): Answer<Body> {
  return {
    status: response.status,
    headers: response.headers,
    text,
    ok() {
      if (!response.ok) throw new Error(`${what} answered ${response.status}: ${text}`);
      return JSON.parse(text) as Body;
    },
    problem() {
      const type = response.headers.get('content-type') ?? 'nothing';
      if (!type.startsWith('application/problem+json')) {
        throw new Error(
          `${what} answered ${response.status} with ${type}, not with a problem: ${text.slice(0, 500)}`,
        );
      }
      return JSON.parse(text) as ProblemBody;
    },
  };
}
