import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { appointmentStatuses, cancelledStatus, intervalMinutes } from '../codes.ts';
import { type Body, bodyFrom, Fields } from '../fields.ts';
import type { Appointment } from '../model.ts';
import { paged } from '../paging.ts';
import { invalid, Refusal, unknownId } from '../refusal.ts';
import type { MedirecordsState } from '../vendor-state.ts';

const local = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
const path = '/v1/practices/:practice/appointments';

/** Appointments. Times are the practice's, without an offset; there is no end, only an interval code. */
export function appointmentRoutes(app: Hono, state: MedirecordsState): void {
  app.get(path, (context) => {
    state.checkPractice(context.req.param('practice'));
    const query = new URL(context.req.url).searchParams;
    return context.json(paged(appointmentsFor(state, query), query));
  });

  app.get(`${path}/:id`, (context) => {
    state.checkPractice(context.req.param('practice'));
    return context.json(appointmentBy(state, context.req.param('id')));
  });

  app.post(path, async (context) => {
    state.checkPractice(context.req.param('practice'));
    const body = await bodyFrom(context.req.raw);
    const id = randomUUID();
    const appointment: Appointment = {
      id,
      practiceId: state.model.practice.id,
      ...fieldsFrom(state, body, id),
      ...linksFor(state, id, body.appointmentTypeId),
      ...state.created(),
    };
    state.model.appointments.set(id, appointment);
    return context.json(appointment, state.settings.appointmentCreatedStatus);
  });

  // The whole record again: what is left out becomes empty.
  app.put(`${path}/:id`, async (context) => {
    state.checkPractice(context.req.param('practice'));
    const before = appointmentBy(state, context.req.param('id'));
    const body = await bodyFrom(context.req.raw);
    const after: Appointment = { ...before, ...fieldsFrom(state, body, before.id), ...state.updated() };
    state.model.appointments.set(after.id, after);
    return context.json(after);
  });

  app.delete(`${path}/:id`, (context) => {
    state.checkPractice(context.req.param('practice'));
    const { id } = appointmentBy(state, context.req.param('id'));
    state.model.appointments.delete(id);
    return context.json({ id, message: 'Appointment deleted successfully' });
  });
}

function appointmentBy(state: MedirecordsState, id: string): Appointment {
  const appointment = state.model.appointments.get(id);
  if (!appointment) throw unknownId('Appointment', id, state.settings.missingAppointmentStatus);
  return appointment;
}

function appointmentsFor(state: MedirecordsState, query: URLSearchParams): Appointment[] {
  const [start, end] = ['appointmentDateRangeStart', 'appointmentDateRangeEnd'].map((parameter) => {
    const value = query.get(parameter);
    if (value !== null && !local.test(value))
      throw invalid({ parameter, value, message: `must match "${local.source}"` });
    return value;
  });
  const equal = [
    'providerId',
    'patientId',
    'appointmentTypeId',
    'roomId',
    'appointmentStatus',
    'urgency',
  ] as const;
  return [...state.model.appointments.values()]
    .filter(
      (appointment) =>
        (!start || appointment.scheduleTime >= start) &&
        (!end || appointment.scheduleTime <= end) &&
        equal.every((key) => {
          const wanted = query.get(key);
          return wanted === null || String(appointment[key]) === wanted;
        }),
    )
    .toSorted((a, b) => a.scheduleTime.localeCompare(b.scheduleTime));
}

type Given = Omit<
  Appointment,
  | 'id'
  | 'practiceId'
  | 'telehealthLinkForProvider'
  | 'telehealthLinkForPatient'
  | 'createdBy'
  | 'createdDateTime'
  | 'updatedBy'
  | 'updatedDateTime'
>;

/** @throws Refusal (400, or as set when it would be a double booking) */
function fieldsFrom(state: MedirecordsState, body: Body, id: string): Given {
  const fields = new Fields(body);
  fields.required(
    'patientId',
    'appointmentTypeId',
    'scheduleTime',
    'appointmentStatus',
    'appointmentIntervalCode',
  );
  const status = fields.integer('appointmentStatus', appointmentStatuses.keys());
  if (status === cancelledStatus) fields.required('cancellationReason');
  const given: Given = {
    patientId: fields.text('patientId') ?? '',
    appointmentTypeId: fields.text('appointmentTypeId') ?? '',
    scheduleTime: fields.matching('scheduleTime', local) ?? '',
    appointmentStatus: status ?? 0,
    appointmentIntervalCode: fields.integer('appointmentIntervalCode', intervalMinutes.keys()) ?? 0,
    roomId: fields.text('roomId'),
    referralId: fields.text('referralId'),
    notes: fields.text('notes', 500),
    providerId: fields.text('providerId'),
    walkIn: fields.flag('walkIn'),
    firstAvailableDoctor: fields.flag('firstAvailableDoctor'),
    urgency: fields.integer('urgency', [1, 2]) ?? 1,
    cancellationReason: fields.integer('cancellationReason'),
    emailReminder: fields.flag('emailReminder') ?? false,
    reminderMethod: fields.integer('reminderMethod'),
    reminderType: fields.integer('reminderType'),
    confirmationLink: null,
  };
  const allow = {
    patient: fields.flag('allowDoubleBookingForPatient'),
    provider: fields.flag('allowDoubleBookingForProvider'),
  };
  fields.done();
  state.patient(given.patientId);
  if (!state.model.appointmentTypes.has(given.appointmentTypeId)) {
    throw unknownId('Appointment Type', given.appointmentTypeId);
  }
  if (given.providerId !== null && !state.model.providers.has(given.providerId)) {
    throw unknownId('Provider', given.providerId);
  }
  refuseDoubleBooking(state, given, allow, id);
  return given;
}

/** Only an explicit `false` refuses: what the real one does without the flag is not confirmed. */
function refuseDoubleBooking(
  state: MedirecordsState,
  given: Given,
  allow: { patient: boolean | null; provider: boolean | null },
  id: string,
): void {
  if (given.appointmentStatus === cancelledStatus) return;
  for (const other of state.model.appointments.values()) {
    if (other.id === id || other.appointmentStatus === cancelledStatus || !overlap(given, other)) continue;
    const who =
      allow.patient === false && other.patientId === given.patientId
        ? 'Patient'
        : allow.provider === false && other.providerId !== null && other.providerId === given.providerId
          ? 'Provider'
          : null;
    if (who) {
      throw new Refusal(state.settings.doubleBookingStatus, {
        message: `${who} already has an appointment at this time`,
      });
    }
  }
}

function overlap(one: Given, other: Given): boolean {
  const [start, otherStart] = [one, other].map(({ scheduleTime }) => Date.parse(`${scheduleTime}:00Z`));
  if (start === undefined || otherStart === undefined) return false;
  return start < otherStart + lengthOf(other) && otherStart < start + lengthOf(one);
}

function lengthOf({ appointmentIntervalCode }: Given): number {
  return (intervalMinutes.get(appointmentIntervalCode) ?? 15) * 60_000;
}

function linksFor(state: MedirecordsState, id: string, typeId: unknown) {
  const telehealth = typeof typeId === 'string' && state.model.appointmentTypes.get(typeId)?.telehealth;
  return {
    telehealthLinkForProvider: telehealth ? `https://coviu.example.com/session/${id}/provider` : null,
    telehealthLinkForPatient: telehealth ? `https://coviu.example.com/session/${id}/patient` : null,
  };
}
