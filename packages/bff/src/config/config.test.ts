import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { clinicSchema, schemaFile } from '../../scripts/clinic-schema.ts';
import { StartRefusal } from '../platform/start-refusal.ts';
import { checkClinic } from './clinic/checks/clinic-checks.ts';
import { readClinic } from './clinic/read-clinic.ts';
import { readEnvironment, variableNames } from './environment/environment.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const yaml = readFileSync(join(root, 'clinic.yaml'), 'utf8');
const example = parseEnv(readFileSync(join(root, '.env.example'), 'utf8'));

/** The refusal's text. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StartRefusal) return error.message;
    throw error;
  }
  throw new assert.AssertionError({ message: 'It was accepted.' });
}

/** Where a piece of the file stands, as `clinic.yaml:LINE`. */
function lineOf(text: string, piece: string): string {
  const index = text.indexOf(piece);
  assert.ok(index >= 0, `"${piece}" is not in the file`);
  return `clinic.yaml:${text.slice(0, index).split('\n').length}`;
}

function changed(from: string, to: string): string {
  assert.ok(from !== '' && yaml.includes(from), `"${from}" is not in the file`);
  return yaml.replace(from, to);
}

const read = (text: string, variables = {}) => readClinic(text, 'clinic.yaml', variables);

/** How the variables of each optional group begin. */
const optionalGroups = ['MICROSOFT', 'JOTFORM', 'TWILIO'];

describe('the environment', () => {
  it('is whole in .env.example', () => {
    const environment = readEnvironment(example);
    assert.equal(environment.PORT, 8787);
    assert.equal(environment.microsoft?.MICROSOFT_GRAPH_BASE_URL, 'http://localhost:8792');
    assert.equal(environment.DATABASE_URL, undefined);
    assert.equal(environment.DATA_ENCRYPTION_KEYS[0]?.key.length, 32);
    const undocumented = variableNames.filter((name) => !['NODE_ENV'].includes(name) && !(name in example));
    assert.deepEqual(undocumented, []);
  });

  it("has Stripe's own script where no other is named", () => {
    for (const value of [undefined, '', ' ']) {
      const { STRIPE_JS_URL } = readEnvironment({ ...example, STRIPE_JS_URL: value });
      assert.equal(STRIPE_JS_URL, 'https://js.stripe.com/endive/stripe.js');
    }
  });

  const required = variableNames.filter(
    (name) =>
      !/^(NODE_ENV|ROLE|LOG_LEVEL|PORT|TRUSTED_PROXIES|DATABASE_URL|DATA_DIR|ALLOW_EMBEDDED_DATABASE|CLINIC_CONFIG|STRIPE_JS_URL|METRICS_TOKEN)$/.test(
        name,
      ) && !optionalGroups.some((prefix) => name.startsWith(`${prefix}_`)),
  );
  for (const name of required) {
    it(`is refused without ${name}, in one sentence that names it`, () => {
      for (const value of [undefined, '', '  ']) {
        const message = refusal(() => readEnvironment({ ...example, [name]: value }));
        assert.equal(message, `${name} is not set: .env.example says what it is for.`);
      }
    });
  }

  const malformed: Record<string, string> = {
    ROLE: 'both',
    PORT: 'eighty',
    PUBLIC_URL: 'http://localhost:8787/path',
    TRUSTED_PROXIES: '10.0.0.0/99',
    DATABASE_URL: 'mysql://localhost/x',
    CALENDLY_BASE_URL: 'api.calendly.com',
    STRIPE_API_BASE: 'https://api.stripe.com/v1',
    SMTP_URL: 'http://localhost:2525',
    MAIL_FROM: 'reception at the clinic',
    ENQUIRIES_EMAIL: 'nobody',
    CONSULTANT_JWT_SECRET: 'short',
    DATA_ENCRYPTION_KEYS: 'k1:AAAA',
    LOG_LEVEL: 'loud',
    ALLOW_EMBEDDED_DATABASE: 'yes',
  };
  for (const [name, value] of Object.entries(malformed)) {
    it(`is refused with a malformed ${name}`, () => {
      const message = refusal(() => readEnvironment({ ...example, [name]: value }));
      assert.match(message, new RegExp(`^${name} (must|has) [^\\n]*\\.$`));
      assert.ok(!message.includes(value) || value.length < 6, 'a secret is not repeated');
    });
  }

  it('is refused with a mail server that has no name; a database may be a socket', () => {
    assert.equal(
      refusal(() => readEnvironment({ ...example, SMTP_URL: 'smtp://' })),
      'SMTP_URL must be a URL like smtp://example.com.',
    );
    const DATABASE_URL = 'postgres:///clinic?host=/run/postgresql';
    assert.equal(readEnvironment({ ...example, DATABASE_URL }).DATABASE_URL, DATABASE_URL);
  });

  it('is refused with half a group', () => {
    const message = refusal(() => readEnvironment({ ...example, JOTFORM_WEBHOOK_SECRET: '' }));
    assert.match(message, /^JOTFORM_WEBHOOK_SECRET is not set, but others for JotForm are/);
    const whole = readEnvironment({ ...example, JOTFORM_BASE_URL: 'http://x/' });
    assert.equal(whole.jotform?.JOTFORM_BASE_URL, 'http://x');
    const none = { JOTFORM_API_KEY: '', JOTFORM_BASE_URL: '', JOTFORM_WEBHOOK_SECRET: '' };
    assert.equal(readEnvironment({ ...example, ...none }).jotform, null);
  });

  it('asks for a PostgreSQL in production', () => {
    const production = { ...example, NODE_ENV: 'production' };
    const asks = (more: Record<string, string>) =>
      /^DATABASE_URL is not set/m.test(refusal(() => readEnvironment({ ...production, ...more })));
    assert.equal(asks({}), true);
    assert.equal(asks({ ALLOW_EMBEDDED_DATABASE: '1' }), false);
    assert.equal(asks({ DATABASE_URL: 'postgres://localhost/x' }), false);
  });

  it('takes several keys, the first one first', () => {
    const second = `k2:${Buffer.alloc(32, 7).toString('base64')}`;
    const keys = readEnvironment({
      ...example,
      DATA_ENCRYPTION_KEYS: `${second},${example.DATA_ENCRYPTION_KEYS}`,
    }).DATA_ENCRYPTION_KEYS;
    assert.deepEqual(
      keys.map(({ id }) => id),
      ['k2', 'sandbox'],
    );
    assert.match(
      refusal(() => readEnvironment({ ...example, DATA_ENCRYPTION_KEYS: `${second},${second}` })),
      /twice/,
    );
  });
});

describe('clinic.yaml', () => {
  it('is the clinic: five services, eight practitioners, their prices', () => {
    const clinic = read(yaml);
    assert.equal(clinic.services.length, 5);
    assert.equal(clinic.practitioners.length, 8);
    const price = (service: number, visit: number) =>
      clinic.services[service]?.visits[visit]?.price?.amountCents;
    assert.deepEqual(
      [price(0, 1), price(0, 2), price(1, 1), price(1, 2), price(2, 1)],
      [11900, 7900, 19500, 7900, undefined],
    );
    assert.deepEqual(
      clinic.services.map((service) => service.status),
      ['open', 'open', 'open', 'waitlist', 'waitlist'],
    );
  });

  it('takes variables, and their defaults when they are unset or empty', () => {
    assert.equal(read(yaml).clinic.phone, '(03) 7010 4321');
    assert.equal(read(yaml, { CLINIC_PHONE: '' }).clinic.phone, '(03) 7010 4321');
    assert.equal(read(yaml, { CLINIC_PHONE: '03 1111 2222' }).clinic.phone, '03 1111 2222');
    assert.equal(read(yaml).pages.manage, '');
  });

  it('says which line needs a variable that is not set', () => {
    const text = changed('name: Botaniqal', 'name: $' + '{CLINIC_NAME}');
    assert.equal(
      refusal(() => read(text)),
      `${lineOf(text, 'name: $')}: the variable CLINIC_NAME is not set, and has no default here: set it, or write $` +
        '{CLINIC_NAME:-default}.',
    );
    assert.equal(read(text, { CLINIC_NAME: 'Other' }).clinic.name, 'Other');
  });

  const refusals: [title: string, from: string, to: string, at: string, sentence: RegExp][] = [
    [
      'an unknown practitioner',
      'ramona: ${CALENDLY_RAMONA_GAPS_COACHING_I',
      'romana: ${CALENDLY_RAMONA_GAPS_COACHING_I',
      'romana:',
      /"romana" is not a practitioner: the initial visit of "gaps_coaching" may name consultant,/,
    ],
    [
      'a form that does not exist',
      'forms: [full_intake, medical_history]',
      'forms: [full_intake, medical_story]',
      'forms: [full_intake, medical_story]',
      /services\.0\.visits\.1\.forms\.1 must be one of mini_intake,/,
    ],
    [
      'records that are kept for less than the law asks',
      'adultYears: 7',
      'adultYears: 5',
      'adultYears: 5',
      /retention\.adultYears must be at least 7: the law in NSW, VIC and ACT/,
    ],
    [
      'records of minors that are not kept until 25',
      'minorUntilAge: 25',
      'minorUntilAge: 21',
      'minorUntilAge: 21',
      /retention\.minorUntilAge must be at least 25: the law in NSW, VIC and ACT/,
    ],
    [
      'a visit that is bookable online without a price',
      'price: { amountCents: 7900 }',
      'price: null',
      'price: null',
      /the followup visit of "alternative_medicine" is bookable online, but has no price/,
    ],
    [
      'a promotion that leaves nothing to pay',
      'promotions:\n  - { code: WELCOME, discount: { kind: percent, percent: 10 }, visits: [followup] }',
      'promotions: [{ code: FREE, discount: { kind: percent, percent: 100 } }]',
      'promotions: [{',
      /the promotion "FREE" leaves nothing to pay for the followup visit of "alternative_medicine"/,
    ],
    [
      'a promotion that is there twice',
      'promotions:\n  - { code: WELCOME, discount: { kind: percent, percent: 10 }, visits: [followup] }',
      'promotions: [{ code: TEN, discount: { kind: percent, percent: 10 } }, { code: ten, discount: { kind: percent, percent: 5 } }]',
      'promotions: [{',
      /the promotion "ten" is there twice: keep one/,
    ],
    [
      'a promotion that ends before it begins',
      'promotions:\n  - { code: WELCOME, discount: { kind: percent, percent: 10 }, visits: [followup] }',
      'promotions: [{ code: TEN, discount: { kind: percent, percent: 10 }, validFrom: "2026-12-31", validTo: "2026-01-01" }]',
      'promotions: [{',
      /the promotion "TEN" does not hold: The last day is before the first/,
    ],
    [
      'a question of JotForm that answers none of ours',
      '"8": suburb',
      '"8": subburb',
      '"8": subburb',
      /question 8 of JotForm: "subburb" is not a question of mini_intake: check its spelling/,
    ],
    [
      'two questions of JotForm with one answer',
      '"9": reason',
      '"9": suburb',
      '"9": suburb',
      /question 9 of JotForm: "suburb" is answered by question 8 already/,
    ],
    [
      'a consent that does not say to which words',
      '"40": { field: privacyConsent, version: 2026-11, agrees: I agree }',
      '"40": privacyConsent',
      '"40": privacyConsent',
      /"privacyConsent" is a consent: say with "version"/,
    ],
    [
      'a consent to words that are not ours any more',
      '{ field: feesConsent, version: 2026-11',
      '{ field: feesConsent, version: 2020-01',
      'feesConsent',
      /"feesConsent" is at version 2026-11 here: put its text into JotForm/,
    ],
    [
      'a card that is not taken part by part',
      '{ field: medicare, part: number }',
      'medicare',
      '"14": medicare',
      /"medicare" is filled part by part: write \{ field: medicare, part: number \| irn \| expiry \}/,
    ],
    [
      'a part that a question does not have',
      '{ field: medicare, part: irn }',
      '{ field: medicare, part: reference }',
      'part: reference',
      /"reference" is not a part of "medicare": it has number, irn, expiry/,
    ],
    [
      'an option of ours that is none',
      'options: { Years: years }',
      'options: { Years: decades }',
      'Years: decades',
      /"decades" is not an option of "howLong": it has days, weeks, months, years/,
    ],
    [
      'options where nothing is chosen',
      '"11": impact',
      '"11": { field: impact, options: { Ten: "10" } }',
      'options: { Ten',
      /"impact" offers no choice: take "options" out/,
    ],
    [
      'a form that is none of ours',
      'form: mini_intake',
      'form: tiny_intake',
      'form: tiny_intake',
      /jotform\.forms\.243231271343446\.form must be one of mini_intake/,
    ],
    [
      'minutes until fail-over that are no number',
      'failoverAfterMinutes: $',
      'failoverAfterMinutes: soon # $',
      'failoverAfterMinutes: soon',
      /calendars\.failoverAfterMinutes must be a whole number of minutes, 1440 at most/,
    ],
    [
      'a closed day that does not exist',
      'closedDays: ["01-01"',
      'closedDays: ["02-30"',
      'closedDays: ["02-30"',
      /calendars\.closedDays\.0 must be a day in quotes/,
    ],
    [
      'working hours that overlap',
      'wednesday: [{ from: "10:00", to: "12:00" }]',
      'wednesday: [{ from: "10:00", to: "12:00" }, { from: "11:30", to: "13:30" }]',
      'wednesday: [{ from: "10:00", to: "12:00" }, {',
      /the working hours of "ramona" on wednesday overlap/,
    ],
    [
      'working hours in which a visit does not fit',
      'wednesday: [{ from: "10:00", to: "12:00" }]',
      'wednesday: [{ from: "10:00", to: "10:45" }]',
      'days:\n        wednesday: [{ from: "10:00", to: "10:45" }]',
      /takes 60 minutes and fits into no working hours of "ramona"/,
    ],
    [
      'a hold that is too short to pay',
      'holdMinutes: 10',
      'holdMinutes: 1',
      'holdMinutes: 1',
      /booking\.holdMinutes must be at least 3 minutes/,
    ],
    [
      'a refund of more than everything',
      'lateRefundPercent: 0',
      'lateRefundPercent: 101',
      'lateRefundPercent: 101',
      /cancellation\.lateRefundPercent/,
    ],
    [
      'a grace period of more than a day',
      'graceMinutes: 30',
      'graceMinutes: 2880',
      'graceMinutes: 2880',
      /cancellation\.graceMinutes must be 1440 minutes at most/,
    ],
    [
      'a time zone that does not exist',
      'timeZone: Australia/Melbourne',
      'timeZone: Australia/Melborne',
      'timeZone:',
      /clinic\.timeZone must be an IANA time zone/,
    ],
    [
      'a site with a path',
      '- https://botaniqal.com.au',
      '- https://botaniqal.com.au/booking',
      '- https://botaniqal.com.au/booking',
      /sites\.1 must be an origin like/,
    ],
    [
      'a star in the middle of a site',
      '- https://botaniqal.com.au',
      '- https://a.*.com.au',
      '- https://a.*',
      /sites\.1 must be an origin like/,
    ],
    [
      'the same practitioner twice',
      '- id: dr_shivani',
      '- id: dr_dia',
      'name: Dr Shivani',
      /the practitioner "dr_dia" is there twice/,
    ],
    [
      'a mailbox that is no address',
      'MAILBOX:-dr.dia@botaniqal.example}',
      'MAILBOX:-dr.dia}',
      'MAILBOX:-dr.dia}',
      /mailbox must be the email address of a mailbox/,
    ],
    [
      'a person of staff who is there twice',
      '{ address: marketer@botaniqal.example',
      '{ address: Manager@botaniqal.example',
      'Manager@botaniqal.example',
      /the address "manager@botaniqal.example" is there twice/,
    ],
    [
      'staff whose practitioner does not exist',
      'role: practitioner, practitioner: ramona',
      'role: practitioner, practitioner: romana',
      'practitioner: romana',
      /"romana" is not a practitioner: write one of consultant,/,
    ],
    [
      'a practitioner at the desk who is no practitioner',
      'role: practitioner, practitioner: nurse',
      'role: practitioner',
      'name: Kerry Lim, role: practitioner }',
      /"nurse@botaniqal.example" has the role practitioner: say with "practitioner"/,
    ],
    [
      'staff without a manager',
      'role: manager',
      'role: consultant',
      'staff:',
      /no one under staff is a manager/,
    ],
    [
      'a role that does not exist',
      'role: marketer',
      'role: marketeer',
      'role: marketeer',
      /staff\.9\.role must be one of consultant, practitioner, manager, marketer/,
    ],
    [
      'a text about a practitioner that the law bans in advertising',
      'about: Works with families',
      'about: Guaranteed results, works with families',
      'about: Guaranteed results',
      /the about of "ramona" says "Guaranteed", which a clinic may not advertise: use other words \(Health Practitioner/,
    ],
    [
      'a text about rebates that the law bans in advertising',
      'rebate: ""',
      'rebate: Guaranteed money back',
      'rebate: Guaranteed',
      /the rebate of alternative_medicine, followup, says "Guaranteed", which a clinic may not advertise/,
    ],
    [
      'an ABN with a typing mistake',
      'abn: 49 624 595 711',
      'abn: 49 624 595 712',
      'abn: 49',
      /abn must be an ABN of 11 digits/,
    ],
    [
      'one registration number for two practitioners',
      'registration: MED0000000012',
      'registration: MED0000000011',
      'registration: MED0000000011\n    languages: [en, ta]',
      /"dr_shivani" and "dr_dia" have the same registration number/,
    ],
    [
      'a registration number that is none',
      'registration: MED0000000012',
      'registration: MED12',
      'registration: MED12',
      /registration must be a number of the national register \(AHPRA\), like MED0000000011/,
    ],
    [
      'a photo on the server of a third party',
      'pronouns: She/her\n    about: Works with',
      'photo: https://cdn.example.net/r.jpg\n    about: Works with',
      'photo: https://cdn.example.net',
      /the photo of "ramona" is on a server that is not under sites: put the file beside clinic.yaml/,
    ],
    [
      'one mailbox for two practitioners',
      'MAILBOX:-dr.shivani@botaniqal.example}',
      'MAILBOX:-Dr.Dia@botaniqal.example}',
      'MAILBOX:-Dr.Dia@botaniqal.example}',
      /the mailbox "Dr.Dia@botaniqal.example" is there twice/,
    ],
    [
      'an unknown service id',
      '- id: gaps_coaching',
      '- id: gap_coaching',
      '- id: gap_coaching',
      /services\.1\.id must be one of alternative_medicine,/,
    ],
    [
      'a price with a fraction of a cent',
      'amountCents: 11900',
      'amountCents: 119.5',
      'price: { amountCents: 119.5',
      /must be whole cents/,
    ],
    [
      'an answer that we do not have',
      'answer: primaryConcern',
      'answer: concern',
      'answer: concern',
      /must be one of primaryConcern, phone/,
    ],
    [
      'a misspelt key',
      'minimumNoticeMinutes: 60',
      'minimumNoticeMinute: 60',
      'booking:',
      /minimumNoticeMinute/,
    ],
    [
      'a missing list',
      'horizonDays: 180',
      '',
      'booking:\n  # A patient may not',
      /booking\.horizonDays is missing/,
    ],
    [
      'a variable without its closing brace',
      'CLINIC_PHONE:-(03) 7010 4321}',
      'CLINIC_PHONE:-(03) 7010 4321',
      'phone: $',
      /a variable is written \$\{NAME\}/,
    ],
    ['a variable in small letters', 'CLINIC_PHONE', 'clinic_phone', 'phone: $', /its name in capitals/],
    [
      'a key that is there twice',
      'currency: AUD',
      'currency: AUD\n  currency: NZD',
      'currency: NZD',
      /not YAML: Map keys must be unique/,
    ],
  ];
  for (const [title, from, to, at, sentence] of refusals) {
    it(`is refused with ${title}, and says where`, () => {
      const text = changed(from, to);
      const message = refusal(() => read(text));
      const lines = message.split('\n').filter((line) => sentence.test(line));
      assert.ok(lines.length > 0, message);
      const own = lines.find((line) => line.startsWith(`${lineOf(text, at)}:`));
      // A key that is missing or misspelt is reported at the entry it belongs to or at itself.
      assert.ok(own ?? /^clinic\.yaml:\d+: /.test(lines[0] ?? ''), message);
      if (!['a misspelt key', 'the same practitioner twice'].includes(title)) assert.ok(own, message);
    });
  }

  it('is refused when a service is offered by no practitioner, or a practitioner offers nothing', () => {
    const clinic = read(yaml);
    const equine = clinic.services[4];
    assert.ok(equine);
    const empty = { ...equine, visits: equine.visits.map((visit) => ({ ...visit, eventTypes: {} })) };
    const findings = checkClinic({ ...clinic, services: [...clinic.services.slice(0, 4), empty] });
    const sentences = findings.map((finding) => finding.sentence).join('\n');
    assert.match(sentences, /no practitioner offers the service "equine_therapy"/);
    assert.match(sentences, /"equine_therapist" offers no visit/);
  });

  it('is refused when a bookable visit has no event type', () => {
    const text = changed(
      /eventTypes:\n.*CALENDLY_RAMONA_GAPS_COACHING_FOLLOWUP.*/.exec(yaml)?.[0] ?? '',
      'eventTypes: {}',
    );
    assert.match(
      refusal(() => read(text)),
      /^clinic\.yaml:\d+: the followup visit of "gaps_coaching" is bookable, but no practitioner has an event type/,
    );
  });

  it('is refused with every problem at once, in the order of the file', () => {
    const text = changed('Australia/Melbourne', 'Nowhere/Else')
      .replace('amountCents: 11900', 'amountCents: -1')
      .replace('- id: weight_loss', '- id: weightloss');
    const lines = refusal(() => read(text)).split('\n');
    assert.equal(lines.length, 3);
    const numbers = lines.map((line) => Number(/:(\d+):/.exec(line)?.[1]));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
  });

  it('is refused when it is empty', () => {
    assert.match(
      refusal(() => read('')),
      /^clinic\.yaml:1: clinic is missing\./,
    );
  });
});

describe('clinic.schema.json', () => {
  it('is what the code says (else run: pnpm --filter @botaniqal/bff clinic-schema)', () => {
    assert.deepEqual(JSON.parse(readFileSync(schemaFile, 'utf8')), JSON.parse(clinicSchema()));
  });
});
