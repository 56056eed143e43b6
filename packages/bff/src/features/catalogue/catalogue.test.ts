import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { readClinic } from '../../config/clinic/read-clinic.ts';
import { testApp } from '../../testing/app.ts';
import { catalogueRoutes } from './routes.ts';

const file = fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url));
const clinic = readClinic(readFileSync(file, 'utf8'), 'clinic.yaml', {
  CALENDLY_DR_DIA_API_KEY: 'private-token',
});
const app = testApp(
  catalogueRoutes({ clinic, photoUrlOf: () => null, checkPage: 'https://clinic.example/check' }),
);
const read = async () => catalogue.parse(await (await app.request('/api/catalogue')).json());

describe('the catalogue', () => {
  it('shows services, visits with length and price, and who offers them', async () => {
    const { services, practitioners, clinic: shown } = await read();
    assert.equal(shown.timeZone, 'Australia/Melbourne');
    assert.equal(shown.horizonDays, 180);
    assert.deepEqual(shown.cancellation, {
      fullRefundUntilHours: 24,
      lateRefundPercent: 0,
      graceMinutes: 30,
    });
    assert.deepEqual(shown.rescheduling, { untilHours: 24, maxTimes: 2 });
    const visit = services[0]?.visits[1];
    assert.deepEqual(visit, {
      kind: 'initial',
      name: 'First appointment',
      durationMinutes: 15,
      price: { amountCents: 11900, currency: 'AUD' },
      bookable: 'phone',
      practitionerIds: ['dr_dia', 'dr_shivani', 'nurse'],
      forms: ['full_intake', 'medical_history'],
    });
    assert.deepEqual(
      practitioners.map(({ id }) => id),
      clinic.practitioners.map(({ id }) => id),
    );
  });

  it('says who each practitioner is, with languages by name and a person in place of a role', async () => {
    const { practitioners } = await read();
    assert.deepEqual(
      practitioners.find(({ id }) => id === 'dr_shivani'),
      {
        id: 'dr_shivani',
        name: 'Dr Shivani',
        type: 'doctor',
        location: 'both',
        title: 'General practitioner',
        qualifications: 'MBBS, FRACGP',
        registration: 'MED0000000012',
        languages: ['English', 'Tamil'],
        pronouns: 'She/her',
        about: 'Sees adults about weight and general health. Explains each step in plain words.',
        photoUrl: null,
      },
    );
    assert.ok(practitioners.every(({ name, title }) => title && name.toLowerCase() !== title.toLowerCase()));
  });

  it('offers the free first call of every open service online, and nothing of one on the waitlist', async () => {
    const { services } = await read();
    assert.deepEqual(
      services.map(({ status, visits }) => [status, visits.map(({ bookable }) => bookable)]),
      [
        ['open', ['online', 'phone', 'online']],
        ['open', ['online', 'phone', 'online']],
        ['open', ['online', 'no', 'no']],
        ['waitlist', ['no', 'no', 'no']],
        ['waitlist', ['no', 'no', 'no']],
      ],
    );
    assert.equal(services[2]?.visits[1]?.price, null);
  });

  it('tells no key and no id of an outside service', async () => {
    const text = await (await app.request('/api/catalogue')).text();
    assert.ok(!text.includes('private-token'));
    for (const { medirecords, eventTypes } of clinic.services.flatMap(({ visits }) => visits)) {
      assert.ok(!text.includes(medirecords.appointmentType));
      for (const eventType of Object.values(eventTypes)) assert.ok(!text.includes(eventType));
    }
  });

  it('is not sent again to a client that has it', async () => {
    const first = await app.request('/api/catalogue');
    const etag = first.headers.get('etag') ?? '';
    assert.match(first.headers.get('cache-control') ?? '', /public, max-age=60/);
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await app.request('/api/catalogue', { headers: { 'If-None-Match': known } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('etag'), etag);
    }
    const other = await app.request('/api/catalogue', { headers: { 'If-None-Match': '"other"' } });
    assert.equal(other.status, 200);
  });
});
