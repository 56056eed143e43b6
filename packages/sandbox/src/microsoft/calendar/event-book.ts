import { createHash, randomUUID } from 'node:crypto';
import type { EventInput } from '../http/event-input.ts';
import type { CalendarEvent, ChangeType, Mailbox, Model, Span } from '../model.ts';
import { windowsNameOf } from './time-zones.ts';

interface Parts {
  model: () => Model;
  now: () => Date;
  /** Tells the subscribers. */
  announce: (event: CalendarEvent, changeType: ChangeType) => void;
}

/** All changes of events go through here: each is counted for delta reads, and announced. */
export class EventBook {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  add(mailbox: Mailbox, input: Partial<EventInput> & Span, transactionId: string | null): CalendarEvent {
    const now = this.#parts.now();
    const zone = windowsNameOf(mailbox.timeZone);
    const event: CalendarEvent = {
      id: `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${token()}`,
      folderId: folderId(),
      mailboxId: mailbox.id,
      subject: '',
      body: { contentType: 'html', content: '' },
      startTimeZone: zone,
      endTimeZone: zone,
      isAllDay: false,
      showAs: 'busy',
      sensitivity: 'normal',
      location: '',
      categories: [],
      attendees: [],
      recurrence: null,
      extendedProperties: new Map(),
      exceptions: new Map(),
      ...input,
      transactionId,
      iCalUId: `040000008200E00074C5B7101A82E008${randomUUID().replaceAll('-', '').toUpperCase()}`,
      changeKey: '',
      createdAt: now,
      modifiedAt: now,
      changeNumber: 0,
    };
    this.#parts.model().events.set(event.id, event);
    this.#changed(event, 'created');
    return event;
  }

  change(event: CalendarEvent, input: Partial<EventInput>): void {
    const { extendedProperties, ...rest } = input;
    Object.assign(event, rest);
    for (const [id, value] of extendedProperties ?? []) event.extendedProperties.set(id, value);
    this.#changed(event, 'updated');
  }

  /** Moves one occurrence of a series, or deletes it (null). */
  except(event: CalendarEvent, day: string, span: Span | null): void {
    event.exceptions.set(day, span);
    this.#changed(event, 'updated');
  }

  /** Puts an event into another folder: callers without immutable ids see a new one. */
  refile(event: CalendarEvent): void {
    const gone = { event: null, folderId: event.folderId, mailboxId: event.mailboxId };
    event.folderId = folderId();
    this.#changed(event, 'updated');
    this.#parts.model().removed.push({ ...gone, changeNumber: event.changeNumber });
  }

  remove(event: CalendarEvent): void {
    const model = this.#parts.model();
    const { folderId, mailboxId } = event;
    model.events.delete(event.id);
    this.#changed(event, 'deleted');
    model.removed.push({ event, folderId, mailboxId, changeNumber: event.changeNumber });
  }

  #changed(event: CalendarEvent, changeType: ChangeType): void {
    const model = this.#parts.model();
    model.changes += 1;
    event.changeNumber = model.changes;
    event.modifiedAt = this.#parts.now();
    event.changeKey = createHash('sha256')
      .update(`${event.id} ${model.changes}`)
      .digest('base64')
      .slice(0, 28);
    this.#parts.announce(event, changeType);
  }
}

function folderId(): string {
  return `AAMkAGI1ZTMxLTBmYjAtNDNiZi1iNjA3LTM3NDJjNWMxNDI5NABGAAAAAAA${token()}AAA=`;
}

function token(): string {
  return randomUUID().replaceAll('-', '');
}
