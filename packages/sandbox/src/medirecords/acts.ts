import { z } from 'zod';
import { actRefusal } from '../control/act-refusal.ts';
import { inventedId } from '../control/invented-id.ts';
import { formatIn } from '../time/zone.ts';
import { cancelledStatus, intervalMinutes } from './codes.ts';
import type { Appointment } from './model.ts';
import type { MedirecordsState } from './vendor-state.ts';

/**
 * What reception does in MediRecords itself.
 * @throws ZodError when the act is unknown, or cannot be done
 */
export function actInMedirecords(state: MedirecordsState, act: string, body: unknown): unknown {
  const done = acts[act];
  if (!done) throw actRefusal('act', `must be one of ${Object.keys(acts).join(', ')}`);
  return done(state, body) ?? null;
}

const acts: Record<string, (state: MedirecordsState, body: unknown) => unknown> = {
  add_appointment: addAppointment,
  move_appointment: (state, body) => {
    const { appointment, ...time } = moveShape.parse(body);
    const found = appointmentOf(state, appointment);
    Object.assign(found, { scheduleTime: localTimeOf(state, time), ...state.updated() });
  },
  cancel_appointment: (state, body) => {
    const found = appointmentOf(state, oneShape.parse(body).appointment);
    // The reason's codes are not confirmed. The first one stands for any.
    Object.assign(found, { appointmentStatus: cancelledStatus, cancellationReason: 1, ...state.updated() });
  },
  delete_appointment: (state, body) => {
    state.model.appointments.delete(appointmentOf(state, oneShape.parse(body).appointment).id);
  },
};

/** `start` is an instant; with `day` and `time` it is the practice's clock, as the panel's form sends it. */
const timeShape = z.object({
  start: z.string().optional(),
  day: z.iso.date().optional(),
  time: z.string().optional(),
});
const oneShape = z.strictObject({ appointment: z.string() });
const moveShape = timeShape.extend({ appointment: z.string() }).strict();
const addShape = timeShape
  .extend({
    /** A practitioner's provider id. */
    provider: z.string(),
    /** Left out: the first patient. */
    patient: z.string().optional(),
    minutes: z.coerce.number().int().default(15),
    notes: z.string().max(500).default('Typed by reception'),
  })
  .strict();

function addAppointment(state: MedirecordsState, body: unknown): unknown {
  const { provider, patient, minutes, notes, ...time } = addShape.parse(body);
  const { model } = state;
  if (!model.providers.has(provider)) throw actRefusal('provider', 'is not a provider of this practice');
  const patientId = patient ?? [...model.patients.keys()][0] ?? '';
  if (!model.patients.has(patientId)) throw actRefusal('patient', 'is not a patient of this practice');
  const code = [...intervalMinutes].find(([, length]) => length === minutes)?.[0];
  if (code === undefined) {
    throw actRefusal('minutes', `must be one of ${[...intervalMinutes.values()].join(', ')}`);
  }
  const scheduleTime = localTimeOf(state, time);
  const id = inventedId('medirecords', 'typed', String(model.appointments.size), provider, scheduleTime);
  const appointment: Appointment = {
    id,
    practiceId: model.practice.id,
    patientId,
    appointmentTypeId: [...model.appointmentTypes.keys()][0] ?? '',
    scheduleTime,
    appointmentStatus: 2,
    appointmentIntervalCode: code,
    roomId: null,
    referralId: null,
    notes,
    providerId: provider,
    walkIn: null,
    firstAvailableDoctor: null,
    urgency: 1,
    cancellationReason: null,
    emailReminder: false,
    reminderMethod: null,
    reminderType: null,
    confirmationLink: null,
    telehealthLinkForProvider: null,
    telehealthLinkForPatient: null,
    ...state.created(),
  };
  model.appointments.set(id, appointment);
  return { id };
}

function appointmentOf({ model }: MedirecordsState, id: string): Appointment {
  const found = model.appointments.get(id);
  if (!found) throw actRefusal('appointment', 'is not in this practice');
  return found;
}

/** `YYYY-MM-DDThh:mm` on the practice's clock. */
function localTimeOf(
  { timeZone }: MedirecordsState,
  { start, day, time }: z.infer<typeof timeShape>,
): string {
  if (day) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time ?? '')) throw actRefusal('time', 'must be hh:mm');
    return `${day}T${time}`;
  }
  const instant = new Date(start ?? '');
  if (Number.isNaN(instant.getTime())) throw actRefusal('start', 'must be an instant');
  const shown = formatIn(timeZone, 'sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
  return shown.replace(' ', 'T');
}
