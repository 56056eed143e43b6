import { setTimeout as wait } from 'node:timers/promises';
import { openPersonKeys } from '@botaniqal/bff/features/patients/index.ts';
import { recordsFeature } from '@botaniqal/bff/features/records/index.ts';
import { fileBookingJob, filingsAtOnce } from '@botaniqal/bff/features/records/jobs.ts';
import { createEvents } from '@botaniqal/bff/platform/events/events.ts';
import { createJobs } from '@botaniqal/bff/platform/jobs/jobs.ts';
import { silentLog } from '@botaniqal/bff/platform/observability/log.ts';
import { createMetrics } from '@botaniqal/bff/platform/observability/metrics.ts';
import { plugIn } from '@botaniqal/bff/platform/plug-in.ts';
import { openStore, type Store } from '@botaniqal/bff/platform/store/store.ts';
import { clinic, sealing } from '@botaniqal/bff/testing/fixtures/bookings/booking-fixture.ts';
import { storeConfirmedBookings } from '@botaniqal/bff/testing/fixtures/bookings/confirmed-bookings.ts';
import { serviceNames } from '@botaniqal/bff/testing/fixtures/service-names.ts';
import { migratedPostgres } from '@botaniqal/bff/testing/postgres.ts';
import { InMemoryPracticeRecords } from '@botaniqal/bff/testing/vendors/medirecords.ts';
import { eventually } from '../support/until.ts';
import { type Finding, median, timed } from './measure.ts';

const count = 600;
/** Every tenth booking is the second one of the person before. */
const persons = Array.from({ length: count }, (_, index) => (index % 10 === 9 ? index - 1 : index));
const people = new Set(persons).size;
/** Milliseconds of each call to the record system. */
const callMs = 30;
/** In queries that ask nothing, for each booking: its rows, its lock and its job. */
const allowedQueries = 200;

/** How long a server files a minute's bookings, and whether it files one person twice at once. */
export async function filingKeepsUp(): Promise<Finding> {
  const store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
  const records = new SlowRecords();
  const jobs = await filingJobs(store, records);
  try {
    const ids = await storeConfirmedBookings(store, persons);
    await store.db.transaction(async (tx) => {
      for (const bookingId of ids) await jobs.enqueue(tx, fileBookingJob, { bookingId });
    });
    const pings: number[] = [];
    for (let round = 0; round < 100; round += 1) pings.push(await timed(() => store.ping()));
    const bare = median(pings);
    const elapsed = await timed(async () => {
      await jobs.startWorkers();
      await eventually(async () => {
        const filed = records.appointments.length;
        if (filed < count) throw new Error(`${filed} of ${count} bookings are filed.`);
      });
    });
    const calls = records.waitedMs / filingsAtOnce;
    const limit = calls + count * allowedQueries * bare;
    const isOnce = records.patients.length === people && records.appointments.length === count;
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    return {
      name: `filing ${count} bookings, each call ${callMs} ms`,
      measured: seconds(elapsed),
      limit: `${seconds(limit)} (its calls alone ${seconds(calls)}, a query that asks nothing ${bare.toFixed(2)} ms)`,
      holds: elapsed < limit && isOnce && records.overlaps === 0,
      detail: `${records.calls.length} calls, ${filingsAtOnce} at once; ${people} people, ${records.patients.length} records; ${records.overlaps} times two calls for one person at once`,
    };
  } finally {
    await jobs.stop(1000);
    await store.close();
  }
}

/** The queue of a server that files bookings, open but without workers yet. */
async function filingJobs(store: Store, records: InMemoryPracticeRecords) {
  const clock = { now: () => new Date() };
  const jobs = createJobs({ store, log: silentLog, metrics: createMetrics() });
  const events = createEvents({ jobs, clock }, jobs);
  const filing = recordsFeature({
    ...{ store, jobs, records, sealing, clock, clinic, log: silentLog },
    personKeys: await openPersonKeys({ db: store.db, sealing }),
    names: serviceNames,
    enquiriesEmail: 'enquiries@clinic.example.com',
    managePage: 'https://clinic.example.com/manage',
    checkPage: 'https://clinic.example.com/check',
    messageIdDomain: 'clinic.example.com',
    drawForm: async () => null,
  });
  plugIn([filing], { store, jobs, workers: jobs, events });
  await jobs.open();
  return jobs;
}

/** Answers after `callMs`, and counts the calls that look for or make a person who is being looked for or made. */
class SlowRecords extends InMemoryPracticeRecords {
  overlaps = 0;
  /** What all calls took. A busy machine wakes later than after `callMs`. */
  waitedMs = 0;
  readonly #underWay = new Set<string>();

  override findPatientsByContact(contact: { email: string; mobile: string }) {
    return this.#slowly(contact.email, () => super.findPatientsByContact(contact));
  }

  override createPatient(...given: Parameters<InMemoryPracticeRecords['createPatient']>) {
    return this.#slowly(given[0].email ?? '', () => super.createPatient(...given));
  }

  override findAppointments(...given: Parameters<InMemoryPracticeRecords['findAppointments']>) {
    return this.#slowly(given[0].patientId, () => super.findAppointments(...given));
  }

  override createAppointment(...given: Parameters<InMemoryPracticeRecords['createAppointment']>) {
    return this.#slowly(given[0].patientId, () => super.createAppointment(...given));
  }

  /** @param person the e-mail address, or the id of the record once there is one */
  async #slowly<Answer>(person: string, act: () => Promise<Answer>): Promise<Answer> {
    const key = this.patients.find(({ id }) => id === person)?.email ?? person;
    if (this.#underWay.has(key)) this.overlaps += 1;
    this.#underWay.add(key);
    const waited = await timed(() => wait(callMs));
    this.waitedMs += waited;
    try {
      return await act();
    } finally {
      this.#underWay.delete(key);
    }
  }
}
