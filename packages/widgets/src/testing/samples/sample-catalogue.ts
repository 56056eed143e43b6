import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { samplePractitioners } from './sample-practitioners.ts';

const free = { amountCents: 0, currency: 'AUD' };
const medical = ['dr_dia', 'dr_shivani', 'nurse'];

/** The clinic's catalogue in the format of the BFF, for tests and the gallery. */
export const sampleCatalogue: Catalogue = {
  clinic: {
    name: 'Botaniqal',
    timeZone: 'Australia/Melbourne',
    currency: 'AUD',
    phone: '(03) 7010 4321',
    openingHours: { text: 'Monday to Friday 9 am to 5 pm, Melbourne time', days: {} },
    privacyUrl: 'https://www.example.com/privacy',
    bookingUrl: '',
    checkUrl: 'https://clinic.example/check',
    overseas: ['the United States'],
    pricesIncludeGst: false,
    horizonDays: 180,
    ageOfMajority: 18,
    cancellation: { fullRefundUntilHours: 24, lateRefundPercent: 0, graceMinutes: 30 },
    rescheduling: { untilHours: 24, maxTimes: 2 },
  },
  services: [
    {
      id: 'alternative_medicine',
      name: 'Alternative medicine',
      summary: 'Video consultation with a doctor or nurse practitioner.',
      status: 'open',
      visits: [
        {
          kind: 'consultation',
          name: 'Free first call',
          durationMinutes: 15,
          price: free,
          bookable: 'online',
          practitionerIds: ['consultant'],
          forms: ['mini_intake'],
        },
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 15,
          price: { amountCents: 11900, currency: 'AUD' },
          bookable: 'phone',
          practitionerIds: medical,
          forms: ['full_intake', 'medical_history'],
        },
        {
          kind: 'followup',
          name: 'Follow-up',
          durationMinutes: 15,
          price: { amountCents: 7900, currency: 'AUD' },
          promotionCodes: true,
          bookable: 'online',
          practitionerIds: medical,
          forms: [],
        },
      ],
    },
    {
      id: 'gaps_coaching',
      name: 'GAPS coaching',
      summary: 'One-to-one coaching by video with Ramona, our GAPS coach.',
      status: 'open',
      visits: [
        {
          kind: 'consultation',
          name: 'Free first call',
          durationMinutes: 15,
          price: free,
          bookable: 'online',
          practitionerIds: ['consultant'],
          forms: ['mini_intake'],
        },
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 60,
          price: { amountCents: 19500, currency: 'AUD' },
          bookable: 'phone',
          practitionerIds: ['ramona'],
          forms: ['full_intake', 'gaps_assessment'],
        },
        {
          kind: 'followup',
          name: 'Follow-up',
          durationMinutes: 15,
          price: { amountCents: 7900, currency: 'AUD' },
          bookable: 'online',
          practitionerIds: ['ramona'],
          forms: [],
        },
      ],
    },
    {
      id: 'weight_loss',
      name: 'Weight loss',
      summary: 'Video consultation with a doctor or nurse practitioner about weight and health.',
      status: 'open',
      visits: [
        {
          kind: 'consultation',
          name: 'Free first call',
          durationMinutes: 15,
          price: free,
          bookable: 'online',
          practitionerIds: ['consultant'],
          forms: ['mini_intake'],
        },
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 15,
          price: null,
          bookable: 'no',
          practitionerIds: medical,
          forms: ['full_intake', 'weight_loss'],
        },
      ],
    },
    {
      id: 'counseling',
      name: 'Counselling',
      summary: 'Talk with a counsellor by video. Opening soon.',
      status: 'waitlist',
      visits: [
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 60,
          price: null,
          bookable: 'no',
          practitionerIds: ['counselor_1', 'counselor_2'],
          forms: ['full_intake', 'mental_health'],
        },
      ],
    },
    {
      id: 'equine_therapy',
      name: 'Equine therapy',
      summary: 'Sessions with a therapist and horses near Melbourne. Opening soon.',
      status: 'waitlist',
      visits: [
        {
          kind: 'initial',
          name: 'First appointment',
          durationMinutes: 60,
          price: null,
          bookable: 'no',
          practitionerIds: ['equine_therapist'],
          forms: ['full_intake', 'equine_therapy'],
        },
      ],
    },
  ],
  practitioners: samplePractitioners,
};
