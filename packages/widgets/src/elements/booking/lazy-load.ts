import { ApiProblem } from '../../api/api-problem.ts';
import { loadPart } from '../../page/load-part.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import type { Journey } from './journey/journey.ts';
import '../../components/details-form/details-form.ts';

/** Loads the modules of a step, and those of the next step while the patient is busy with this one. */
export function loadForStep({ at, choice }: Journey): void {
  if (at === 'details') {
    if (choice.channel === 'pay') load(() => import('./paid/index.ts'));
    else load(() => import('./sending/submission.ts'));
  }
  // The confirmation lists the forms of the visit.
  if (at === 'details') void wantElement('bq-due-forms');
  if (choice?.channel === 'waitlist') void wantElement('bq-waitlist-signup');
}

/** Loads the calendar, which every booking needs. */
export function loadCalendar(): void {
  // Returns no module, so the build can leave the list of its exports out.
  load(async () => {
    await import('../combined-calendar/combined-calendar.ts');
  });
}

export const loadTrouble = () => loadPart(() => import('./trouble/index.ts'));

/** @throws ApiProblem `network` when the code cannot be loaded */
export function loadNow<T>(part: () => Promise<T>): Promise<T> {
  return loadPart(part).catch((cause: unknown) => {
    throw new ApiProblem('network', { cause });
  });
}

/** Whether the journey is in a state that only `Trouble` can draw. */
export function inTrouble(journey: Journey): boolean {
  if (journey.at === 'details') return journey.trouble !== null && journey.trouble.code !== 'network';
  if (journey.at === 'call') return journey.choice.channel !== 'waitlist';
  return /^(lost|lapsed|resuming|confirming|failed)$/.test(journey.at);
}

/** When a module cannot be loaded, its step still shows its words and the clinic's phone number. */
function load(part: () => Promise<unknown>): void {
  loadPart(part).catch((cause: unknown) =>
    console.warn('Booking: a part of the page could not be loaded.', cause),
  );
}
