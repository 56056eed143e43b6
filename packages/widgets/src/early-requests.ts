import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';

/**
 * Requests what an element will ask for first, while its code is still on its way: on a slow line the times are there
 * when the code is. `api/client.ts` takes the answer when the element sends the same question. The question must be the
 * same to the letter, or the patient waits for two answers; a test of the loader holds that.
 *
 * The loader cannot share code with the elements, because it must not wait for their files.
 */
export function requestEarly(element: Element): void {
  const attribute = (name: string) => element.getAttribute(name) ?? '';
  const origin = attribute('api').replace(/\/+$/, '') || new URL(import.meta.url).origin;
  request(origin + endpoints.catalogue);
  const service = attribute('service');
  const visit = attribute('visit') || 'consultation';
  // Words that are not spelt as ids are understood by the element, see `page/meant.ts`.
  if (!/^[a-z]+(_[a-z]+)* [a-z]+$/.test(`${service} ${visit}`)) return;
  if (!/booking$|calendar$/.test(element.localName)) return;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // Other names are translated first, see `usableZone`. They are rare, and the element can ask by itself.
  if (!/^[A-Z].+\/(?!Unknown)|^UTC$/.test(timeZone)) return;
  // The same days as in `calendar-windows.ts`.
  const today = new Date();
  const soon = new Date(+today);
  soon.setDate(today.getDate() + 7);
  const last = new Date(soon.getFullYear(), soon.getMonth() + 1, 0);
  // The first use of a language's dates takes the browser 20 ms, so the days are written without it.
  const day = (date: Date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => `${part}`.padStart(2, '0'))
      .join('-');
  const query = { service, visit, from: day(today), to: day(last), timeZone };
  request(`${origin}${endpoints.combinedCalendar}?${new URLSearchParams(query)}`);
}

/** Milliseconds after which an answer is not used any more. */
const longest = 15_000;

/** Once for each URL and page: after that, elements know the answer or want a newer one. */
function request(url: string): void {
  const page = window as unknown as Record<symbol, Map<string, Promise<Response> | undefined> | undefined>;
  const key = Symbol.for('bq-early');
  page[key] ??= new Map();
  const early = page[key];
  if (early.has(url)) return;
  const headers = { accept: 'application/json' };
  // The answer is read at once, so that the first thing that an element draws is the times.
  const answer = fetch(url, { headers, credentials: 'omit' }).then((response) => {
    const body = response.json();
    body.catch(() => {});
    response.json = () => body;
    return response;
  });
  // The element that takes the answer reports the failure.
  answer.catch(() => {});
  early.set(url, answer);
  setTimeout(() => early.set(url, undefined), longest);
}
