import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BookingChannel, bookingChannels, type VisitSettings } from '../../config/clinic/bookability.ts';
import { bookableVisit, shownChannel, visitsFor } from './bookable-visits.ts';

type Visit = VisitSettings & { eventTypes: Record<string, string> };

const visit = (kind: Visit['kind'], bookable: Visit['bookable'], amountCents: number | null): Visit => ({
  kind,
  bookable,
  price: amountCents === null ? null : { amountCents },
  eventTypes: { nurse: 'n', dr_dia: 'd' },
});
const practitioners = [{ id: 'dr_dia' }, { id: 'consultant' }, { id: 'nurse' }];
const clinic = {
  practitioners,
  services: [
    {
      id: 'counseling' as const,
      name: 'Counselling',
      status: 'waitlist' as const,
      visits: [visit('consultation', 'online', 0)],
    },
    {
      id: 'gaps_coaching' as const,
      name: 'Gaps coaching',
      status: 'open' as const,
      visits: [visit('consultation', 'online', 0), visit('initial', 'phone', 9900)],
    },
    {
      id: 'weight_loss' as const,
      name: 'Weight loss',
      status: 'open' as const,
      visits: [visit('initial', 'phone', null), visit('followup', 'online', 7900)],
    },
  ],
};

type Kind = Visit['kind'];
type Service = (typeof clinic.services)[number]['id'];
const ask = (
  service: Service | undefined,
  kind: Kind,
  channel: BookingChannel,
  more: { invited?: boolean } = {},
) => bookableVisit(clinic, { service, visit: kind, channel, ...more });
const reasonOf = (found: ReturnType<typeof ask>) => (found.kind === 'refused' ? found.reason : null);

describe('whether a visit may be booked', () => {
  it('names the practitioners who give it, in the order of the catalogue', () => {
    const found = ask('weight_loss', 'followup', 'online');
    assert.ok(found.kind === 'bookable');
    assert.equal(found.service.name, 'Weight loss');
    assert.deepEqual(found.practitioners, [{ id: 'dr_dia' }, { id: 'nurse' }]);
  });

  it('lets the consultant on the phone book everything that patients book online, and more', () => {
    assert.equal(reasonOf(ask('gaps_coaching', 'initial', 'online')), 'phone_only');
    assert.equal(reasonOf(ask('gaps_coaching', 'initial', 'waitlist_offer')), 'phone_only');
    assert.equal(reasonOf(ask('gaps_coaching', 'initial', 'phone')), null);
    assert.equal(reasonOf(ask('gaps_coaching', 'consultation', 'phone')), null);
  });

  it('refuses a price on enquiry through every channel', () => {
    for (const channel of bookingChannels) {
      assert.equal(reasonOf(ask('weight_loss', 'initial', channel)), 'no_price');
    }
  });

  it('refuses a service that is not open, unless the person is invited', () => {
    const refused = ask('counseling', 'consultation', 'online');
    assert.deepEqual(refused, {
      kind: 'refused',
      reason: 'service_not_open',
      serviceName: 'Counselling',
    });
    assert.equal(reasonOf(ask('counseling', 'followup', 'online')), 'service_not_open');
    assert.equal(reasonOf(ask('counseling', 'consultation', 'online', { invited: true })), null);
  });

  it('says what the clinic does not have', () => {
    assert.equal(reasonOf(ask('gaps_coaching', 'followup', 'online')), 'no_such_visit');
    const { services } = clinic;
    const smaller = { practitioners, services: services.slice(0, 1) };
    const found = bookableVisit(smaller, { service: 'weight_loss', visit: 'followup', channel: 'online' });
    assert.deepEqual(found, { kind: 'refused', reason: 'no_such_service', serviceName: null });
  });

  it('takes the first open service that has the visit when the request names none', () => {
    const free = ask(undefined, 'consultation', 'online');
    assert.equal(free.kind === 'bookable' && free.service.id, 'gaps_coaching');
    assert.equal(reasonOf(ask(undefined, 'initial', 'online')), 'no_such_service');
  });

  it('offers no free visit other than the first call to people on the waitlist', () => {
    const service = { visits: [visit('consultation', 'online', 0), visit('followup', 'online', 0)] };
    const kinds = (channel: BookingChannel) => visitsFor(service, channel).map(({ kind }) => kind);
    assert.deepEqual(kinds('online'), ['consultation', 'followup']);
    assert.deepEqual(kinds('waitlist_offer'), ['consultation']);
  });
});

describe('what a page says about booking a visit', () => {
  it('is online, by phone, or not at all', () => {
    const open = { status: 'open' } as const;
    assert.equal(shownChannel(open, visit('followup', 'online', 7900)), 'online');
    assert.equal(shownChannel(open, visit('initial', 'phone', 7900)), 'phone');
    assert.equal(shownChannel(open, visit('initial', 'phone', null)), 'phone');
    assert.equal(shownChannel(open, visit('initial', 'no', 7900)), 'no');
    assert.equal(shownChannel({ status: 'waitlist' }, visit('followup', 'online', 7900)), 'no');
  });
});
