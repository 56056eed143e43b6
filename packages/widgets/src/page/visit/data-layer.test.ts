import '../../testing/guards/console-guard.ts';
import { expect, waitUntil } from '@open-wc/testing';
import { forgetPageEvents, type PageEvents, tellPage } from '../neighbours/page-events.ts';
import { forgetCounted } from './data-layer.ts';
import { followEvents } from './told-events.ts';

interface Pushed {
  event?: string;
  [field: string]: unknown;
}

const page = window as unknown as Record<string, unknown>;
const confirmed: PageEvents['bq-booking-confirmed'] = {
  bookingId: 'b-1',
  service: 'alternative_medicine',
  visit: 'initial',
  amountCents: 11900,
  currency: 'AUD',
};

describe('the data layer of a page', () => {
  const settings = ['dataLayer', 'bqDataLayer', 'bqDataLayerDetails', 'bqConsent', 'otherLayer'];
  let from: HTMLElement;
  before(followEvents);
  beforeEach(() => {
    forgetPageEvents();
    forgetCounted();
    from = document.createElement('x-speaker');
    document.body.append(from);
  });
  afterEach(() => {
    from.remove();
    for (const name of settings) delete page[name];
  });

  const layer = (name = 'dataLayer') => page[name] as Pushed[];
  const has = (count: number, name = 'dataLayer') =>
    waitUntil(() => layer(name)?.length === count, `${count} pushes`, { timeout: 10_000 });

  it('gets a purchase once, ready for Google Analytics, with a random number of its own', async () => {
    page.dataLayer = [];
    tellPage(from, 'bq-booking-confirmed', confirmed);
    tellPage(from, 'bq-booking-confirmed', confirmed);
    tellPage(from, 'bq-booking-confirmed', { ...confirmed, bookingId: 'b-2' });
    await has(4);
    const [empty, first, , second] = layer() as [Pushed, Pushed, Pushed, Pushed];
    expect(empty).to.deep.equal({ ecommerce: null });
    const { ecommerce, ...rest } = first as Pushed & { ecommerce: { transaction_id: string } };
    expect(rest).to.deep.equal({ event: 'bq_booking_confirmed', ...confirmed, value: 119 });
    const { transaction_id, ...purchase } = ecommerce;
    expect(transaction_id).to.match(/^[\da-f]{32}$/);
    expect((second.ecommerce as { transaction_id: string }).transaction_id).not.to.equal(transaction_id);
    expect(purchase).to.deep.equal({
      value: 119,
      currency: 'AUD',
      items: [{ item_id: 'visit_2', item_name: 'Visit', price: 119, quantity: 1 }],
    });
  });

  it('has the name that the page gives it, and may come late', async () => {
    page.bqDataLayer = 'otherLayer';
    page.dataLayer = [];
    tellPage(from, 'bq-step', { step: 'time' });
    tellPage(from, 'bq-step', { step: 'details' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    page.otherLayer = [];
    await has(2, 'otherLayer');
    expect(layer('otherLayer')).to.deep.equal([
      { event: 'bq_step', step: 'time' },
      { event: 'bq_step', step: 'details' },
    ]);
    expect(layer()).to.deep.equal([]);
  });

  it('says nothing of service, time or form where the page wants neutral events', async () => {
    page.dataLayer = [];
    page.bqDataLayerDetails = 'neutral';
    tellPage(from, 'bq-service-selected', { service: 'weight_loss', visit: 'initial' });
    tellPage(from, 'bq-form-submitted', { form: 'mental_health' });
    tellPage(from, 'bq-booking-confirmed', confirmed);
    await has(4);
    const said = JSON.stringify(layer());
    expect(said).not.to.match(/weight|mental|alternative|initial|b-1/);
    expect(said).to.match(/"event":"bq_booking_confirmed","amountCents":11900,"currency":"AUD","value":119/);
  });

  it('hears nothing while the visitor refuses tags, and what it missed after a yes', async () => {
    page.dataLayer = [];
    page.bqConsent = { analytics_storage: 'denied' };
    tellPage(from, 'bq-step', { step: 'time' });
    await import('./data-layer.ts');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(layer()).to.deep.equal([]);
    page.bqConsent = { analytics_storage: 'granted' };
    tellPage(from, 'bq-step', { step: 'details' });
    await has(2);
    expect(layer().map(({ step }) => step)).to.deep.equal(['time', 'details']);
  });
});
