import { practitionerLocations, practitionerTypes } from '@botaniqal/shared/contracts/catalogue.ts';
import { formIds, serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { isTimeZone } from '@botaniqal/shared/time/zone.ts';
import { z } from 'zod';
import { jotform } from './forms-elsewhere-shape.ts';
import { openingHours } from './opening-hours.ts';
import { practitionerProfile } from './practitioner-profile.ts';
import { bookingLimits, failoverAfterMinutes } from './scheduling-service.ts';
import { staffList } from './staff.ts';
import { closedDay, workingHours } from './working-hours.ts';

/**
 * The shape of `clinic.yaml`. What one entry says about another (that a practitioner exists, that a bookable
 * visit has a price) is checked in `clinic-checks.ts`. Unknown keys are refused: they are typing mistakes.
 */

const id = z
  .string({ error: 'must be an id, like dr_dia' })
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be an id in lower case with underscores, like dr_dia');
const words = z.string({ error: 'must be a text' }).trim().min(1, 'must not be empty').max(200);
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const webAddress = z
  .string()
  .refine(
    (value) => value === '' || isWebAddress(value),
    'must be a web address, like https://www.example.com/manage',
  );

const mailbox = z
  .string()
  .trim()
  .refine(
    (value) => value === '' || z.email().safeParse(value).success,
    'must be the email address of a mailbox, like dr.dia@example.com',
  );

/** 11 digits, of which the first two check the others (Australian Business Register). */
const abn = z
  .string()
  .trim()
  .refine((value) => value === '' || isAbn(value), 'must be an ABN of 11 digits, like 12 345 678 901');

function isAbn(value: string): boolean {
  const digits = value.replaceAll(' ', '');
  if (!/^\d{11}$/.test(digits)) return false;
  const weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
  const sum = weights.reduce(
    (all, weight, at) => all + weight * (Number(digits[at]) - (at === 0 ? 1 : 0)),
    0,
  );
  return sum % 89 === 0;
}

/** What of the patient's details answers a question of an event type. */
const questionAnswers = ['primaryConcern', 'phone', 'contactPerson', 'accessNeeds'] as const;

const ageInYears = z.int('must be whole years').min(0, 'must not be negative').max(150);

const visit = z.strictObject({
  kind: oneOf(visitKinds).describe('consultation, initial or followup'),
  name: words.describe('What a patient reads'),
  durationMinutes: z
    .int('must be a whole number of minutes')
    .min(5, 'must be at least 5 minutes')
    .max(480, 'must be 480 minutes at most'),
  price: z
    .strictObject({ amountCents: z.int('must be whole cents').min(0, 'must not be negative') })
    .nullable()
    .describe('Whole cents; null: not set yet, shown as "price on enquiry", not bookable online'),
  ages: z
    .strictObject({ from: ageInYears.exactOptional(), to: ageInYears.exactOptional() })
    .refine(({ from = 0, to = 150 }) => from <= to, 'must have "from" at or below "to"')
    .exactOptional()
    .describe('The youngest and the oldest age on the day of the visit; left out: no limit'),
  bookable: oneOf(['online', 'phone', 'no']).describe('online (widgets), phone (the consultant) or no'),
  rebate: z
    .string()
    .trim()
    .max(200)
    .default('')
    .describe('What a patient reads about rebates for this visit, in a sentence; empty: nothing'),
  item: z
    .string()
    .trim()
    .max(40)
    .default('')
    .describe('The item number on the tax invoice, where the clinic gives one'),
  forms: z.array(oneOf(formIds)).describe('The forms a patient fills in for this visit'),
  medirecords: z.strictObject({
    appointmentType: words.describe("MediRecords' id of the appointment type"),
  }),
  eventTypes: z
    .record(id, words)
    .describe("The Calendly event type of each practitioner, by the event type's id"),
  questions: z
    .array(
      z.strictObject({
        question: words.describe('Word for word as in Calendly'),
        answer: oneOf(questionAnswers),
      }),
    )
    .describe("The event type's own questions, and which answer of the patient each takes"),
});

const service = z.strictObject({
  id: oneOf(serviceIds),
  name: words,
  summary: words,
  status: oneOf(['open', 'waitlist']).describe(
    'waitlist: shown, not bookable, patients can leave their name',
  ),
  visits: z.array(visit).min(1, 'must have at least one visit'),
});

const practitioner = z.strictObject({
  id,
  name: words,
  type: oneOf(practitionerTypes),
  location: oneOf(practitionerLocations),
  ...practitionerProfile,
  calendly: z.strictObject({
    token: z
      .string()
      .describe("A token of the person's own lifts Calendly's booking limit; empty: CALENDLY_API_KEY"),
  }),
  providerNumber: z
    .string()
    .trim()
    .max(20)
    .default('')
    .describe('The Medicare provider number, for the tax invoice; empty: none is shown'),
  mailbox: mailbox
    .exactOptional()
    .describe('The address of the Microsoft 365 mailbox; empty or left out: the person has none'),
  medirecords: z.strictObject({ provider: words.describe("MediRecords' id of the provider") }),
  workingHours: workingHours
    .prefault({})
    .describe('Free times come from these hours while Calendly cannot be reached'),
});

const clinicDay = z.iso.date('must be a day, like 2026-12-31, in quotes');

const promotion = z.strictObject({
  code: words.max(40).describe('What a patient types; capitals do not matter'),
  discount: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(100) }),
    z.strictObject({ kind: z.literal('amount'), amountCents: z.int().min(1) }),
  ]),
  validFrom: clinicDay.exactOptional().describe("First day, in the clinic's time zone"),
  validTo: clinicDay.exactOptional().describe("Last day, in the clinic's time zone"),
  services: z.array(oneOf(serviceIds)).exactOptional().describe('Left out: all'),
  visits: z.array(oneOf(visitKinds)).exactOptional().describe('Left out: all'),
  minimumCents: z.int().min(0).exactOptional().describe('What the visit must cost at least'),
});

const postcodes = z
  .string('must be postcodes in quotes, like "3000-3207"')
  .regex(/^\d{4}(-\d{4})?$/, 'must be a postcode or a range of them, in quotes, like "3000-3207"');

const timeOfDay = z
  .string('must be a time in quotes, like "21:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of 24 hours in quotes, like "21:00"');

const waitlist = z.strictObject({
  doubleOptIn: z
    .boolean('must be true or false')
    .default(false)
    .describe('Whether only those are invited who have confirmed their address by the link in the mail'),
  inviteWhenOpen: z
    .boolean('must be true or false')
    .default(true)
    .describe('Whether a service that turns open invites by itself those who joined before'),
  batchSize: z
    .int('must be a whole number')
    .min(1)
    .max(500)
    .default(20)
    .describe('How many are invited at a time, when a service that turned open invites by itself'),
  batchEveryHours: z
    .int('must be a whole number of hours')
    .min(1)
    .max(720)
    .default(24)
    .describe('How long after one such batch the next one follows'),
  bookWithinHours: z
    .int('must be a whole number of hours')
    .min(1)
    .max(720)
    .default(72)
    .describe('How long an invited person has to book before the place goes on to the next'),
  offerHours: z
    .int('must be a whole number of hours')
    .min(0)
    .max(72, 'must be 72 hours at most: other patients cannot book the time meanwhile')
    .default(4)
    .describe(
      'How long each waiting person in turn has to take a time that a cancellation has freed; 0: it is not offered',
    ),
  quietHours: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .default({ from: '21:00', to: '08:00' })
    .describe(
      "On the clinic's clock: they do not count towards offerHours, as people sleep. The same time twice: there are none",
    ),
  near: z
    .partialRecord(oneOf(serviceIds), z.array(postcodes))
    .default({})
    .describe('Who lives near a service that is given in one place; services by video need none'),
});

const days = (least: number) =>
  z
    .int('must be a whole number of days')
    .min(least, `must be ${least} days at least`)
    .max(3650, 'must be 3650 days at most');

const retention = z.strictObject({
  erase: z
    .boolean('must be true or false')
    .default(false)
    .describe('false: what is due is reported, nothing more. true: it is erased by itself, each day'),
  adultYears: z
    .int('must be a whole number of years')
    .min(7, 'must be at least 7: the law in NSW, VIC and ACT')
    .max(100)
    .default(7)
    .describe('How long health records are kept after the last entry of the same person'),
  minorUntilAge: z
    .int('must be a whole number of years')
    .min(25, 'must be at least 25: the law in NSW, VIC and ACT')
    .max(100)
    .default(25)
    .describe(
      'The least birthday until which a record is kept when its patient was a minor when it was written',
    ),
  birthUnknown: oneOf(['minor', 'adult'])
    .default('minor')
    .describe('How a record without a date of birth is kept; minor: as if its patient was newborn then'),
  unfinishedBookingsDays: days(30)
    .default(90)
    .describe('How long a booking is kept that never became an appointment'),
  waitlistEndedDays: days(1)
    .default(365)
    .describe('How long contact details are kept after an invitation was used, or came to nothing'),
  doneTasksDays: days(1).default(365).describe('How long a task is kept that staff have done'),
  unsentMailsDays: days(7)
    .default(30)
    .describe('How long the words of an email are kept that could not be sent'),
});

const most = (places: number, what: string) =>
  z.int('must be a whole number').min(1).max(1000).default(places).describe(what);

/** What strangers may have under way at the same time: `docs/abuse-limits.md`. */
const limits = z.strictObject({
  openHoldsPerAddress: most(12, 'Times that one network address keeps at the same time and has not paid'),
  openHoldsPerPerson: most(5, 'The same, for one email address and for one phone number'),
  freeCallsPerAddress: most(20, 'Free first calls that are booked from one network address in 24 hours'),
  freeCallsPerPerson: most(5, 'Free first calls ahead, for one email address and for one phone number'),
  mailsPerReceiver: most(12, 'Emails an hour to one address that strangers can cause'),
  mailsPerAddress: most(60, 'Emails an hour that one network address can cause'),
  wrongCodesPerAddress: most(10, 'Wrong promotion codes an hour from one network address'),
});

const calendars = z.strictObject({
  freshSeconds: z
    .int('must be a whole number of seconds')
    .min(5, 'must be at least 5 seconds: calendars limit how often they are read')
    .max(300, 'must be 300 seconds at most')
    .default(30)
    .describe(
      'How long times that were read are shown as current, when no notification says that they changed',
    ),
  failoverAfterMinutes: failoverAfterMinutes.describe(
    'After so many minutes without a good reading of Calendly, free times come from workingHours and the mailbox',
  ),
  closedDays: z
    .array(closedDay)
    .default([])
    .describe('Days without times from workingHours: "2026-12-25", or "12-25" for every year'),
  bookingLimits: bookingLimits
    .prefault({})
    .describe("How many bookings Calendly takes from one user; the clinic's plan decides"),
});

const linkDays = z
  .int('must be a whole number of days')
  .min(1, 'must be at least a day')
  .max(3_650, 'must be 3650 days at most');

export const clinicFile = z.strictObject({
  clinic: z.strictObject({
    name: words,
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, like Australia/Melbourne'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three letters, like AUD'),
    phone: words,
    abn: abn.default('').describe('The Australian Business Number; empty: no tax invoices are issued'),
    pricesIncludeGst: z.boolean('must be true or false'),
    openingHours: openingHours
      .default({})
      .describe('When the clinic is reached by phone, in its time zone; a day that is left out is closed'),
    privacyUrl: webAddress.default('').describe("The clinic's privacy policy; empty: no link to it is shown"),
    overseas: z
      .array(words)
      .default([])
      .describe(
        'The countries outside Australia that personal data may go to, as the privacy policy names them',
      ),
  }),
  sites: z
    .array(
      z
        .string()
        .refine(
          isSite,
          'must be an origin like https://www.example.com, without a path; a star may stand for the first label',
        ),
    )
    .describe('The origins that may show the widgets'),
  pages: z
    .strictObject({
      manage: webAddress.default(''),
      forms: webAddress.default(''),
      waitlist: webAddress.default(''),
      check: webAddress.default(''),
      booking: webAddress
        .default('')
        .describe('The page of the site with <bq-booking>, to which cards of practitioners lead'),
    })
    .default({ manage: '', forms: '', waitlist: '', check: '', booking: '' })
    .describe('Where the links in emails lead; empty: pages that the server serves itself'),
  booking: z.strictObject({
    minimumNoticeMinutes: z.int().min(0).max(10_080).describe('A patient may not book sooner than this'),
    horizonDays: z.int().min(1).max(365).describe('How far ahead times are shown and booked'),
    holdMinutes: z
      .int('must be a whole number of minutes')
      .min(3, 'must be at least 3 minutes: a card with a second step needs them')
      .max(60, 'must be 60 minutes at most')
      .default(10)
      .describe('How long a time is kept while its patient pays; a patient can ask once for as long again'),
    ageOfMajority: z
      .int('must be whole years')
      .min(0)
      .max(21, 'must be 21 at most')
      .default(18)
      .describe('A parent or guardian books for a younger patient; 0: each patient may book alone'),
  }),
  calendars: calendars.prefault({}).describe('How the calendars and mailboxes of practitioners are read'),
  limits: limits.prefault({}),
  cancellation: z
    .strictObject({
      fullRefundUntilHours: z
        .int('must be a whole number of hours')
        .min(0)
        .max(720)
        .describe('A cancellation at least so many hours before the start is refunded in full'),
      lateRefundPercent: z
        .int('must be a whole percentage')
        .min(0)
        .max(100)
        .default(0)
        .describe('The refund of a later cancellation, in percent'),
      graceMinutes: z
        .int('must be a whole number of minutes')
        .min(0)
        .max(1440, 'must be 1440 minutes at most, which is a day')
        .default(30)
        .describe('A cancellation within so many minutes after booking is refunded in full at any hour'),
    })
    .default({ fullRefundUntilHours: 24, lateRefundPercent: 0, graceMinutes: 30 })
    .describe('What a patient gets back who cancels a paid booking'),
  rescheduling: z
    .strictObject({
      untilHours: z
        .int('must be a whole number of hours')
        .min(0)
        .max(720)
        .default(24)
        .describe('A patient may move an appointment until so many hours before it starts'),
      maxTimes: z
        .int('must be a whole number')
        .min(0)
        .max(20)
        .default(2)
        .describe('How often a patient may move one appointment; 0: only staff move appointments'),
      samePriceOnly: z
        .boolean('must be true or false')
        .default(true)
        .describe('true: an appointment whose visit has another price now is moved by staff only'),
    })
    .default({ untilHours: 24, maxTimes: 2, samePriceOnly: true })
    .describe('How a patient moves an appointment to another time, on the page'),
  afterVisit: z
    .strictObject({
      hours: z
        .int('must be a whole number of hours')
        .min(0)
        .max(48)
        .default(3)
        .describe('So many hours after a visit its patient gets an email with "Book again"; 0: none'),
    })
    .default({ hours: 3 })
    .describe('The email after a visit that patients book online'),
  reminders: z
    .strictObject({
      hoursBefore: z
        .array(z.int('must be a whole number of hours').min(1).max(168))
        .max(4)
        .default([])
        .describe(
          'So many hours before an appointment its patient is reminded and asked whether they come; empty: never',
        ),
      quiet: z
        .strictObject({
          from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like "20:00"'),
          until: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like "08:00"'),
        })
        .default({ from: '20:00', until: '08:00' })
        .describe("No reminder is sent between these times on the patient's clock"),
      byText: z
        .boolean('must be true or false')
        .default(false)
        .describe('Whether a mobile also gets the reminder as a text message that can be answered'),
    })
    .default({ hoursBefore: [], quiet: { from: '20:00', until: '08:00' }, byText: false })
    .describe('Reminders before an appointment'),
  phone: z
    .strictObject({
      payLater: z
        .boolean('must be true or false')
        .default(false)
        .describe('true: staff may book a visit on the phone that is paid at the appointment'),
      linkHours: z
        .int('must be a whole number of hours')
        .min(1, 'must be at least an hour')
        .max(168, 'must be a week at most')
        .default(24)
        .describe('How long a time is held for a payment link when staff name no time'),
    })
    .default({ payLater: false, linkHours: 24 })
    .describe('What staff may do who book on the phone'),
  forms: z
    .strictObject({
      keepDraftsDays: z
        .int('must be a whole number of days')
        .min(1, 'must be at least a day')
        .max(365)
        .default(30)
        .describe('How long an unfinished form is kept for a patient who asked to come back to it'),
    })
    .default({ keepDraftsDays: 30 })
    .describe('Forms that patients fill in'),
  links: z
    .strictObject({
      bookingDays: linkDays.default(90).describe('Links to a booking: days after the appointment'),
      waitlistDays: linkDays
        .default(90)
        .describe(
          'Links to a place on a waitlist: days after its person has booked or the invitation is over',
        ),
      formCopyDays: linkDays.default(30).describe('Links to a form that was sent: days after the email'),
    })
    .prefault({})
    .describe('When the links in our emails stop working'),
  waitlist: waitlist
    .default({
      doubleOptIn: false,
      inviteWhenOpen: true,
      batchSize: 20,
      batchEveryHours: 24,
      bookWithinHours: 72,
      offerHours: 4,
      quietHours: { from: '21:00', to: '08:00' },
      near: {},
    })
    .describe('How people wait for a service, and how they are invited'),
  retention: retention
    .default({
      erase: false,
      adultYears: 7,
      minorUntilAge: 25,
      birthUnknown: 'minor',
      unfinishedBookingsDays: 90,
      waitlistEndedDays: 365,
      doneTasksDays: 365,
      unsentMailsDays: 30,
    })
    .describe('How long what we keep is kept'),
  jotform: jotform
    .default({ forms: {} })
    .describe('Forms that stay at JotForm, and which of our questions each of theirs answers'),
  promotions: z.array(promotion).default([]).describe('Codes that patients may type when they pay online'),
  desk: z
    .strictObject({
      mailLinks: z
        .boolean('must be true or false')
        .default(true)
        .describe('Whether staff may sign in by a link in an email'),
    })
    .default({ mailLinks: true })
    .describe('How staff sign in at the desk'),
  staff: staffList.default([]).describe('Who may use the desk, and in which role'),
  practitioners: z.array(practitioner).min(1, 'must have at least one practitioner'),
  services: z.array(service).min(1, 'must have at least one service'),
});

/** `clinic.yaml`, parsed and cross-checked. */
export type Clinic = z.infer<typeof clinicFile>;
export type Practitioner = Clinic['practitioners'][number];
export type Service = Clinic['services'][number];
export type Visit = Service['visits'][number];

/** An origin: scheme, host, perhaps a port; nothing else. The first label of the host may be a star. */
function isSite(value: string): boolean {
  const plain = value.replace(/^(https?:\/\/)\*\./, '$1star.');
  if (plain.includes('*')) return false;
  try {
    const url = new URL(plain);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === plain;
  } catch {
    return false;
  }
}

function isWebAddress(value: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}
