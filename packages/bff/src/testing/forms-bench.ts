import type { FormPatient } from '@botaniqal/shared/contracts/forms.ts';
import {
  type Answers,
  type Condition,
  type Field,
  type FormDefinition,
  fieldsOf,
  type RedFlag,
  type Test,
  testsOf,
} from '@botaniqal/shared/forms/definition.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import type { Circumstances } from '@botaniqal/shared/forms/kinds/kind.ts';
import { sql } from 'drizzle-orm';
import { bookingRoutes, paidBookingRoutes } from '../features/bookings/index.ts';
import {
  draftRoutes,
  type FormDeps,
  formRoutes,
  noteTriageBooked,
  noteTriageFreed,
  registerForms,
  staffTriageRoutes,
  submittedForms,
} from '../features/forms/index.ts';
import { JoinLimit } from '../features/waitlist/index.ts';
import { createIdempotency } from '../platform/idempotency/idempotency.ts';
import { silentLog } from '../platform/observability/log.ts';
import { createStaffAuth } from '../platform/staff-auth/staff-auth.ts';
import type { Store } from '../platform/store/store.ts';
import { testApp } from './app.ts';
import { consultationType, freshWorld, sealing, serverOn, type World } from './booking-bench.ts';

/** The secret that `staffHeader` of the waitlist's bench signs with. */
const secret = 'a secret of at least 32 characters';

/** A time that the consultant has free in `freshForms`. */
export const callStart = '2026-11-23T22:30:00Z';

/** Those that refer to others first. */
const formTables = [
  'submission_filings',
  'triage_sessions',
  'form_drafts',
  'form_submissions',
  'idempotency_keys',
];

/** A world without forms, in which a first call can be booked. */
export async function freshForms(store: Store): Promise<World> {
  for (const table of formTables) {
    await store.db.execute(sql`delete from ${sql.identifier(table)}`);
  }
  const world = await freshWorld(store);
  world.calendar.open({ practitionerId: 'consultant', eventType: consultationType, starts: [callStart] });
  return world;
}

interface Options {
  onStored?: FormDeps['onStored'];
  /** Of call backs, and of drafts. */
  callsPerMinute?: number;
  /** Which of its acts (transactions, writes, outside calls; counted from 1) is its last moment. */
  crashBefore?: number;
}

/** A server with forms and bookings on that world. */
export function formServer(world: World, options: Options = {}) {
  const { deps: bookings, jobs, acts } = serverOn(world, options.crashBefore);
  const { onStored } = options;
  const deps: FormDeps = {
    store: bookings.store,
    jobs,
    sealing,
    clock: world.clock,
    clinic: bookings.clinic,
    log: silentLog,
    metrics: bookings.metrics,
    formsPage: bookings.formsPage,
    enquiriesEmail: bookings.enquiriesEmail,
    messageIdDomain: bookings.messageIdDomain,
    ...(onStored ? { onStored } : {}),
  };
  registerForms(deps, jobs);
  bookings.onConfirmed = async (tx, booking) => {
    await noteTriageBooked(tx, deps, booking);
  };
  bookings.onFreed = (tx, booking) => noteTriageFreed(tx, deps, booking);
  bookings.submittedForms = (bookingId) => submittedForms(world.store.db, bookingId);
  const { clock } = world;
  const limit = () => new JoinLimit(clock, options.callsPerMinute ?? 1_000);
  const routeDeps = {
    ...deps,
    draftLimit: limit(),
    callBackLimit: limit(),
    clientAddress: () => '192.0.2.1',
  };
  const { run } = createIdempotency({ db: world.store.db, sealing, clock, log: silentLog });
  const app = testApp(
    [
      ...draftRoutes(routeDeps),
      ...formRoutes({ ...routeDeps, publicUrl: 'https://booking.example.com' }),
      ...staffTriageRoutes({ ...deps, staff: createStaffAuth({ secret, clock }) }),
      ...bookingRoutes(bookings),
      ...paidBookingRoutes(bookings),
    ],
    {
      clock,
      idempotently: run,
      metrics: bookings.metrics,
      // The test's clock stands: a minute never ends.
      rateLimits: { reads: 1_000_000, writes: 1_000_000 },
    },
  );
  return {
    deps,
    bookings,
    jobs,
    app,
    acts,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    get: (path: string, token?: string) =>
      app.request(path, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
    /** Runs what is due, mails included. */
    async settle(): Promise<void> {
      while ((await jobs.runDue()) > 0);
    },
  };
}

export type FormServer = ReturnType<typeof formServer>;

export const alex: FormPatient = {
  firstName: 'Alex',
  lastName: 'Sample',
  email: 'alex@example.com',
  phone: '0491 570 156',
};

/**
 * Answers to everything that a form asks, nothing of it alarming.
 * @param given what must be answered so, alarming or not; it decides what is asked
 */
export function wholeAnswers(form: FormDefinition, at: Circumstances, given: Answers = {}): Answers {
  const answers: Record<string, unknown> = { ...given };
  for (let rounds = 0; rounds < 100; rounds += 1) {
    const reading = readForm(form, answers, at);
    const open = reading.sections
      .flatMap(({ fields }) => fields)
      .find(({ id, optional }) => !optional && !Object.hasOwn(answers, id));
    if (!open) return answers;
    answers[open.id] = rightAnswers(open).find((answer) => {
      const { redFlags } = readForm(form, { ...answers, [open.id]: answer }, at);
      return redFlags.length === reading.redFlags.length;
    });
  }
  throw new Error(`${form.id} never ends.`);
}

/** As little as raises a flag; the rest of the form is left empty. */
export function answersRaising(form: FormDefinition, flag: RedFlag): Answers {
  const answers: Record<string, unknown> = {};
  satisfy(form, flag.when, answers);
  return answers;
}

function satisfy(form: FormDefinition, condition: Condition | undefined, answers: Record<string, unknown>) {
  if (!condition) return;
  const { tests, every } = testsOf(condition);
  for (const test of every ? tests : tests.slice(0, 1)) {
    const found = [...fieldsOf(form)].find(({ field }) => field.id === test.field);
    if (!found) throw new Error(`${form.id} has no field ${test.field}.`);
    satisfy(form, found.section.showWhen, answers);
    satisfy(form, found.field.showWhen, answers);
    answers[test.field] ??= passing(test, found.field);
  }
}

function passing(test: Test, field: Field): unknown {
  if ('is' in test) return test.is;
  if ('isOneOf' in test) return test.isOneOf[0];
  if ('includes' in test) return [test.includes];
  if ('includesAnyOf' in test) return test.includesAnyOf.slice(0, 1);
  if ('atLeast' in test) return test.atLeast;
  if ('below' in test) return test.below - 1;
  return rightAnswers(field)[0];
}

/** Answers that hold, the calmest first as far as one can tell. */
function rightAnswers(field: Field): readonly unknown[] {
  switch (field.kind) {
    case 'text':
    case 'signature':
      return ['Alex'];
    case 'long_text':
      return ['In a few words'];
    case 'email':
      return ['alex@example.com'];
    case 'phone':
      return ['0491570156'];
    case 'date':
      return field.when === 'future' ? ['2027-03-27'] : ['1980-03-27'];
    case 'number':
      return [Math.round((field.min + field.max) / 2), field.min, field.max];
    case 'scale':
      return [field.min, field.max];
    case 'choice':
      return field.options.map(({ value }) => value);
    case 'choices':
      return field.options
        .toSorted((a, b) => Number(b.exclusive ?? false) - Number(a.exclusive ?? false))
        .map(({ value }) => [value]);
    case 'yes_no':
      return [false, true];
    case 'address':
      return [{ line1: '1 Sample Street', suburb: 'Carlton', state: 'VIC', postcode: '3053' }];
    case 'medicare':
      return [{ number: '2123456701', irn: '1', expiry: '2029-05' }];
    case 'dva':
      return [{ number: 'VX123456', colour: 'gold' }];
    case 'concession':
      return [{ number: '123456789A', type: 'pension', expiry: '2029-05' }];
    case 'contact':
      return [{ name: 'Kim Sample', relationship: 'partner', phone: '0491570157' }];
    case 'rows':
      return [
        [Object.fromEntries(field.columns.map(({ id, options }) => [id, options?.[0]?.value ?? 'Sample']))],
      ];
    case 'consent':
      return [{ agreed: true, version: field.version }];
  }
}
