import { UpstreamError } from '../../platform/upstream-error.ts';
import type {
  CalendarLists,
  CalendarTrail,
  OfferedStarts,
  PractitionerVisit,
  ScheduledAppointment,
  Scheduler,
  SchedulingOutcome,
  SchedulingRequest,
  TrailStep,
} from '../../ports/calendar.ts';

interface StoredAppointment extends ScheduledAppointment {
  movedTo: string | null;
  awaitsNewTime: boolean;
  service: PractitionerVisit['service'];
  visit: PractitionerVisit['visit'];
  cancelled: TrailStep['cancelled'];
  noShow: boolean;
  practitionerId: string;
  bookingId: string;
  email: string;
  durationMinutes: number;
}

/** What the next `book` does instead of simply booking. */
export type BookingFault =
  | 'slot_taken'
  | 'limited'
  | 'refused'
  | 'unreachable'
  /** The answer is lost and nothing was booked. */
  | 'lost_before'
  /** The answer is lost although the appointment was made. */
  | 'lost_after';

const minute = 60_000;

/**
 * Practitioners' calendars in memory, for the tests of features. Behaves as the port says and as Calendly does:
 * one person is in one place (an appointment hides overlapping starts of all their visits), and nothing is
 * idempotent. The same suite tests it and the client (`testing/ports/calendar.suite.ts`).
 */
export class InMemoryCalendar implements OfferedStarts, Scheduler, CalendarLists {
  readonly displayName = 'Calendly';
  readonly maxWindowDays = 31;
  /** Every reading of offered starts, in order. */
  readonly reads: (PractitionerVisit & { from: Date; to: Date })[] = [];
  /** Every attempt to book, in order. */
  readonly attempts: SchedulingRequest[] = [];
  /** The link that new meetings get; `null` while the vendor is still making it. */
  joinUrl: string | null = 'https://video.example.com/meeting';
  readonly appointments: StoredAppointment[] = [];
  /** What is busy in a calendar that the practitioner has connected. */
  connected: (practitionerId: string, start: Date, end: Date) => boolean = () => false;
  readonly #open = new Map<
    string,
    { practitionerId: string; durationMinutes: number; starts: Set<number> }
  >();
  readonly #unreadable = new Map<string, UpstreamError>();
  readonly #bookingFaults: BookingFault[] = [];
  #readGate: Promise<void> | undefined;
  #bookingGate: Promise<void> | undefined;

  /** Offers starts of one visit. */
  open(visit: PractitionerVisit & { durationMinutes?: number; starts: readonly (Date | string)[] }): void {
    const entry = this.#open.get(keyOf(visit)) ?? {
      practitionerId: visit.practitionerId,
      durationMinutes: visit.durationMinutes ?? 15,
      starts: new Set<number>(),
    };
    for (const start of visit.starts) entry.starts.add(new Date(start).getTime());
    this.#open.set(keyOf(visit), entry);
  }

  /** Takes offered starts away again, as an entry in the practitioner's own calendar would. */
  close(visit: PractitionerVisit, starts: readonly (Date | string)[]): void {
    const entry = this.#open.get(keyOf(visit));
    for (const start of starts) entry?.starts.delete(new Date(start).getTime());
  }

  /** Makes a practitioner's calendar unreadable until `mend`. */
  breakReading(practitionerId: string, error = new UpstreamError('calendly', 'timeout')): void {
    this.#unreadable.set(practitionerId, error);
  }

  mend(practitionerId: string): void {
    this.#unreadable.delete(practitionerId);
  }

  /** Holds every reading of offered starts until the returned function is called. */
  holdReads(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#readGate = promise;
    return () => {
      this.#readGate = undefined;
      resolve();
    };
  }

  /** Holds every booking, after it was asked for, until the returned function is called. */
  holdBookings(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#bookingGate = promise;
    return () => {
      this.#bookingGate = undefined;
      resolve();
    };
  }

  /** The next bookings go wrong in these ways, in this order. */
  failNextBookings(...faults: BookingFault[]): void {
    this.#bookingFaults.push(...faults);
  }

  /** Every list that was read, and every appointment that was looked at. */
  readonly looks: string[] = [];

  /** Deletes an appointment without a trace. */
  forget(eventId: string): void {
    this.appointments.splice(this.appointments.indexOf(this.#mustFind(eventId)), 1);
  }

  /** A second appointment with the id of the same booking, as a lost answer can leave it. @returns its id */
  repeat(eventId: string, start: Date | string): string {
    const made = { ...this.#mustFind(eventId), eventId: crypto.randomUUID(), start: new Date(start) };
    this.appointments.push(made);
    return made.eventId;
  }

  async listAppointments({
    practitionerIds,
    from,
    to,
  }: {
    practitionerIds: readonly string[];
    from: Date;
    to: Date;
  }) {
    this.looks.push('list');
    const unreadable = new Set(practitionerIds.filter((id) => this.#unreadable.has(id)));
    const appointments = this.appointments
      .filter((one) => one.status === 'active' && one.start >= from && one.start < to)
      .filter(({ practitionerId }) => practitionerIds.includes(practitionerId))
      .filter(({ practitionerId }) => !unreadable.has(practitionerId))
      .map((one) => ({ eventId: one.eventId, start: one.start, visits: stepOf(one).visits }));
    return { appointments, unreadable };
  }

  look(query: { practitionerId: string; eventId: string }): Promise<CalendarTrail | null> {
    this.looks.push(query.eventId);
    return this.trace(query);
  }

  async bookingOf(query: { practitionerId: string; eventId: string }): Promise<string | null> {
    this.looks.push(`booking of ${query.eventId}`);
    this.#refuseWhenUnreadable(query.practitionerId);
    return this.#mustFind(query.eventId).bookingId || null;
  }

  /** Cancels from the practitioner's side. */
  cancelByHost(eventId: string): void {
    const found = this.appointments.find((one) => one.eventId === eventId);
    if (found?.status !== 'active') return;
    found.status = 'cancelled';
    found.cancelled = { by: 'clinic', at: null };
  }

  /** The patient cancels it on the calendar's own page. */
  cancelByInvitee(eventId: string, at: Date | null = null): void {
    const found = this.#mustFind(eventId);
    if (found.status !== 'active') return;
    found.status = 'cancelled';
    found.cancelled = { by: 'patient', at };
  }

  /** The practitioner notes whether the patient came. */
  noteNoShow(eventId: string, noShow = true): void {
    this.#mustFind(eventId).noShow = noShow;
  }

  /** The patient moves it on the calendar's own page. @returns the new appointment's id */
  moveByInvitee(
    eventId: string,
    start: Date | string,
    other: Partial<Pick<StoredAppointment, 'practitionerId' | 'service' | 'visit'>> = {},
  ): string {
    const old = this.#mustFind(eventId);
    const made = { ...old, ...other, eventId: crypto.randomUUID(), inviteeId: crypto.randomUUID() };
    this.appointments.push({
      ...made,
      start: new Date(start),
      status: 'active',
      awaitsNewTime: false,
      cancelled: null,
    });
    old.status = 'cancelled';
    old.cancelled = { by: 'patient', at: null };
    old.awaitsNewTime = false;
    old.movedTo = made.eventId;
    return made.eventId;
  }

  /** The practitioner asks the patient to choose another time. */
  askToMove(eventId: string): void {
    const found = this.#mustFind(eventId);
    found.status = 'cancelled';
    found.cancelled = { by: 'clinic', at: null };
    found.awaitsNewTime = true;
  }

  async offeredStarts(
    query: PractitionerVisit & { from: Date; to: Date; signal?: AbortSignal },
  ): Promise<Date[]> {
    const { practitionerId, service, visit, from, to } = query;
    this.reads.push({ practitionerId, service, visit, from, to });
    await this.#readGate;
    query.signal?.throwIfAborted();
    this.#refuseWhenUnreadable(practitionerId);
    const entry = this.#open.get(keyOf(query));
    if (!entry) throw new UpstreamError('calendly', 'not_found', { status: 404 });
    return [...entry.starts]
      .filter((start) => start >= from.getTime() && start < to.getTime())
      .filter((start) => !this.#isTaken(entry.practitionerId, start, entry.durationMinutes))
      .sort((a, b) => a - b)
      .map((start) => new Date(start));
  }

  async book(request: SchedulingRequest): Promise<SchedulingOutcome> {
    this.attempts.push(request);
    await this.#bookingGate;
    const cause = new UpstreamError('calendly', 'timeout');
    switch (this.#bookingFaults.shift()) {
      case 'slot_taken':
        return { kind: 'slot_taken' };
      case 'limited':
        return { kind: 'limited', retryAfterSeconds: 60 };
      case 'refused':
        return { kind: 'refused', cause: new UpstreamError('calendly', 'rejected', { status: 400 }) };
      case 'unreachable':
        return { kind: 'unreachable', cause: new UpstreamError('calendly', 'unreachable') };
      case 'lost_before':
        return { kind: 'unknown', cause };
      case 'lost_after':
        this.#make(request);
        return { kind: 'unknown', cause };
      default: {
        const made = this.#make(request);
        if (!made) return { kind: 'slot_taken' };
        const appointment = request.linkLater ? { ...view(made), joinUrl: null } : view(made);
        return { kind: 'booked', appointment };
      }
    }
  }

  async find(query: {
    bookingId: string;
    practitionerId: string;
    email: string;
    start: Date;
  }): Promise<ScheduledAppointment | null> {
    this.#refuseWhenUnreadable(query.practitionerId);
    const mine = this.appointments.filter(
      (one) =>
        one.practitionerId === query.practitionerId &&
        one.bookingId === query.bookingId &&
        one.email === query.email &&
        one.start.getTime() === query.start.getTime(),
    );
    const found = mine.find((one) => one.status === 'active') ?? mine.at(-1);
    return found ? view(found) : null;
  }

  async read(query: { practitionerId: string; eventId: string }): Promise<ScheduledAppointment | null> {
    this.#refuseWhenUnreadable(query.practitionerId);
    const found = this.appointments.find((one) => one.eventId === query.eventId);
    return found ? view(found) : null;
  }

  async trace(query: { practitionerId: string; eventId: string }): Promise<CalendarTrail | null> {
    this.#refuseWhenUnreadable(query.practitionerId);
    let first = this.appointments.find((one) => one.eventId === query.eventId);
    if (!first) return null;
    const before = (one: StoredAppointment) =>
      this.appointments.find(({ movedTo }) => movedTo === one.eventId);
    for (let earlier = before(first); earlier; earlier = before(first)) first = earlier;
    const steps: [StoredAppointment, ...StoredAppointment[]] = [first];
    for (let last = first; last.movedTo !== null; steps.push(last)) last = this.#mustFind(last.movedTo);
    const [start, ...rest] = steps;
    return {
      steps: [stepOf(start), ...rest.map(stepOf)],
      awaitsNewTime: steps.at(-1)?.awaitsNewTime ?? false,
    };
  }

  async cancel(query: { practitionerId: string; eventId: string; reason: string }): Promise<void> {
    this.#refuseWhenUnreadable(query.practitionerId);
    let found = this.appointments.find((one) => one.eventId === query.eventId);
    if (!found) throw new UpstreamError('calendly', 'not_found', { status: 404 });
    while (found.movedTo !== null) found = this.#mustFind(found.movedTo);
    if (found.status === 'active') found.cancelled = { by: 'clinic', at: null };
    found.status = 'cancelled';
  }

  #mustFind(eventId: string): StoredAppointment {
    const found = this.appointments.find((one) => one.eventId === eventId);
    if (!found) throw new Error('There is no such appointment.');
    return found;
  }

  #refuseWhenUnreadable(practitionerId: string): void {
    const error = this.#unreadable.get(practitionerId);
    if (error) throw error;
  }

  #make(request: SchedulingRequest): StoredAppointment | null {
    const entry = this.#open.get(keyOf(request));
    const start = request.start.getTime();
    if (!entry?.starts.has(start) || this.#isTaken(entry.practitionerId, start, entry.durationMinutes)) {
      return null;
    }
    const made: StoredAppointment = {
      eventId: crypto.randomUUID(),
      inviteeId: crypto.randomUUID(),
      start: request.start,
      status: 'active',
      joinUrl: this.joinUrl,
      practitionerId: entry.practitionerId,
      bookingId: request.bookingId,
      email: request.invitee.email,
      durationMinutes: entry.durationMinutes,
      movedTo: null,
      awaitsNewTime: false,
      service: request.service,
      visit: request.visit,
      cancelled: null,
      noShow: false,
    };
    this.appointments.push(made);
    return made;
  }

  #isTaken(practitionerId: string, start: number, durationMinutes: number): boolean {
    const end = start + durationMinutes * minute;
    if (this.connected(practitionerId, new Date(start), new Date(end))) return true;
    return this.appointments.some(
      (one) =>
        one.practitionerId === practitionerId &&
        one.status === 'active' &&
        one.start.getTime() < end &&
        start < one.start.getTime() + one.durationMinutes * minute,
    );
  }
}

function keyOf({ practitionerId, service, visit }: PractitionerVisit): string {
  return `${practitionerId} ${service} ${visit}`;
}

function stepOf(stored: StoredAppointment): TrailStep {
  const { eventId, inviteeId, start, status, practitionerId, joinUrl, cancelled, noShow } = stored;
  const visits = [{ practitionerId, service: stored.service, visit: stored.visit }];
  return { eventId, inviteeId, start, status, practitionerId, joinUrl, visits, cancelled, noShow };
}

function view(stored: StoredAppointment): ScheduledAppointment {
  const { eventId, inviteeId, start, status, joinUrl } = stored;
  return { eventId, inviteeId, start, status, joinUrl };
}
