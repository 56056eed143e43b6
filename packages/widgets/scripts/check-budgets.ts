/**
 * Holds what a patient downloads: the files of dist/ that a page with one tag loads, after brotli.
 * Run it after a build. Ends with `budgets: N passed, N failed`.
 */
import { readFileSync } from 'node:fs';
import { smallestBrotli } from './compress.ts';

/** Kilobytes (1000 bytes) after brotli, Lit included. */
const budgets = {
  loader: 2.5,
  'bq-combined-calendar': 25,
  'bq-booking, the whole journey': 45,
  'the payment step': 6,
  'what a booking says in trouble': 3.5,
  'that this visit was booked before': 0.7,
  'what only a free visit loads': 0.6,
  'a refusal, and its sentence': 1.1,
  // With the bundler's helper (0.13 KB), which the base does without.
  'errors in the details of a booking': 1.3,
  'the details of a booking for somebody else': 2.5,
  'a promotion code': 1.5,
  'the keys of the calendar': 0.8,
  'why the calendar has no times': 1.1,
  'what a card says that was not taken': 1,
  'what the author of a page reads about a mistake in it': 3,
  'another level of headings, for a page that asks for it': 0.7,
  'how a visit began, noted after all else has loaded': 1,
  'what counts for the tag manager of a page that has one': 1,
  'ids of clicks on ads, for a visit that has some': 0.9,
  'the forms of a booking, listed on its confirmation': 2,
  'bq-waitlist-signup, beyond what other elements load': 4,
  'what judges and sends a sign-up': 1.8,
  'wishes, for who waits for a time that comes free': 1,
  'a place on a waitlist': 3,
  'changing it and leaving it': 2,
  'a time that is offered, an invitation that books': 4,
  'the engine of forms and every kind of question, beyond what a booking loads': 12,
  // Everything that a patient needs to finish is loaded at once: the network may be gone after the first question.
  'bq-intake-form around them: opening, checking, sending': 7.5,
  'saving a form to come back to it': 2.5,
  'help at once, for an alarming answer': 3.5,
  'bq-triage-form around the questions and the help': 8,
  'bq-device-check, beyond what other elements load': 4.5,
  'bq-practitioners, beyond what other elements load': 4,
};

interface ManifestChunk {
  file: string;
  src?: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
}

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as Record<
  string,
  ManifestChunk
>;

function chunkOf(source: string): ManifestChunk {
  const chunk = Object.values(manifest).find(
    // A module that shares its chunk is found by the chunk's name.
    ({ src, name }) => src === source || (!src && source.endsWith(`/${name}.ts`)),
  );
  if (!chunk) throw new Error(`dist/manifest.json has no ${source}: build first`);
  return chunk;
}

/** Loaded when a page has a mistake in it, or when the server cannot be reached. */
const isAdvice = (key: string) => key.includes('page/advice/') || key.startsWith('_advice');
/** Loaded when a request was refused or a booking failed: a journey without trouble never asks for them. */
const trouble = 'src/elements/booking/trouble/index.ts';
/** Loaded when the patient has booked before in this tab. */
const earlier = 'src/elements/booking/trouble/earlier-view.ts';
/** Loaded for a free visit: what sends it. The journey below is that of a paid one. */
const free = 'src/elements/booking/sending/submission.ts';
/** Loaded with the first refusal of a request. */
const refused = 'src/api/refused.ts';
/** Loaded with the first error in the patient's details. */
const errors = ['src/components/error-summary/error-summary.ts', 'src/copy/booking/detail-faults.ts'];
/** Loaded when a booking is for somebody else. */
const forOther = 'src/components/details-form/for-other/for-other.ts';
/** Loaded when the patient opens the field for a promotion code. */
const promotion = 'src/elements/booking/promotion/promotion-part.ts';
/** Loaded when the focus moves inside the calendar by a key. */
const keys = 'src/components/calendar/keys/calendar-keys.ts';
/** Loaded when the calendar has no times to show. */
const noTimes = 'src/components/calendar/times/no-times.ts';
/** Loaded when the bank has not taken a card. */
const declined = 'src/payments/payment-trouble.ts';
/** Loaded on a page with `heading-level`. */
const levels = 'src/page/heading-levels.ts';
/** Loaded on a page that has a data layer. */
const tags = 'src/page/visit/data-layer.ts';
/** Loaded on each page of the site, after what the patient waits for. */
const visit = 'src/page/visit/visit.ts';
/** Loaded in a visit with a click on an ad. */
const clicks = 'src/page/visit/click-ids.ts';
/** The base names each element's module; a page loads those of its tags. */
const ofTags = (chunk: ManifestChunk, key: string) =>
  chunk.name === 'base' && /^src\/elements\/([^/]+)\/\1\.ts$/.test(key);
/** What a journey by touch without trouble never loads. A module that shares its chunk has a key with the chunk's name. */
function isRare(key: string): boolean {
  const rare = [
    forOther,
    promotion,
    trouble,
    earlier,
    free,
    refused,
    ...errors,
    keys,
    noTimes,
    declined,
    levels,
    visit,
    tags,
    clicks,
  ];
  return isAdvice(key) || rare.some((source) => chunkOf(source) === manifest[key]);
}

/** The files that a chunk needs before it runs, itself included; with `later`, also those it loads on the way. */
function filesOf(chunk: ManifestChunk, later = false, found = new Set<string>()): Set<string> {
  const isBase = chunk.name === 'base';
  // Pages load the base by its stable address, where it needs no other file: see `stable-base.ts`.
  const file = isBase ? 'v1/base.js' : chunk.file;
  if (found.has(file)) return found;
  found.add(file);
  const onTheWay = (chunk.dynamicImports ?? []).filter((key) => !isRare(key) && !ofTags(chunk, key));
  for (const key of [...(isBase ? [] : (chunk.imports ?? [])), ...(later ? onTheWay : [])]) {
    const imported = manifest[key];
    if (imported) filesOf(imported, later, found);
  }
  return found;
}

/** The files that a module needs before it runs and that are not loaded yet. */
function beyond(source: string, there: ReadonlySet<string>): string[] {
  return [...filesOf(chunkOf(source))].filter((file) => !there.has(file));
}

/** Of the file that the server sends. A file is in several sums. */
const measured = new Map<string, number>();
function sizeOf(file: string): number {
  const size = measured.get(file) ?? smallestBrotli(readFileSync(new URL(file, dist))).length;
  measured.set(file, size);
  return size;
}

function kilobytes(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) {
    bytes += sizeOf(file);
  }
  return bytes / 1000;
}

const loader = filesOf(chunkOf('src/loader.ts'));
const calendar = filesOf(chunkOf('src/elements/combined-calendar/combined-calendar.ts'));
/**
 * From the first view to the confirmation of a paid visit, with everything that is loaded in between. The forms of a
 * booking and the waitlist are elements of their own, which the loader brings on request (`want-element.ts`); each of
 * them has its own budget.
 */
const journey = filesOf(chunkOf('src/elements/booking/booking.ts'), true);
/** Loaded for a paid visit: the files that a free one does not need. */
const unpaid = filesOf(chunkOf('src/elements/booking/booking.ts'));
for (const file of calendar) unpaid.add(file);
const payment = [...journey].filter((file) => !unpaid.has(file));
/**
 * The files of the sign-up that neither a journey nor a picker has loaded. The first view has one budget; the code for
 * typing, for a place on the list and for a link have their own. A person who joins has loaded the first two.
 */
const known = new Set([...loader, ...journey]);
const signUpFolder = 'src/elements/waitlist-signup';
const signUp = beyond(`${signUpFolder}/waitlist-signup.ts`, known);
const withSignUp = new Set([...known, ...signUp]);
const place = beyond(`${signUpFolder}/place/index.ts`, withSignUp);
const withPlace = new Set([...withSignUp, ...place]);
const intake = 'src/elements/intake-form/intake-form.ts';
const intakeFiles = beyond(intake, known);
const aroundForms = intakeFiles.filter((file) => file === chunkOf(intake).file);
const sizes = {
  loader: kilobytes(loader),
  'bq-combined-calendar': kilobytes(new Set([...loader, ...calendar])),
  'bq-booking, the whole journey': kilobytes(new Set([...loader, ...journey])),
  'the payment step': kilobytes(payment),
  'what a booking says in trouble': kilobytes(beyond(trouble, journey)),
  'that this visit was booked before': kilobytes(beyond(earlier, journey)),
  'what only a free visit loads': kilobytes(beyond(free, journey)),
  'a refusal, and its sentence': kilobytes(beyond(refused, journey)),
  'a promotion code': kilobytes(beyond(promotion, journey)),
  'the keys of the calendar': kilobytes(beyond(keys, journey)),
  'why the calendar has no times': kilobytes(beyond(noTimes, journey)),
  'errors in the details of a booking': kilobytes(errors.flatMap((source) => beyond(source, journey))),
  'the details of a booking for somebody else': kilobytes(beyond(forOther, journey)),
  'what a card says that was not taken': kilobytes(beyond(declined, journey)),
  'what the author of a page reads about a mistake in it': kilobytes(
    Object.entries(manifest).flatMap(([key, { file }]) =>
      isAdvice(key) && file.endsWith('.js') ? [file] : [],
    ),
  ),
  'another level of headings, for a page that asks for it': kilobytes(beyond(levels, journey)),
  'how a visit began, noted after all else has loaded': kilobytes(beyond(visit, loader)),
  'what counts for the tag manager of a page that has one': kilobytes(beyond(tags, journey)),
  'ids of clicks on ads, for a visit that has some': kilobytes(beyond(clicks, loader)),
  'the forms of a booking, listed on its confirmation': kilobytes(
    beyond('src/elements/due-forms/due-forms.ts', known),
  ),
  'bq-waitlist-signup, beyond what other elements load': kilobytes(signUp),
  'what judges and sends a sign-up': kilobytes(beyond(`${signUpFolder}/joining/joining.ts`, withSignUp)),
  'wishes, for who waits for a time that comes free': kilobytes(
    beyond(`${signUpFolder}/wishes/wishes.ts`, withSignUp),
  ),
  'a place on a waitlist': kilobytes(place),
  'changing it and leaving it': kilobytes(beyond(`${signUpFolder}/place/managing.ts`, withPlace)),
  'a time that is offered, an invitation that books': kilobytes(
    beyond(`${signUpFolder}/offer/waitlist-offer.ts`, withPlace),
  ),
  'the engine of forms and every kind of question, beyond what a booking loads': kilobytes(
    intakeFiles.filter((file) => !aroundForms.includes(file)),
  ),
  'bq-intake-form around them: opening, checking, sending': kilobytes(aroundForms),
  'saving a form to come back to it': kilobytes(
    beyond('src/elements/intake-form/drafts/save-for-later.ts', new Set([...known, ...intakeFiles])),
  ),
  'help at once, for an alarming answer': kilobytes(
    beyond('src/elements/intake-form/alarm/help.ts', new Set([...known, ...intakeFiles])),
  ),
  'bq-triage-form around the questions and the help': kilobytes([
    chunkOf('src/elements/triage-form/triage-form.ts').file,
  ]),
  'bq-practitioners, beyond what other elements load': kilobytes(
    beyond('src/elements/practitioners/practitioners.ts', known),
  ),
  'bq-device-check, beyond what other elements load': kilobytes(
    beyond('src/elements/device-check/device-check.ts', known),
  ),
};

let failed = 0;
for (const [name, budget] of Object.entries(budgets) as [keyof typeof budgets, number][]) {
  const size = sizes[name];
  if (size > budget) failed += 1;
  const mark = size <= budget ? '✓' : '✗';
  process.stdout.write(`${mark} ${name}: ${size.toFixed(2)} KB of ${budget} KB after brotli\n`);
}
process.stdout.write(`budgets: ${Object.keys(budgets).length - failed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;
