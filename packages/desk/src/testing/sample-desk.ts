import type { PatientSearchAnswer, PhoneBookingSettings } from '@botaniqal/shared/contracts/phone-booking.ts';
import type { StaffBooking, StaffBookingList } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { StaffCalendars } from '@botaniqal/shared/contracts/staff/calendars.ts';
import type { StaffCampaigns } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import type { StaffForms } from '@botaniqal/shared/contracts/staff/forms.ts';
import type { StaffMessages } from '@botaniqal/shared/contracts/staff/messages.ts';
import type { StaffNumbers } from '@botaniqal/shared/contracts/staff/numbers.ts';
import type { StaffTaskList } from '@botaniqal/shared/contracts/staff/tasks.ts';
import type { StaffTriageSession, TriageQueue } from '@botaniqal/shared/contracts/staff/triage.ts';
import type { TaxDocumentList } from '@botaniqal/shared/contracts/tax-documents.ts';
import type { StaffWaitlist } from '@botaniqal/shared/contracts/waitlist.ts';
import { sampleCatalogue } from '@botaniqal/widgets/testing/samples/sample-catalogue.ts';
import { at, sampleNow } from './sample-day.ts';

const aud = (amountCents: number) => ({ amountCents, currency: 'AUD' });

export const sampleBooking: StaffBooking = {
  bookingId: 'b-robin',
  confirmationNumber: 'BOT-2026-1201-XYSJ',
  status: 'confirmed',
  channel: 'online',
  service: 'alternative_medicine',
  visit: 'followup',
  practitionerId: 'dr_dia',
  start: at('10:00'),
  durationMinutes: 15,
  price: aud(7900),
  patientName: 'Robin Sample',
  contactPerson: null,
  noShowAt: null,
  moves: 0,
  patient: {
    name: 'Robin Sample',
    email: 'robin@example.com',
    phone: '0412 345 678',
    dateOfBirth: '1980-02-29',
    timeZone: 'Australia/Melbourne',
    primaryConcern: 'Sleep',
    accessNeeds: null,
  },
  zoomLink: 'https://zoom.example/j/1',
  bookedAt: at('16:12', '2026-11-30'),
  payment: {
    status: 'paid',
    paidCents: 7900,
    refundCents: 0,
    amountCents: 7900,
    refundedCents: 0,
    method: null,
    reference: null,
    takenBy: null,
  },
  phonePayment: null,
  bookedBy: null,
  cancellation: { refundCents: 7900 },
  moving: null,
  failure: null,
  forms: [{ formId: 'mini_intake', status: 'due' }],
  triageSessionId: 't-robin',
  version: 3,
  filing: 'filed',
  refunds: [],
  story: [
    {
      at: at('16:12', '2026-11-30'),
      actor: 'patient',
      action: 'booking.booked',
      detail: 'Tuesday 1 December, 10:00 am, with Dr Dia',
    },
    { at: at('16:12', '2026-11-30'), actor: 'system', action: 'payment.captured', detail: '$79.00' },
    { at: at('16:12', '2026-11-30'), actor: 'system', action: 'appointment.filed', detail: 'MediRecords' },
    { at: at('16:13', '2026-11-30'), actor: 'system', action: 'mail.sent', detail: 'confirmation' },
  ],
  notes: [{ at: at('09:10'), by: 'Sam Lee', text: 'Asked for a quiet room.' }],
  emails: [],
  openTasks: [],
};

const line = (patientName: string, clock: string, rest: Partial<StaffBooking> = {}) => ({
  ...sampleBooking,
  bookingId: `b-${patientName.split(' ')[0]?.toLowerCase()}`,
  patientName,
  start: at(clock),
  ...rest,
});

const sampleBookings: StaffBookingList = {
  bookings: [
    line('Robin Sample', '10:00'),
    line('Pat Doe', '10:00', { practitionerId: 'dr_shivani', noShowAt: at('10:20') }),
    line('Ming Zhou', '13:00', { status: 'awaiting_payment' }),
    line('Lee Wong', '14:00'),
    line('Ari Novak', '15:00', { status: 'cancelled', practitionerId: 'nurse' }),
  ],
  more: false,
};

const sampleTasks: StaffTaskList = {
  tasks: [
    {
      id: 'task-flag',
      kind: 'red_flag',
      todo: 'Call this person now. A red flag came up in triage.',
      openedAt: at('10:34'),
      urgent: true,
      claimed: null,
      version: 0,
      actions: [],
      tries: [],
      done: null,
      facts: { patientName: 'Robin Sample', patientPhone: '0412 345 678', reason: 'chest_pain' },
    },
    {
      id: 'task-filing',
      kind: 'filing_failed',
      todo: 'Choose the right patient record, or file the booking again.',
      openedAt: at('09:05'),
      urgent: false,
      claimed: { by: 'sam@example.com', at: at('09:30') },
      version: 1,
      actions: [
        { id: 'file_again', label: 'File again' },
        { id: 'choose_record', label: 'File under this record' },
      ],
      tries: [{ action: 'file_again', by: 'Sam Lee', at: at('09:31') }],
      done: null,
      facts: {
        patientName: 'Lee Wong',
        bookingId: 'b-lee',
        confirmationNumber: 'BOT-2026-1201-LEEW',
        records: [
          { id: 'r-1', page: 'https://records.example/1' },
          { id: 'r-2', page: 'https://records.example/2' },
        ],
      },
    },
  ],
};

export const sampleTriage: StaffTriageSession = {
  sessionId: 't-robin',
  createdAt: at('10:34'),
  patientName: 'Robin Sample',
  patientEmail: 'robin@example.com',
  patientPhone: '0412 345 678',
  consultantId: 'consultant',
  scheduledTime: at('11:00'),
  primaryConcern: 'Sleep',
  triageNotes: '',
  recommendedPractitioners: ['dr_dia'],
  recommendedService: 'alternative_medicine',
  callService: 'alternative_medicine',
  outcome: null,
  bookingId: null,
  urgency: 'same_day',
  redFlags: ['chest_pain'],
  reasons: ['Chest pain is a red flag.', 'Sleep is what they want help with.'],
  callBack: { name: 'Robin Sample', phone: '0412 345 678', requestedAt: at('10:34') },
  answers: [
    {
      title: 'What brings you here',
      questions: [
        { question: 'What would you like help with?', answer: ['Sleep'] },
        { question: 'Do you have chest pain?', answer: ['Yes'] },
      ],
    },
  ],
  status: 'scheduled',
  version: 2,
  claimedBy: { id: 'sam@example.com', name: 'Sam Lee' },
  claimedAt: at('10:38'),
  isMine: true,
  callStartedAt: null,
  callEndedAt: null,
  consultationId: 'b-call',
  phoneLink: 'tel:+61412345678',
  visitBooking: null,
};

const sampleQueue: TriageQueue = {
  sessions: [
    { ...sampleTriage, rank: 'call_back', waitingSince: at('10:34') },
    {
      ...sampleTriage,
      sessionId: 't-kim',
      patientName: 'Kim Okafor',
      redFlags: [],
      callBack: null,
      rank: 'call',
      waitingSince: at('11:00'),
      claimedBy: null,
      isMine: false,
    },
  ],
  more: false,
};

const samplePhoneSettings: PhoneBookingSettings = {
  payLater: false,
  methods: ['credit_card_phone', 'eftpos', 'bank_transfer'],
  linkHours: 24,
  visits: [
    {
      service: 'alternative_medicine',
      serviceName: 'Alternative medicine',
      visit: 'initial',
      visitName: 'First appointment',
      durationMinutes: 15,
      price: aud(11900),
      practitionerIds: ['dr_dia', 'dr_shivani', 'nurse'],
    },
    {
      service: 'alternative_medicine',
      serviceName: 'Alternative medicine',
      visit: 'followup',
      visitName: 'Follow-up',
      durationMinutes: 15,
      price: aud(7900),
      practitionerIds: ['dr_dia', 'dr_shivani', 'nurse'],
    },
  ],
};

const samplePatients: PatientSearchAnswer = {
  patients: [
    {
      name: 'Robin Sample',
      firstName: 'Robin',
      lastName: 'Sample',
      email: 'robin@example.com',
      phone: '0412 345 678',
      dateOfBirth: '1980-02-29',
      timeZone: 'Australia/Melbourne',
      contactPerson: null,
      accessNeeds: null,
      bookingId: 'b-robin',
      lastStart: at('10:00'),
      bookings: 2,
    },
  ],
};

const sampleWaitlist: StaffWaitlist = {
  service: 'counseling',
  matching: 2,
  entries: [
    {
      entryId: 'e-1',
      name: 'Ann Lister',
      email: 'ann@example.com',
      phone: '0400 000 001',
      postcode: '3000',
      interestLevel: 5,
      contactPreference: 'email',
      wishes: {},
      status: 'waiting',
      confirmed: true,
      joinedAt: at('09:00', '2026-11-02'),
      invitedAt: null,
      bookBy: null,
      bookedAt: null,
      offers: [],
      rank: 1,
      score: { total: 0.82, interest: 1, wait: 0.7, engagement: 0.6, location: 1 },
    },
    {
      entryId: 'e-2',
      name: 'Ben Brook',
      email: 'ben@example.com',
      phone: null,
      postcode: '3121',
      interestLevel: 3,
      contactPreference: 'email',
      wishes: {},
      status: 'invited',
      confirmed: true,
      joinedAt: at('09:00', '2026-11-05'),
      invitedAt: at('09:00', '2026-11-30'),
      bookBy: at('09:00', '2026-12-07'),
      bookedAt: null,
      offers: [],
      rank: null,
      score: { total: 0.55, interest: 0.6, wait: 0.5, engagement: 0.4, location: 0.8 },
    },
  ],
  conversion: {
    joined: 41,
    confirmed: 38,
    invited: 6,
    offered: 2,
    booked: 3,
    waiting: 31,
    lapsed: 1,
    left: 3,
  },
  segments: { byInterest: [], byPostcode: [] },
  launch: { state: 'running', batches: 1, lastBatchAt: at('09:00', '2026-11-30') },
};

const sampleCalendars: StaffCalendars = {
  practitioners: [
    {
      id: 'dr_dia',
      name: 'Dr A. Dia',
      calendar: { service: 'Calendly', status: 'ok', lastReadAt: at('10:39'), failingSince: null },
      mailbox: {
        service: 'Outlook',
        status: 'ok',
        lastReadAt: at('10:38'),
        failingSince: null,
        subscription: { endsAt: at('10:00', '2026-12-04') },
      },
      differences: [],
    },
    {
      id: 'nurse',
      name: 'K. Lim, NP',
      calendar: { service: 'Calendly', status: 'ok', lastReadAt: at('10:39'), failingSince: null },
      mailbox: {
        service: 'Outlook',
        status: 'failing',
        lastReadAt: at('10:28'),
        failingSince: at('10:28'),
        subscription: null,
      },
      differences: [
        {
          kind: 'event_moved',
          bookingId: 'b-ari',
          foundAt: at('10:10'),
          summary: 'The appointment was moved in the calendar.',
        },
      ],
    },
  ],
};

const sampleForms: StaffForms = {
  forms: [
    {
      submissionId: 'f-1',
      reference: 'FORM-8F14E45F',
      formId: 'mini_intake',
      title: 'Before your first call',
      receivedAt: at('08:15'),
      source: 'page',
      patientName: 'Robin Sample',
      bookingId: 'b-robin',
      complete: true,
      urgency: null,
      filing: 'filed',
      filedAt: at('08:16'),
      openTasks: 0,
    },
    {
      submissionId: 'f-2',
      reference: 'FORM-2A77C0DE',
      formId: 'triage',
      title: 'Triage',
      receivedAt: at('10:34'),
      source: 'page',
      patientName: 'Robin Sample',
      bookingId: null,
      complete: false,
      urgency: 'same_day',
      filing: 'needs_person',
      filedAt: null,
      openTasks: 1,
    },
  ],
  next: null,
};

const sampleMessages: StaffMessages = {
  messages: [
    {
      key: 'm-1',
      aboutId: 'b-robin',
      bookingId: 'b-robin',
      channel: 'email',
      kind: 'confirmation',
      to: 'robin@example.com',
      toName: 'Robin Sample',
      subject: 'Your appointment on Tuesday 1 December',
      queuedAt: at('16:12', '2026-11-30'),
      state: 'sent',
      sentAt: at('16:13', '2026-11-30'),
      tries: 1,
      reason: null,
      answer: null,
      canResend: true,
    },
    {
      key: 'm-2',
      aboutId: 'b-lee',
      bookingId: 'b-lee',
      channel: 'email',
      kind: 'reminder',
      to: 'lee@example',
      toName: 'Lee Wong',
      subject: 'Your appointment is tomorrow',
      queuedAt: at('08:00', '2026-11-30'),
      state: 'failed',
      sentAt: null,
      tries: 7,
      reason: null,
      answer: null,
      canResend: true,
    },
    {
      key: 'm-3',
      aboutId: 'b-robin',
      bookingId: 'b-robin',
      channel: 'sms',
      kind: 'reminder-48',
      to: '+61491570156',
      toName: 'Robin Sample',
      subject: null,
      queuedAt: at('07:30', '2026-11-30'),
      state: 'sent',
      sentAt: at('07:30', '2026-11-30'),
      tries: 1,
      reason: null,
      answer: { answer: 'coming', at: at('07:41', '2026-11-30') },
      canResend: false,
    },
    {
      key: 'm-4',
      aboutId: 'b-lee',
      bookingId: 'b-lee',
      channel: 'sms',
      kind: 'reminder-48',
      to: '+61491570157',
      toName: 'Lee Wong',
      subject: null,
      queuedAt: at('07:15', '2026-11-30'),
      state: 'failed',
      sentAt: at('07:15', '2026-11-30'),
      tries: 1,
      reason: '30003',
      answer: null,
      canResend: false,
    },
  ],
  next: null,
};

const sampleCampaigns: StaffCampaigns = {
  from: '2026-11-04',
  to: '2026-12-01',
  timeZone: 'Australia/Melbourne',
  currency: 'AUD',
  touch: 'last',
  leastPeople: 5,
  rows: [
    {
      ...{ kind: 'campaign', source: 'google', medium: 'cpc', campaign: 'spring_sleep' },
      ...{ started: 31, confirmed: 24, waitlist: 6, triage: 12, revenueCents: 189600 },
    },
    {
      ...{ kind: 'unknown', source: null, medium: null, campaign: null },
      ...{ started: 18, confirmed: 15, waitlist: null, triage: 7, revenueCents: 94800 },
    },
    {
      ...{ kind: 'referral', source: 'www.naturalmedicineweek.com.au', medium: null, campaign: null },
      ...{ started: 6, confirmed: null, waitlist: 0, triage: null, revenueCents: null },
    },
    {
      ...{ kind: 'ad', source: 'facebook', medium: null, campaign: null },
      ...{ started: null, confirmed: null, waitlist: null, triage: 0, revenueCents: null },
    },
  ],
  total: { started: null, confirmed: 43, waitlist: null, triage: null, revenueCents: 312200 },
};

const sampleNumbers: StaffNumbers = {
  from: '2026-11-04',
  to: '2026-12-01',
  timeZone: 'Australia/Melbourne',
  currency: 'AUD',
  lines: [
    {
      date: '2026-11-30',
      channel: 'online',
      service: 'alternative_medicine',
      visit: 'followup',
      booked: 6,
      cancelled: 1,
      notCompleted: 2,
      noShow: 0,
      revenueCents: 39500,
    },
    {
      date: '2026-12-01',
      channel: 'phone',
      service: 'alternative_medicine',
      visit: 'initial',
      booked: 2,
      cancelled: 0,
      notCompleted: 0,
      noShow: 0,
      revenueCents: 23800,
    },
  ],
  total: { booked: 8, cancelled: 1, notCompleted: 2, noShow: 0, revenueCents: 63300 },
  attendance: { due: 40, missed: 2, missedShare: 0.05 },
  byMethod: [
    { method: 'eftpos', payments: 2, takenCents: 23800, refundedCents: 0 },
    { method: 'online', payments: 6, takenCents: 47400, refundedCents: 7900 },
  ],
  byChannel: [
    { channel: 'online', booked: 6, cancelled: 1, revenueCents: 39500 },
    { channel: 'phone', booked: 2, cancelled: 0, revenueCents: 23800 },
  ],
};

const sampleTaxDocuments: TaxDocumentList = {
  documents: [
    {
      documentId: '5f0c2f3a-1111-4c1e-9d0a-000000000001',
      kind: 'invoice',
      number: 'INV-000012',
      issuedAt: '2026-11-20T03:00:00Z',
      amountCents: 7900,
      currency: 'AUD',
    },
  ],
};

/** What the server would answer to a request of the desk. */
export const sampleAnswers: Readonly<Record<string, unknown>> = {
  '/api/catalogue': sampleCatalogue,
  '/api/staff/counts': {
    today: 9,
    tasks: 2,
    urgentTasks: 1,
    forms: 1,
    waitlist: 31,
    messages: 1,
    calendars: 1,
  },
  '/api/staff/bookings': sampleBookings,
  '/api/staff/bookings/b-robin': sampleBooking,
  '/api/staff/bookings/b-robin/tax-documents': sampleTaxDocuments,
  '/api/staff/tasks': sampleTasks,
  '/api/staff/triage/queue': sampleQueue,
  '/api/staff/triage/t-robin': sampleTriage,
  '/api/staff/triage/colleagues': {
    colleagues: [
      { id: 'sam@example.com', name: 'Sam Lee' },
      { id: 'consultant@example.com', name: 'Alex Consultant' },
    ],
  },
  '/api/staff/phone-booking': samplePhoneSettings,
  '/api/staff/patients/search': samplePatients,
  '/api/staff/session/draft': { draft: null },
  '/api/staff/waitlist': sampleWaitlist,
  '/api/staff/calendars': sampleCalendars,
  '/api/staff/forms': sampleForms,
  '/api/staff/messages': sampleMessages,
  '/api/staff/numbers': sampleNumbers,
  '/api/staff/campaigns': sampleCampaigns,
  '/api/calendars/combined': {
    service: 'alternative_medicine',
    visit: 'initial',
    timeZone: 'Australia/Melbourne',
    from: '2026-12-01',
    to: '2027-01-31',
    practitioners: ['dr_dia', 'dr_shivani', 'nurse'].map((id) => ({
      id,
      name: { dr_dia: 'Dr A. Dia', dr_shivani: 'Dr S. Rao', nurse: 'K. Lim, NP' }[id],
      status: 'live',
      asOf: sampleNow,
      nextAvailable: at('09:30', '2026-12-02'),
    })),
    days: [2, 3, 4, 7].map((day) => ({
      date: `2026-12-0${day}`,
      slots: ['09:30', '11:00', '14:15'].map((clock) => ({
        start: at(clock, `2026-12-0${day}`),
        durationMinutes: 15,
        practitionerIds: ['dr_dia', 'dr_shivani'],
      })),
    })),
  },
};
