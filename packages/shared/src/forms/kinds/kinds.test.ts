import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Field } from '../definition.ts';
import { cleanAnswer, faultsOf } from '../engine.ts';
import type { allKinds } from './all-kinds.ts';
import { isMedicareNumber } from './cards.ts';
import type { Circumstances } from './kind.ts';
import { statesOf } from './postcodes.ts';

const at: Circumstances = { today: '2026-11-20' };
const words = { id: 'x', label: 'X?', name: 'your answer' } as const;
const codes = (field: Field, typed: unknown, circumstances = at) =>
  faultsOf(field, typed, circumstances).map(
    ({ path, code, warning }) => `${path} ${code}${warning ? ' (warning)' : ''}`,
  );
const messages = (field: Field, typed: unknown) => faultsOf(field, typed, at).map(({ message }) => message);

const one: { readonly [K in keyof typeof allKinds]: Field } = {
  text: { ...words, kind: 'text', maxLength: 10 },
  long_text: { ...words, kind: 'long_text', maxLength: 100 },
  email: { ...words, kind: 'email' },
  phone: { ...words, kind: 'phone' },
  date: { ...words, kind: 'date', when: 'past', name: 'your date of birth' },
  number: { ...words, kind: 'number', unit: 'kg', min: 20, max: 400, decimals: 1, name: 'your weight' },
  scale: { ...words, kind: 'scale', min: 0, max: 10, ends: ['none', 'the worst'] },
  choice: {
    ...words,
    kind: 'choice',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
  choices: {
    ...words,
    kind: 'choices',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
      { value: 'none', label: 'None of these', exclusive: true },
    ],
  },
  yes_no: { ...words, kind: 'yes_no', name: 'you smoke' },
  address: { ...words, kind: 'address' },
  medicare: { ...words, kind: 'medicare' },
  dva: { ...words, kind: 'dva' },
  concession: { ...words, kind: 'concession' },
  contact: { ...words, kind: 'contact' },
  rows: {
    ...words,
    kind: 'rows',
    item: 'medicine',
    maxRows: 2,
    columns: [
      { id: 'name', label: 'Name', name: 'the name of the medicine', maxLength: 20 },
      { id: 'dose', label: 'Dose', name: 'the dose', maxLength: 10, optional: true },
    ],
  },
  consent: { ...words, kind: 'consent', text: ['We may.'], version: '2', name: 'we may' },
  signature: { ...words, kind: 'signature', name: 'your full name' },
};
const kinds = Object.values(one);

describe('every kind of question', () => {
  for (const field of kinds) {
    it(`(${field.kind}) takes any value without throwing, and cleaning twice changes nothing more`, () => {
      const parts = fc.dictionary(
        fc.constantFrom(
          'line1',
          'number',
          'irn',
          'expiry',
          'postcode',
          'state',
          'phone',
          'name',
          'year',
          'day',
          'agreed',
          '__proto__',
        ),
        fc.jsonValue(),
      );
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), parts, fc.array(parts), fc.string()), (typed) => {
          const cleaned = cleanAnswer(field, typed);
          assert.deepEqual(cleanAnswer(field, cleaned), cleaned);
          for (const { path, message } of faultsOf(field, typed, at)) {
            assert.match(path, /^x(?:\.|$)/);
            assert.match(message, /^\p{Lu}.*[^.!]$/u);
          }
        }),
        { numRuns: 150, seed: 20261120 },
      );
    });

    it(`(${field.kind}) is missing when it is empty, unless it is optional`, () => {
      for (const empty of [undefined, null, '', '  ', '\n']) {
        assert.deepEqual(codes(field, empty), ['x missing']);
        assert.deepEqual(codes({ ...field, optional: true }, empty), []);
      }
    });
  }
});

describe('the wording of errors', () => {
  it('says what to do', () => {
    assert.deepEqual(messages(one.date, ''), ['Enter your date of birth']);
    assert.deepEqual(messages(one.date, '2027-01-01'), ['Your date of birth must be today or in the past']);
    assert.deepEqual(messages(one.date, { day: '3', month: '4', year: '' }), [
      'Your date of birth must include a year',
    ]);
    assert.deepEqual(messages(one.yes_no, ''), ['Select yes if you smoke']);
    assert.deepEqual(messages(one.number, 'heavy'), ['Your weight must be a number in kg']);
    assert.deepEqual(messages(one.number, 500), ['Your weight must be 400 kg or less']);
    assert.deepEqual(messages(one.text, 'x'.repeat(11)), ['Your answer must be 10 characters or less']);
    assert.deepEqual(messages(one.consent, false), ['Confirm that we may']);
  });
});

describe('a text', () => {
  it('of one line stays on one line', () => {
    assert.equal(cleanAnswer(one.text, ' Mary \r\n Anne '), 'Mary Anne');
    assert.equal(cleanAnswer(one.signature, 'Mary\nAnne'), 'Mary Anne');
  });
  it('of several lines keeps them', () => {
    assert.equal(cleanAnswer(one.long_text, 'One.\r\nTwo.'), 'One.\nTwo.');
  });
});

describe('a date', () => {
  const partial: Field = { ...words, kind: 'date', partial: true, when: 'past' };
  for (const [typed, expected] of [
    ['2024-02-29', []],
    ['2023-02-29', ['x malformed']],
    ['2000-02-29', []],
    ['1900-02-29', ['x malformed']],
    ['2026-04-31', ['x malformed']],
    ['2026-11-20', []],
    ['2026-11-21', ['x future']],
    ['1899-12-31', ['x too_early']],
    ['1980', ['x malformed']],
    ['5/8/1970', []],
    ['29/2/2023', ['x malformed']],
    [{ day: '5', month: '8', year: '1970' }, []],
    [{ day: '', month: '8', year: '1970' }, ['x malformed']],
    [{ day: '31', month: '2', year: '1970' }, ['x malformed']],
    ['soon', ['x malformed']],
    [19700805, ['x malformed']],
  ] as const) {
    it(`${JSON.stringify(typed)}: ${expected[0] ?? 'holds'}`, () =>
      assert.deepEqual(codes(one.date, typed), expected));
  }
  for (const [typed, expected] of [
    ['2019', []],
    ['2019-05', []],
    ['2019-13', ['x malformed']],
    ['2026', []],
    ['2027', ['x future']],
    ['2026-12', ['x future']],
    [{ day: '', month: '', year: '2019' }, []],
    [{ day: '', month: '5', year: '2019' }, []],
    [{ day: '4', month: '', year: '2019' }, ['x malformed']],
  ] as const) {
    it(`in part, ${JSON.stringify(typed)}: ${expected[0] ?? 'holds'}`, () =>
      assert.deepEqual(codes(partial, typed), expected));
  }
  it('day first, as Australians write', () => assert.equal(cleanAnswer(one.date, '5/8/1970'), '1970-08-05'));
  it('in the future is judged from today on', () => {
    const due: Field = { ...words, kind: 'date', when: 'future' };
    assert.deepEqual(codes(due, '2026-11-19'), ['x past']);
    assert.deepEqual(codes(due, '2026-11-20'), []);
  });
  it('agrees with the calendar on every day that exists', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-20'), noInvalidDate: true }),
        (day) => {
          assert.deepEqual(codes(one.date, day.toISOString().slice(0, 10)), []);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('a phone number', () => {
  const mobile: Field = { ...words, kind: 'phone', type: 'mobile' };
  for (const [typed, cleaned] of [
    ['0412 345 678', '0412345678'],
    ['+61 412 345 678', '0412345678'],
    ['+61 (0)412 345 678', '0412345678'],
    ['0061 412 345 678', '0412345678'],
    ['(03) 7010-4321', '0370104321'],
    ['1300 659 467', '1300659467'],
    ['13 11 14', '131114'],
    ['+44 20 7946 0958', '+442079460958'],
  ] as const) {
    it(`${typed} is kept as ${cleaned}`, () => assert.equal(cleanAnswer(one.phone, typed), cleaned));
  }
  it('needs its area code', () => assert.deepEqual(codes(one.phone, '7010 4321'), ['x malformed']));
  it('of a house is no mobile', () => {
    assert.deepEqual(codes(mobile, '03 7010 4321'), ['x malformed']);
    assert.deepEqual(codes(mobile, '0412 345 678'), []);
    assert.deepEqual(codes(mobile, '+64 21 123 4567'), []);
  });
});

describe('a Medicare card', () => {
  const card = (number: string, irn = '1', expiry = '2027-05') =>
    codes(one.medicare, { number, irn, expiry });
  for (const good of ['2123456701', '2123 45670 1', '32788511952', '54164532692']) {
    it(`holds with ${good}`, () =>
      assert.deepEqual(
        codes(one.medicare, {
          number: good,
          ...(good.length < 11 || good.includes(' ') ? { irn: '1' } : {}),
          expiry: '05/2027',
        }),
        [],
      ));
  }
  it('with eleven digits is taken apart', () => {
    assert.deepEqual(cleanAnswer(one.medicare, { number: '3278 85119 5 2', expiry: '5/27' }), {
      number: '3278851195',
      irn: '2',
      expiry: '2027-05',
    });
  });
  it('does not hold when a digit is wrong', () => {
    assert.deepEqual(card('2123456711'), ['x.number check_digit']);
    assert.deepEqual(card('1123456701'), ['x.number check_digit']);
    assert.deepEqual(card('212345670'), ['x.number malformed']);
    assert.deepEqual(card('2123456701', '0'), ['x.irn malformed']);
    assert.deepEqual(card('2123456701', '1', '2027-13'), ['x.expiry malformed']);
    assert.deepEqual(codes(one.medicare, { number: '2123456701' }), ['x.irn missing', 'x.expiry missing']);
  });
  it('that has expired is told, not refused', () => {
    assert.deepEqual(card('2123456701', '1', '2026-10'), ['x.expiry expired (warning)']);
    assert.deepEqual(card('2123456701', '1', '2026-11'), []);
  });
  it('finds every single wrong digit among the first nine whose weight can tell', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        digits,
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (first, rest, place, add) => {
          const eight = [first, ...rest];
          const check = eight.reduce((sum, digit, index) => sum + digit * Number('13791379'[index]), 0) % 10;
          const whole = [...eight, check, 1];
          assert.equal(isMedicareNumber(whole.join('')), true);
          const changed = whole.with(place, (Number(whole[place]) + add) % 10);
          assert.equal(isMedicareNumber(changed.join('')), false);
        },
      ),
      { seed: 2 },
    );
  });
});

describe('an Australian address', () => {
  const home = { line1: '1 High St', suburb: 'Richmond', state: 'vic', postcode: '3121' };
  it('holds, and has its state in capitals', () => {
    assert.deepEqual(codes(one.address, home), []);
    assert.deepEqual(cleanAnswer(one.address, home), { ...home, state: 'VIC' });
  });
  it('keeps the nought of the Northern Territory', () =>
    assert.deepEqual(codes(one.address, { ...home, suburb: 'Darwin', state: 'NT', postcode: '0800' }), []));
  it('is doubted, not refused, when the postcode is elsewhere', () => {
    assert.deepEqual(codes(one.address, { ...home, state: 'NSW' }), ['x.postcode postcode_state (warning)']);
    assert.deepEqual(codes(one.address, { ...home, postcode: '0100' }), [
      'x.postcode postcode_state (warning)',
    ]);
  });
  it('is doubted when the suburb is not known with the postcode', () => {
    const lists = { ...at, suburbs: () => ['CREMORNE'] };
    assert.deepEqual(codes(one.address, home, lists), ['x.suburb postcode_suburb (warning)']);
    assert.deepEqual(codes(one.address, { ...home, suburb: 'Cremorne' }, lists), []);
  });
  it('does not hold with a line that the record cannot take', () =>
    assert.deepEqual(codes(one.address, { ...home, line1: 'x'.repeat(51) }), ['x.line1 too_long']));
  it('names each box that is empty', () =>
    assert.deepEqual(codes(one.address, { line1: '1 High St', state: 'Victoria' }), [
      'x.suburb missing',
      'x.state not_offered',
      'x.postcode missing',
    ]));

  for (const [postcode, states] of [
    ['0200', ['ACT']],
    ['2600', ['ACT']],
    ['2619', ['NSW']],
    ['2620', ['NSW', 'ACT']],
    ['2540', ['NSW', 'ACT']],
    ['2899', ['NSW']],
    ['2900', ['ACT']],
    ['2921', ['NSW']],
    ['3644', ['VIC', 'NSW']],
    ['4383', ['QLD', 'NSW']],
    ['4825', ['QLD', 'NT']],
    ['0872', ['NT', 'SA', 'WA']],
    ['6798', ['WA']],
    ['7799', ['TAS']],
    ['0300', []],
  ] as const) {
    it(`${postcode} is in ${states.join(', ') || 'no state'}`, () =>
      assert.deepEqual(statesOf(postcode), states));
  }
});

describe('cards of Veterans’ Affairs and Centrelink', () => {
  it('hold in the shapes that are known', () => {
    assert.deepEqual(codes(one.dva, { number: 'nbur 9080', colour: 'gold' }), []);
    assert.deepEqual(
      codes(one.concession, { type: 'pension', number: '307 111 942h', expiry: '06/2027' }),
      [],
    );
  });
  it('are doubted in others', () => {
    assert.deepEqual(codes(one.dva, { number: '12345', colour: 'gold' }), ['x.number malformed (warning)']);
    assert.deepEqual(codes(one.concession, { type: 'pension', number: '3071', expiry: '06/2027' }), [
      'x.number malformed (warning)',
    ]);
  });
});

describe('the other kinds', () => {
  it('take yes and no in words and as truth', () => {
    for (const yes of [true, 'yes', 'true']) assert.equal(cleanAnswer(one.yes_no, yes), true);
    for (const no of [false, 'no', 'false']) assert.equal(cleanAnswer(one.yes_no, no), false);
    assert.deepEqual(codes(one.yes_no, 'perhaps'), ['x not_offered']);
  });
  it('keep ticked choices in the order they are offered, each once', () =>
    assert.deepEqual(cleanAnswer(one.choices, ['b', 'a', 'b']), ['a', 'b']));
  it('do not let “None of these” stand beside another', () => {
    assert.deepEqual(codes(one.choices, ['a', 'none']), ['x exclusive']);
    assert.deepEqual(codes(one.choices, ['none']), []);
    assert.deepEqual(codes(one.choices, ['a', 'c']), ['x not_offered']);
  });
  it('leave out rows that are empty and judge the rest box by box', () => {
    assert.deepEqual(cleanAnswer(one.rows, [{ name: ' A ' }, { name: '' }, {}]), [{ name: 'A' }]);
    assert.deepEqual(codes(one.rows, [{ name: 'A' }, { dose: '5 mg' }]), ['x.1.name missing']);
    assert.deepEqual(codes(one.rows, [{ name: 'A' }, { name: 'B' }, { name: 'C' }]), ['x too_many']);
  });
  it('ask for consent again when its text has changed', () => {
    assert.deepEqual(codes(one.consent, { agreed: true, version: '1' }), ['x outdated']);
    assert.deepEqual(codes(one.consent, { agreed: true, version: '2' }), []);
    assert.deepEqual(cleanAnswer(one.consent, true), { agreed: true, version: '2' });
  });
  it('read numbers as people type them', () => {
    assert.equal(cleanAnswer(one.number, ' 72.5 '), 72.5);
    assert.equal(cleanAnswer(one.number, '1,200'), 1200);
    assert.deepEqual(codes(one.number, '72.55'), ['x malformed']);
    assert.deepEqual(codes(one.scale, '11'), ['x not_offered']);
    assert.deepEqual(codes(one.scale, '7'), []);
  });
  it('know an emergency contact by name, relationship and phone', () => {
    assert.deepEqual(codes(one.contact, { name: 'Sam', relationship: 'partner', phone: '0412 345 678' }), []);
    assert.deepEqual(codes(one.contact, { name: 'Sam', phone: '5678' }), [
      'x.relationship missing',
      'x.phone malformed',
    ]);
  });
  it('drop what neither a PDF nor the record can hold', () =>
    assert.equal(cleanAnswer(one.long_text, ' a\u0000b\r\nc\u0007 '), 'ab\nc'));
  it('want letters in a signature', () => assert.deepEqual(codes(one.signature, '---'), ['x malformed']));
});

describe('an answer that was pasted', () => {
  const marked = (text: string) => `\u202d${text}\u200b\u202c`;
  for (const [kind, typed, cleaned] of [
    ['phone', marked('+61 412\u2011345\u2011678'), '0412345678'],
    ['email', marked('alex@exam\u00adple.com'), 'alex@example.com'],
    ['email', 'alex@münchen.de', 'alex@xn--mnchen-3ya.de'],
    ['number', marked('７２'), 72],
    ['number', '٧٢', 72],
    ['scale', marked('3'), 3],
    ['date', marked('5／8／1970'), '1970-08-05'],
    ['date', { day: marked('５'), month: '8', year: '\ufeff1970' }, '1970-08-05'],
    ['text', marked('Mary\u2011Jane'), 'Mary-Jane'],
    ['text', '\u200b', undefined],
    ['long_text', marked('one – two\r\nthree'), 'one – two\nthree'],
    ['signature', '\u200b\u3164', undefined],
    ['choice', marked('a'), 'a'],
    ['yes_no', marked('yes'), true],
    ['medicare', { number: marked('2123 45670\u20111'), irn: '１' }, { number: '2123456701', irn: '1' }],
    ['concession', { number: marked('３０７ 111 942H') }, { number: '307111942H' }],
    [
      'address',
      { line1: marked('1 High St'), postcode: marked('３１２１') },
      { line1: '1 High St', postcode: '3121' },
    ],
    [
      'contact',
      { name: marked('Sam'), phone: marked('13\u201111\u201114') },
      { name: 'Sam', phone: '131114' },
    ],
  ] as const) {
    it(`of the kind ${kind} is read as ${JSON.stringify(cleaned)}`, () => {
      assert.deepEqual(cleanAnswer(one[kind], typed), cleaned);
    });
  }

  it('is told of accents that mail cannot be sent to', () => {
    assert.deepEqual(messages(one.email, 'zoë@example.com'), [
      'Enter an email address without accented letters before the @',
    ]);
  });
});
