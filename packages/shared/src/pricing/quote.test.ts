import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { serviceIds, visitKinds } from '../ids/ids.ts';
import { type Promotion, promotionMistake, type VisitLine } from './promotion.ts';
import { type Quote, type QuoteRequest, quote } from './quote.ts';

const prices: Record<string, number | null> = {
  'alternative_medicine consultation': 0,
  'alternative_medicine initial': 11_900,
  'alternative_medicine followup': 7900,
  'gaps_coaching consultation': 0,
  'gaps_coaching initial': 19_500,
  'gaps_coaching followup': 7900,
};
const priceOf = (line: VisitLine): number | null => prices[`${line.service} ${line.visit}`] ?? null;
const surroundings = { priceOf, at: new Date('2026-11-20T02:00:00Z'), timeZone: 'Australia/Melbourne' };

const medicineFollowup: VisitLine = { service: 'alternative_medicine', visit: 'followup' };
const medicineInitial: VisitLine = { service: 'alternative_medicine', visit: 'initial' };
const coachingFollowup: VisitLine = { service: 'gaps_coaching', visit: 'followup' };
const freeCall: VisitLine = { service: 'gaps_coaching', visit: 'consultation' };

const spring: Promotion = { code: 'SPRING20', discount: { kind: 'percent', percent: 20 } };

function priced(request: Partial<QuoteRequest> & Pick<QuoteRequest, 'lines'>): Quote {
  const outcome = quote({ ...surroundings, ...request });
  if (outcome.kind !== 'priced') assert.fail(`The quote was refused: ${outcome.reason}`);
  return outcome.quote;
}

function refusalOf(promotion: Promotion, request: Partial<QuoteRequest> = {}): string {
  const found = priced({
    lines: [medicineFollowup],
    code: promotion.code,
    promotions: [promotion],
    ...request,
  });
  return found.promotion?.status === 'refused' ? found.promotion.reason : 'not refused';
}

describe('the price of visits', () => {
  it('is the sum of the list for one service, however many visits', () => {
    assert.equal(priced({ lines: [medicineFollowup] }).totalCents, 7900);
    const two = priced({ lines: [medicineInitial, medicineFollowup] });
    assert.equal(two.totalCents, 19_800);
    assert.equal(two.packageDiscountCents, 0);
  });

  it('is 10 % less for more than one service, shared out over the lines', () => {
    const found = priced({ lines: [medicineInitial, coachingFollowup] });
    assert.equal(found.subtotalCents, 19_800);
    assert.equal(found.packageDiscountCents, 1980);
    assert.equal(found.totalCents, 17_820);
    assert.deepEqual(
      found.lines.map((line) => line.totalCents),
      [10_710, 7110],
    );
  });

  it('is not made less by a free visit of another service', () => {
    assert.equal(priced({ lines: [medicineFollowup, freeCall] }).totalCents, 7900);
  });

  it('can be nothing', () => {
    assert.equal(priced({ lines: [freeCall] }).totalCents, 0);
  });

  it('is refused for no visit, and for one without a price', () => {
    assert.deepEqual(quote({ ...surroundings, lines: [] }), { kind: 'refused', reason: 'nothing_chosen' });
    assert.deepEqual(
      quote({ ...surroundings, lines: [medicineFollowup, { service: 'weight_loss', visit: 'initial' }] }),
      { kind: 'refused', reason: 'price_on_enquiry' },
    );
  });

  it('is refused when the list itself leaves less than Stripe takes', () => {
    const at = (cents: number) => quote({ ...surroundings, lines: [medicineFollowup], priceOf: () => cents });
    assert.deepEqual(at(49), { kind: 'refused', reason: 'below_minimum_charge' });
    assert.deepEqual(at(1), { kind: 'refused', reason: 'below_minimum_charge' });
    assert.equal(at(50).kind, 'priced');
  });

  it('is refused, loudly, for a price that is not whole cents', () => {
    assert.throws(
      () => quote({ ...surroundings, lines: [medicineFollowup], priceOf: () => 79.5 }),
      RangeError,
    );
  });
});

describe('a promotion code', () => {
  it('takes its percentage off, typed in any case', () => {
    const found = priced({ lines: [medicineFollowup], code: ' spring20 ', promotions: [spring] });
    assert.equal(found.totalCents, 6320);
    assert.deepEqual(found.promotion, { code: 'SPRING20', status: 'applied' });
  });

  it('takes a fixed amount off once, and never more than there is', () => {
    const ten: Promotion = { code: 'TEN', discount: { kind: 'amount', amountCents: 1000 } };
    assert.equal(
      priced({ lines: [medicineInitial, medicineFollowup], code: 'TEN', promotions: [ten] }).totalCents,
      18_800,
    );
    const huge: Promotion = { code: 'HUGE', discount: { kind: 'amount', amountCents: 5_000_000 } };
    assert.equal(priced({ lines: [medicineFollowup], code: 'HUGE', promotions: [huge] }).totalCents, 0);
  });

  it('is unknown when it is not in the list, and leaves the price as it was', () => {
    const found = priced({ lines: [medicineFollowup], code: 'NOPE', promotions: [spring] });
    assert.deepEqual(found.promotion, { code: 'NOPE', status: 'refused', reason: 'unknown' });
    assert.equal(found.totalCents, 7900);
  });

  it('is not looked for when none was typed', () => {
    assert.equal(priced({ lines: [medicineFollowup], code: '  ', promotions: [spring] }).promotion, null);
  });

  it("runs from its first to its last day, by the clinic's days", () => {
    const week: Promotion = { ...spring, validFrom: '2026-11-20', validTo: '2026-11-26' };
    // Melbourne is eleven hours ahead in November: its 20th begins at 13:00 UTC on the 19th.
    assert.equal(refusalOf(week, { at: new Date('2026-11-19T12:59:59Z') }), 'not_yet_valid');
    assert.equal(refusalOf(week, { at: new Date('2026-11-19T13:00:00Z') }), 'not refused');
    assert.equal(refusalOf(week, { at: new Date('2026-11-26T12:59:59Z') }), 'not refused');
    assert.equal(refusalOf(week, { at: new Date('2026-11-26T13:00:00Z') }), 'expired');
  });

  it('takes off only from the services and visits it is for', () => {
    const first: Promotion = { ...spring, services: ['alternative_medicine'], visits: ['initial'] };
    const found = priced({
      lines: [medicineInitial, medicineFollowup],
      code: 'SPRING20',
      promotions: [first],
    });
    assert.deepEqual(
      found.lines.map((line) => line.promotionDiscountCents),
      [2380, 0],
    );
    assert.equal(refusalOf(first), 'not_applicable');
    assert.equal(refusalOf(spring, { lines: [freeCall] }), 'not_applicable');
  });

  it('asks for its minimum of the visits it is for, before any discount', () => {
    const large: Promotion = { ...spring, minimumCents: 7901 };
    assert.equal(refusalOf(large), 'minimum_not_reached');
    assert.equal(refusalOf({ ...large, minimumCents: 7900 }), 'not refused');
  });

  it('competes with the package discount, and the patient gets the better one', () => {
    const lines = [medicineFollowup, coachingFollowup];
    const five: Promotion = { code: 'FIVE', discount: { kind: 'percent', percent: 5 } };
    const kept = priced({ lines, code: 'FIVE', promotions: [five] });
    assert.equal(kept.totalCents, 14_220);
    assert.deepEqual(kept.promotion, { code: 'FIVE', status: 'refused', reason: 'package_is_better' });
    const replaced = priced({ lines, code: 'SPRING20', promotions: [spring] });
    assert.equal(replaced.packageDiscountCents, 0);
    assert.equal(replaced.totalCents, 12_640);
  });

  it('comes on top of the package discount when the clinic says so', () => {
    const both: Promotion = { ...spring, combinesWithPackage: true };
    const found = priced({
      lines: [medicineFollowup, coachingFollowup],
      code: 'SPRING20',
      promotions: [both],
    });
    assert.equal(found.packageDiscountCents, 1580);
    assert.equal(found.promotionDiscountCents, 2844);
    assert.equal(found.totalCents, 11_376);
  });

  it('is refused when it would leave from 1 to 49 cents; nothing at all is fine', () => {
    const leaving = (cents: number): Promotion => ({
      code: 'ALMOST',
      discount: { kind: 'amount', amountCents: 7900 - cents },
    });
    assert.equal(refusalOf(leaving(1)), 'below_minimum_charge');
    assert.equal(refusalOf(leaving(49)), 'below_minimum_charge');
    assert.equal(refusalOf(leaving(50)), 'not refused');
    assert.equal(refusalOf(leaving(0)), 'not refused');
  });
});

describe('a promotion as it is written', () => {
  it('is told what is wrong with it', () => {
    assert.equal(promotionMistake(spring), null);
    const wrong: Promotion[] = [
      { ...spring, code: ' ' },
      { ...spring, discount: { kind: 'percent', percent: 0 } },
      { ...spring, discount: { kind: 'percent', percent: 101 } },
      { ...spring, discount: { kind: 'percent', percent: 12.5 } },
      { ...spring, discount: { kind: 'amount', amountCents: 0 } },
      { ...spring, minimumCents: -1 },
      { ...spring, validFrom: '2026-11-21', validTo: '2026-11-20' },
      { ...spring, services: [] },
    ];
    for (const one of wrong) assert.notEqual(promotionMistake(one), null, JSON.stringify(one));
  });
});

describe('every quote', () => {
  const line = fc.record({
    service: fc.constantFrom(...serviceIds),
    visit: fc.constantFrom(...visitKinds),
    cents: fc.oneof(fc.constant(0), fc.integer({ min: 50, max: 100_000 })),
  });
  const promotion = fc.record(
    {
      code: fc.constant('CODE'),
      discount: fc.oneof(
        fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) }),
        fc.record({
          kind: fc.constant('amount' as const),
          amountCents: fc.integer({ min: 1, max: 150_000 }),
        }),
      ),
      validFrom: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'),
      validTo: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'),
      services: fc.uniqueArray(fc.constantFrom(...serviceIds), { minLength: 1 }),
      visits: fc.uniqueArray(fc.constantFrom(...visitKinds), { minLength: 1 }),
      minimumCents: fc.integer({ min: 0, max: 50_000 }),
      combinesWithPackage: fc.boolean(),
    },
    { requiredKeys: ['code', 'discount'] },
  );
  const cases = fc.array(line, { minLength: 1, maxLength: 6 }).chain((lines) =>
    fc.record({
      lines: fc.constant(lines),
      promotion,
      shuffled: fc.shuffledSubarray(lines, { minLength: lines.length }),
    }),
  );

  function ask(lines: readonly (VisitLine & { cents: number })[], code?: Promotion) {
    const centsOf = (wanted: VisitLine) => lines.find((one) => one === wanted)?.cents ?? null;
    return quote({
      ...surroundings,
      lines,
      priceOf: centsOf,
      ...(code ? { code: code.code, promotions: [code] } : {}),
    });
  }

  it('adds up: lines to totals, discounts to the difference, and nothing below zero', () => {
    fc.assert(
      fc.property(cases, ({ lines, promotion: code }) => {
        const outcome = ask(lines, code);
        fc.pre(outcome.kind === 'priced');
        const { quote: found } = outcome;
        const sumOf = (pick: (one: Quote['lines'][number]) => number): number =>
          found.lines.reduce((total, one) => total + pick(one), 0);
        assert.equal(
          sumOf((one) => one.totalCents),
          found.totalCents,
        );
        assert.equal(
          sumOf((one) => one.priceCents),
          found.subtotalCents,
        );
        assert.equal(
          sumOf((one) => one.packageDiscountCents),
          found.packageDiscountCents,
        );
        assert.equal(
          sumOf((one) => one.promotionDiscountCents),
          found.promotionDiscountCents,
        );
        assert.equal(
          found.subtotalCents - found.packageDiscountCents - found.promotionDiscountCents,
          found.totalCents,
        );
        assert.ok(found.totalCents === 0 || found.totalCents >= 50);
        for (const one of found.lines) {
          for (const cents of [one.totalCents, one.packageDiscountCents, one.promotionDiscountCents]) {
            assert.ok(Number.isInteger(cents) && cents >= 0);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never gets dearer by a code', () => {
    fc.assert(
      fc.property(cases, ({ lines, promotion: code }) => {
        const plain = ask(lines);
        const withCode = ask(lines, code);
        fc.pre(plain.kind === 'priced');
        if (withCode.kind !== 'priced') assert.fail('A code made a price unpayable.');
        assert.ok(withCode.quote.totalCents <= plain.quote.totalCents);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the visits', () => {
    fc.assert(
      fc.property(cases, ({ lines, shuffled, promotion: code }) => {
        const one = ask(lines, code);
        const other = ask(shuffled, code);
        assert.equal(one.kind, other.kind);
        if (one.kind === 'priced' && other.kind === 'priced' && code.combinesWithPackage !== true) {
          assert.equal(one.quote.totalCents, other.quote.totalCents);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing when the code is refused', () => {
    fc.assert(
      fc.property(cases, ({ lines, promotion: code }) => {
        const withCode = ask(lines, code);
        fc.pre(withCode.kind === 'priced' && withCode.quote.promotion?.status === 'refused');
        const plain = ask(lines);
        assert.deepEqual(
          { ...withCode.quote, promotion: null },
          plain.kind === 'priced' ? plain.quote : plain,
        );
      }),
      { numRuns: 500 },
    );
  });
});
