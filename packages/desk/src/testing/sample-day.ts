import type { StaffToday, TodayAppointment } from '@botaniqal/shared/contracts/staff/today.ts';

/** The day of the samples: Tuesday 1 December 2026, 10:40 am in Melbourne. */
export const sampleNow = '2026-11-30T23:40:00Z';

/** The instant of a clock time on that day in Melbourne. */
export function at(clock: string, day = '2026-12-01'): string {
  return new Date(`${day}T${clock}:00+11:00`).toISOString().replace('.000Z', 'Z');
}

const plain: TodayAppointment = {
  bookingId: 'b-robin',
  confirmationNumber: 'BOT-2026-1201-XYSJ',
  status: 'confirmed',
  channel: 'online',
  service: 'alternative_medicine',
  visit: 'consultation',
  practitionerId: 'consultant',
  start: at('10:00'),
  durationMinutes: 15,
  patientName: 'Robin T.',
  contactPerson: null,
  accessNeeds: null,
  price: { amountCents: 0, currency: 'AUD' },
  payment: 'free',
  holdExpiresAt: null,
  forms: [],
  filing: 'filed',
  noShowAt: null,
  movedFrom: null,
  awaitsNewTime: false,
  saidComing: false,
  zoomLink: 'https://zoom.example/j/1',
  triageSessionId: 't-robin',
  openTasks: 0,
};

const appointment = (
  clock: string,
  patientName: string,
  rest: Partial<TodayAppointment> = {},
): TodayAppointment => ({
  ...plain,
  bookingId: `b-${patientName.split(' ')[0]?.toLowerCase()}`,
  start: at(clock),
  patientName,
  ...rest,
});
const followUp = {
  visit: 'followup',
  payment: 'paid',
  price: { amountCents: 7900, currency: 'AUD' },
} as const;

/** A day like many others: each state once. */
export const sampleToday: StaffToday = {
  from: '2026-12-01',
  to: '2026-12-01',
  timeZone: 'Australia/Melbourne',
  asOf: sampleNow,
  practitioners: [
    { id: 'consultant', name: 'Consultant', freeTimes: 2, busy: [], unread: [] },
    {
      id: 'dr_dia',
      name: 'Dr A. Dia',
      freeTimes: 1,
      busy: [{ start: at('12:00'), end: at('13:30') }],
      unread: [],
    },
    { id: 'dr_shivani', name: 'Dr S. Rao', freeTimes: 0, busy: [], unread: [] },
    {
      id: 'nurse',
      name: 'K. Lim, NP',
      freeTimes: null,
      busy: [],
      unread: [{ service: 'Outlook', since: at('10:28') }],
    },
  ],
  appointments: [
    appointment('09:00', 'Alex P.'),
    appointment('09:30', 'Jo M.', { ...followUp, practitionerId: 'dr_dia' }),
    appointment('10:00', 'Pat D.', { ...followUp, practitionerId: 'dr_shivani', noShowAt: at('10:20') }),
    appointment('10:00', 'Robin T.', { forms: [{ formId: 'mini_intake', status: 'due' }] }),
    appointment('11:00', 'Kim O.'),
    appointment('11:00', 'Sasha K.', { ...followUp, practitionerId: 'nurse' }),
    appointment('13:00', 'Ming Z.', {
      ...followUp,
      practitionerId: 'dr_shivani',
      status: 'awaiting_payment',
      payment: 'due',
      holdExpiresAt: at('11:30'),
    }),
    appointment('14:00', 'Lee W.', { ...followUp, practitionerId: 'dr_dia' }),
    appointment('15:00', 'Ari N.', {
      ...followUp,
      practitionerId: 'nurse',
      movedFrom: { start: at('15:00', '2026-11-30'), practitionerId: 'nurse' },
    }),
  ],
  more: false,
  needsPerson: [
    {
      kind: 'urgent',
      since: at('10:34'),
      text: 'Red flag in triage: chest pain.',
      task: { id: 'task-flag', kind: 'red_flag', version: 0, claimed: null },
      patientName: 'Robin S.',
      patientPhone: '0412 345 678',
      bookingId: null,
      triageSessionId: 't-robin',
      practitionerId: null,
    },
  ],
};
