import { z } from 'zod';
import { formIds } from '../ids/ids.ts';
import { price, serviceId, visitKind } from './primitives.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export const practitionerTypes = [
  'consultant',
  'doctor',
  'nurse',
  'coach',
  'counsellor',
  'therapist',
] as const;
export const practitionerLocations = ['telehealth', 'melbourne', 'both'] as const;

const catalogueVisit = z.object({
  kind: visitKind,
  name: z.string(),
  durationMinutes: z.number().int().positive(),
  /** `null`: not set yet; shown as "price on enquiry" and never bookable online. */
  price: price.nullable(),
  /** What the clinic says about rebates for this visit, in a sentence; left out: nothing. */
  rebate: z.string().optional(),
  /** The youngest and the oldest age on the day of the visit; left out: no limit. */
  ages: z.object({ from: z.number().int().optional(), to: z.number().int().optional() }).optional(),
  /** True: a promotion code of the clinic may give a discount on this visit. Left out: none does. */
  promotionCodes: z.literal(true).optional(),
  /** How a patient gets this visit today. A service on the waitlist answers `no` for all of its visits. */
  bookable: z.enum(['online', 'phone', 'no']),
  practitionerIds: z.array(z.string()),
  forms: z.array(z.enum(formIds)),
});

const catalogueService = z.object({
  id: serviceId,
  name: z.string(),
  summary: z.string(),
  status: z.enum(['open', 'waitlist']),
  visits: z.array(catalogueVisit),
});

const cataloguePractitioner = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(practitionerTypes),
  location: z.enum(practitionerLocations),
  /** "General practitioner"; empty when the clinic has not said it, like the other texts below. */
  title: z.string(),
  /** "MBBS, FRACGP". */
  qualifications: z.string(),
  /** The number in the national register of practitioners (AHPRA), such as `MED0000000011`. */
  registration: z.string(),
  /** The names of the languages that the practitioner speaks with patients, in English. */
  languages: z.array(z.string()),
  /** "She/her", when the practitioner wishes it to be said. */
  pronouns: z.string(),
  /** One to three sentences. */
  about: z.string(),
  /** Absolute; `null`: initials are shown. */
  photoUrl: z.string().nullable(),
});

/** `GET /api/catalogue`: everything a page may show without asking a vendor. */
export const catalogue = z.object({
  clinic: z.object({
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    phone: z.string(),
    /** When the clinic is reached by phone. */
    openingHours: z.object({
      /** In words: "Monday to Friday 9 am to 5 pm, Melbourne time"; empty when it is not known. */
      text: z.string(),
      /** By weekday, in the clinic's time zone; a day that is left out is closed. */
      days: z.partialRecord(z.enum(weekdays), z.array(z.object({ from: z.string(), to: z.string() }))),
    }),
    /** The clinic's privacy policy; empty when there is no page for it. */
    privacyUrl: z.string(),
    /** The page of the clinic's site where patients book; empty when it has not been named. */
    bookingUrl: z.string(),
    /** The page on which patients test camera and sound before a video appointment. */
    checkUrl: z.string(),
    /** The countries outside Australia that personal data may go to. */
    overseas: z.array(z.string()),
    /** Whether prices may be labelled "incl. GST". */
    pricesIncludeGst: z.boolean(),
    /** How many days ahead times can be booked. */
    horizonDays: z.number().int().positive(),
    /** A parent or guardian books for a younger patient; 0: each patient may book alone. */
    ageOfMajority: z.number().int().nonnegative(),
    /** What a cancelled paid booking gets back; see `pricing/refund-policy.ts`. */
    cancellation: z.object({
      fullRefundUntilHours: z.number().int().nonnegative(),
      lateRefundPercent: z.number().int().min(0).max(100),
      graceMinutes: z.number().int().nonnegative(),
    }),
    /** Until how many hours before its start, and how often, a patient may move an appointment. */
    rescheduling: z.object({
      untilHours: z.number().int().nonnegative(),
      maxTimes: z.number().int().nonnegative(),
    }),
  }),
  services: z.array(catalogueService),
  practitioners: z.array(cataloguePractitioner),
});

export type Catalogue = z.infer<typeof catalogue>;
export type CatalogueService = z.infer<typeof catalogueService>;
export type CatalogueVisit = z.infer<typeof catalogueVisit>;
export type CataloguePractitioner = z.infer<typeof cataloguePractitioner>;
