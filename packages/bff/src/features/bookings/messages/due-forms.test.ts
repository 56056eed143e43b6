import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clinic } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { dueForms } from './due-forms.ts';

const page = { clinic, formsPage: 'https://clinic.example.com/forms' };
const booking = { id: '8f14e45f', manageToken: 'secret' };

describe('the forms of a booking', () => {
  it('are those of its visit, in the order in which they build on each other, each with its own link', async () => {
    const forms = await dueForms(page, { ...booking, service: 'alternative_medicine', visit: 'initial' });
    assert.deepEqual(
      forms.map(({ title, href }) => [title, href]),
      [
        [
          'New patient form',
          'https://clinic.example.com/forms#form=full_intake&booking=8f14e45f&token=secret',
        ],
        [
          'Medical history',
          'https://clinic.example.com/forms#form=medical_history&booking=8f14e45f&token=secret',
        ],
      ],
    );
  });

  it('say in no mail which service they belong to', async () => {
    for (const { id: service, visits } of clinic.services) {
      for (const { kind: visit } of visits) {
        const titles = (await dueForms(page, { ...booking, service, visit })).map(({ title }) => title);
        assert.doesNotMatch(titles.join(), /gaps|weight|horse|counsel|mental|how you are/i);
      }
    }
  });

  it('are none for a visit that asks for none', async () => {
    assert.deepEqual(
      await dueForms(page, { ...booking, service: 'alternative_medicine', visit: 'followup' }),
      [],
    );
  });
});
