import { UpstreamError } from '../../platform/upstream-error.ts';
import type { AppointmentEvent, MailboxEvent, Mailboxes } from '../../ports/mailboxes.ts';

/** What the next `put` does instead of simply writing. */
export type PutFault =
  | 'unreachable'
  /** The answer is lost and nothing was written. */
  | 'lost_before'
  /** The answer is lost although the event was written. */
  | 'lost_after';

/** Mailboxes in memory, for tests. */
export class InMemoryMailboxes implements Mailboxes {
  readonly displayName = 'Microsoft 365';
  /** The windows that were read, as `practitionerId from to`. */
  readonly reads: string[] = [];
  /** Practitioners whose mailbox cannot be read. */
  readonly away = new Set<string>();
  /** The events that the scheduling service wrote, by the service's own id of them. */
  readonly copies = new Map<string, string>();
  /** The addresses of the people who are invited to an event. */
  readonly invited = new Map<string, string[]>();
  readonly #putFaults: PutFault[] = [];
  readonly #events = new Map<string, MailboxEvent & { practitionerId: string }>();
  readonly #practitioners: ReadonlySet<string> | null;
  #nextId = 1;

  /** @param practitioners who has a mailbox; left out: every practitioner */
  constructor(practitioners?: readonly string[]) {
    this.#practitioners = practitioners ? new Set(practitioners) : null;
  }

  /** A person puts an event into the mailbox. @returns its id */
  addEvent(
    practitionerId: string,
    event: { start: string; end: string; busy?: boolean; bookingId?: string },
  ): string {
    const eventId = `event-${this.#nextId++}`;
    this.#events.set(eventId, {
      practitionerId,
      eventId,
      start: new Date(event.start),
      end: new Date(event.end),
      busy: event.busy ?? true,
      bookingId: event.bookingId ?? null,
    });
    return eventId;
  }

  /** The next events are not simply written, in this order. */
  failNextPuts(...faults: PutFault[]): void {
    this.#putFaults.push(...faults);
  }

  /** All events, or those of one booking. */
  events(bookingId?: string): (MailboxEvent & { practitionerId: string })[] {
    const all = [...this.#events.values()];
    return bookingId === undefined ? all : all.filter((one) => one.bookingId === bookingId);
  }

  /** Whether an event makes the practitioner busy in this time. */
  isBusy(practitionerId: string, start: Date, end: Date): boolean {
    return this.events().some(
      (one) => one.practitionerId === practitionerId && one.busy && one.start < end && start < one.end,
    );
  }

  /** A person deletes an event in the mailbox. */
  deleteEvent(eventId: string): void {
    this.#events.delete(eventId);
  }

  has(practitionerId: string): boolean {
    return this.#practitioners === null || this.#practitioners.has(practitionerId);
  }

  async eventsBetween({ practitionerId, from, to }: { practitionerId: string; from: Date; to: Date }) {
    this.reads.push(`${practitionerId} ${from.toISOString()} ${to.toISOString()}`);
    this.#requireHere(practitionerId);
    return this.#of(practitionerId).filter(({ start, end }) => start < to && end > from);
  }

  async put({ practitionerId, bookingId, start, end }: AppointmentEvent): Promise<MailboxEvent> {
    this.#requireHere(practitionerId);
    const known = await this.find({ practitionerId, bookingId, start });
    if (known) return known;
    const fault = this.#putFaults.shift();
    if (fault === 'unreachable') throw new UpstreamError('microsoft', 'unreachable');
    if (fault === 'lost_before') throw new UpstreamError('microsoft', 'timeout');
    const eventId = this.addEvent(practitionerId, {
      start: start.toISOString(),
      end: end.toISOString(),
      bookingId,
    });
    if (fault === 'lost_after') throw new UpstreamError('microsoft', 'timeout');
    return this.#mustFind(practitionerId, eventId);
  }

  async find({
    practitionerId,
    bookingId,
    start,
  }: {
    practitionerId: string;
    bookingId: string;
    start?: Date;
  }) {
    this.#requireHere(practitionerId);
    const ours = this.#of(practitionerId).filter((one) => one.bookingId === bookingId);
    return ours.find((one) => start === undefined || +one.start === +start) ?? null;
  }

  async move(change: { practitionerId: string; eventId: string; start: Date; end: Date }) {
    const { practitionerId, eventId, start, end } = change;
    this.#requireHere(practitionerId);
    const event = { ...this.#mustFind(practitionerId, eventId), start, end };
    this.#events.set(eventId, { ...event, practitionerId });
    return event;
  }

  async read({ practitionerId, eventId }: { practitionerId: string; eventId: string }) {
    this.#requireHere(practitionerId);
    return this.#of(practitionerId).find((one) => one.eventId === eventId) ?? null;
  }

  async remove({ practitionerId, eventId }: { practitionerId: string; eventId: string }): Promise<void> {
    this.#requireHere(practitionerId);
    this.#events.delete(eventId);
  }

  async isCopy(question: { eventId: string; calendarsId: string | null; email: string }): Promise<boolean> {
    const { eventId, calendarsId, email } = question;
    if (calendarsId !== null && this.copies.get(calendarsId) === eventId) return true;
    return this.invited.get(eventId)?.includes(email) ?? false;
  }

  #of(practitionerId: string): MailboxEvent[] {
    return [...this.#events.values()]
      .filter((one) => one.practitionerId === practitionerId)
      .map(({ practitionerId: _, ...event }) => event);
  }

  #mustFind(practitionerId: string, eventId: string): MailboxEvent {
    const event = this.#of(practitionerId).find((one) => one.eventId === eventId);
    if (!event) throw new UpstreamError('microsoft', 'not_found');
    return event;
  }

  #requireHere(practitionerId: string): void {
    if (this.away.has(practitionerId)) throw new UpstreamError('microsoft', 'timeout');
  }
}
