import { formIds, serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { usableZone } from '@botaniqal/shared/time/zone.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { apiOrigin } from '../../api/origin.ts';
import { meant, usableLocale } from '../meant.ts';
import { ownLocale } from '../speak.ts';
import { type Mistake, nearest, tellAuthor } from './tell-author.ts';

/** The attributes of each tag, beside the common ones. */
const own: Readonly<Record<string, readonly string[]>> = {
  'bq-booking': ['service', 'visit', 'practitioner', 'start'],
  'bq-combined-calendar': ['service', 'visit', 'practitioner'],
  'bq-intake-form': ['form', 'booking'],
  'bq-manage-booking': ['booking'],
  'bq-practitioners': ['service', 'practitioner'],
  'bq-service-picker': ['service'],
  'bq-waitlist-signup': ['service', 'visit', 'wishes'],
};
const common = ['api', 'locale', 'time-zone', 'theme', 'heading-level'];
const everyOwn = new Set(Object.values(own).flat());

const headingLevels = ['1', '2', '3', '4'];
const instantForm = ['2026-11-23T22:30:00Z'];

/** What is wrong with a value, and what is allowed; `null` when nothing is. */
type Verdict = readonly [what: string, allowed: readonly string[]] | null;

function ofList(name: string, ids: readonly string[]): (value: string) => Verdict {
  return (value) => {
    if (ids.includes(value)) return null;
    const found = meant(value, ids);
    return [found ? `understood as "${found}".` : `there is no such ${name}.`, ids];
  };
}

const verdicts: Readonly<Record<string, (value: string) => Verdict>> = {
  service: ofList('service', serviceIds),
  visit: ofList('visit', visitKinds),
  form: ofList('form', formIds),
  'heading-level': ofList('level', headingLevels),
  /** A loader looks for the first locale of the page, see `loader-of-language.ts`. */
  locale(value) {
    const locale = usableLocale(value);
    if (locale === value) {
      const words = languageOf(ownLocale);
      if (languageOf(value) === words) return null;
      return [`a page has one language, here "${words}". There are words in en-AU, ar, vi and zh.`, []];
    }
    const same = value.replace('_', '-').toLowerCase() === locale.toLowerCase();
    return [same ? `understood as "${locale}".` : 'browsers know no such locale; en-AU is used.', ['en-AU']];
  },
  'time-zone': (value) =>
    usableZone(value) ? null : ["there is no such time zone; the clinic's is used.", timeZones()],
  api(value) {
    const origin = apiOrigin(value);
    const given = value.trim().replace(/\/+$/, '');
    return origin === given ? null : [`this is no address; ${origin} is used.`, [origin]];
  },
  start(value) {
    if (Number.isNaN(Date.parse(value))) return ['this is no instant, so no time is chosen.', instantForm];
    if (Date.parse(value) < Date.now()) return ['this time is over, so no time is chosen.', []];
    return /(Z|[+-]\d\d:\d\d)$/i.test(value)
      ? null
      : ['an instant needs a zone, such as the Z at its end.', instantForm];
  },
};

/** "ar" of "ar-EG". */
const languageOf = (locale: string) => locale.split('-')[0];

/** The zones of the continent that the clinic is on. A browser knows 400. */
function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone').filter((zone) => /^(Australia|Pacific\/Auckland)/.test(zone));
}

/** The mistakes in the tag of an element that can be seen without the clinic's catalogue. */
export function tagMistakes(element: Element): Mistake[] {
  const tag = element.localName;
  const allowed = [...(own[tag] ?? []), ...common];
  return element.getAttributeNames().flatMap((attribute) => {
    const value = element.getAttribute(attribute) ?? '';
    if (!allowed.includes(attribute)) return nameMistake(tag, attribute, value, allowed);
    const verdict = value ? verdicts[attribute]?.(value) : null;
    return verdict ? [{ tag, attribute, value, what: verdict[0], allowed: verdict[1] }] : [];
  });
}

/** A framework's attribute is none of ours. One that is nearly ours, or that another element of ours has, is a mistake. */
function nameMistake(tag: string, attribute: string, value: string, allowed: readonly string[]): Mistake[] {
  const near = meant(attribute, allowed) ?? nearest(attribute, allowed);
  if (!near && !everyOwn.has(attribute)) return [];
  const what = near
    ? `there is no such attribute; did you mean "${near}"?`
    : 'this element has no such attribute.';
  return [{ tag, attribute, value, what: `${what} Allowed: ${allowed.join(', ')}.` }];
}

/** The mistakes in the tag of an element, compared with the services, visits and people of this clinic. */
export async function offerMistakes(element: Element): Promise<Mistake[]> {
  const word = (name: string) => element.getAttribute(name) ?? '';
  const catalogue = await readCatalogue(apiOrigin(word('api'))).catch(() => null);
  if (!catalogue) return [];
  const found: Mistake[] = [];
  const tell = (attribute: string, what: string, allowed: readonly string[]) =>
    found.push({ tag: element.localName, attribute, value: word(attribute), what, allowed });
  const people = catalogue.practitioners.map(({ id }) => id);
  const practitioner = word('practitioner');
  const person = meant(practitioner, people);
  if (practitioner && practitioner !== person) {
    tell(
      'practitioner',
      person ? `understood as "${person}".` : 'no practitioner has this id; all are shown.',
      people,
    );
  }
  const services = catalogue.services.map(({ id }) => id);
  const id = meant(word('service'), serviceIds);
  if (!id) return found;
  const service = catalogue.services.find((each) => each.id === id);
  if (!service) {
    tell('service', 'this clinic does not offer the service.', services);
    return found;
  }
  const kind = meant(word('visit'), visitKinds);
  const kinds = service.visits.map((each) => each.kind);
  const visit = service.visits.find((each) => each.kind === kind);
  if (kind && !visit) {
    tell('visit', `${id} has no such visit.`, kinds);
    return found;
  }
  const givers = (visit ? [visit] : service.visits).flatMap(({ practitionerIds }) => practitionerIds);
  if (person && !givers.includes(person)) {
    tell(
      'practitioner',
      `this person does not give ${visit ? `the ${kind} of ` : ''}${id}; all are shown.`,
      givers,
    );
  }
  return found;
}

/** Tells the author of the page about each mistake in the tag of an element. */
export async function checkElement(element: HTMLElement): Promise<void> {
  const root = element.getRootNode();
  // The calendar of a booking has the words of the booking's tag.
  if (root instanceof ShadowRoot && root.host.localName in own) return checkElement(root.host as HTMLElement);
  tagMistakes(element).forEach(tellAuthor);
  (await offerMistakes(element)).forEach(tellAuthor);
}
