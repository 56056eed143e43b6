import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { UpstreamError } from '../../../platform/upstream-error.ts';
import type {
  ScheduledAppointment,
  Scheduler,
  SchedulingOutcome,
  SchedulingRequest,
} from '../../../ports/calendar.ts';
import type { MailboxEvent, Mailboxes } from '../../../ports/mailboxes.ts';
import type { FailOver } from '../../availability/index.ts';
import { bookedVisit } from '../../catalogue/index.ts';

interface MailboxSchedulerDeps {
  mailboxes: Mailboxes;
  failOver: Pick<FailOver, 'isStartFree'>;
  clinic: Clinic;
}

/** How long to leave a mailbox alone that limits us and does not say how long. */
const pauseSeconds = 60;

/**
 * Appointments in the practitioners' mailboxes, for bookings that are made while the scheduling service is away. An event
 * is written once for each booking and start, so a repeat after a lost answer finds it. It has no video link.
 */
export function mailboxScheduler({ mailboxes, failOver, clinic }: MailboxSchedulerDeps): Scheduler {
  /** @throws UpstreamError */
  async function isFree(request: SchedulingRequest, durationMinutes: number): Promise<boolean> {
    const { practitionerId, start, bookingId, signal } = request;
    return failOver.isStartFree({ practitionerId, start, durationMinutes, bookingId }, signal);
  }

  async function read(query: { practitionerId: string; eventId: string; signal?: AbortSignal }) {
    const event = await mailboxes.read(query);
    if (!event) return null;
    const { eventId, start, status, joinUrl } = appointmentOf(event);
    return { eventId, start, status, joinUrl };
  }

  return {
    displayName: mailboxes.displayName,

    async book(request) {
      const { visit } = bookedVisit(clinic, request);
      try {
        if (!(await isFree(request, visit.durationMinutes))) return { kind: 'slot_taken' };
      } catch (error) {
        if (error instanceof UpstreamError) return { kind: 'unreachable', cause: error };
        throw error;
      }
      try {
        const event = await mailboxes.put({
          practitionerId: request.practitionerId,
          bookingId: request.bookingId,
          ...(request.moveId === undefined ? {} : { moveId: request.moveId }),
          start: request.start,
          end: new Date(request.start.getTime() + visit.durationMinutes * minuteMs),
          subject: `${visit.name}: ${request.invitee.name}`,
          body: [
            'Booked on the website while the scheduling service could not be reached. Please keep this event: the website cancels or moves it.',
            ...(request.notes ?? []),
          ].join('\n\n'),
          ...(request.signal ? { signal: request.signal } : {}),
        });
        return { kind: 'booked', appointment: appointmentOf(event) };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return outcomeOf(error);
      }
    },

    async find({ practitionerId, bookingId, start, signal }) {
      const event = await mailboxes.find({
        practitionerId,
        bookingId,
        start,
        ...(signal ? { signal } : {}),
      });
      return event && appointmentOf(event);
    },

    read,

    async trace(query) {
      const found = await read(query);
      if (!found) return null;
      // A mailbox has no page for patients, and says neither which visit an event is for nor who came.
      const { practitionerId } = query;
      const unknown = { inviteeId: null, visits: [], cancelled: null, noShow: false };
      return { steps: [{ ...found, ...unknown, practitionerId }], awaitsNewTime: false };
    },

    async cancel({ practitionerId, eventId, signal }) {
      await mailboxes.remove({ practitionerId, eventId, ...(signal ? { signal } : {}) });
    },
  };
}

function appointmentOf({ eventId, start }: MailboxEvent): ScheduledAppointment {
  return { eventId, inviteeId: eventId, start, status: 'active', joinUrl: null };
}

/**
 * What it means for a booking that its event could not be written. A refusal is no end: the booking waits, and goes into
 * the scheduling service when that is back.
 */
function outcomeOf(error: UpstreamError): SchedulingOutcome {
  switch (error.reason) {
    case 'rate_limited':
      return { kind: 'limited', retryAfterSeconds: error.retryAfterSeconds ?? pauseSeconds };
    case 'unreachable':
    case 'circuit_open':
    case 'unauthorized':
    case 'not_found':
    case 'rejected':
      return { kind: 'unreachable', cause: error };
    default:
      return { kind: 'unknown', cause: error };
  }
}
