import { createHash } from 'node:crypto';
import {
  activeInvitees,
  type Cancellation,
  type EventType,
  type Invitee,
  inviteesOf,
  type LocationConfiguration,
  type Model,
  type ScheduledEvent,
  type Subscription,
  type User,
} from '../model.ts';
import { bufferedSpan } from '../scheduling/availability.ts';
import type { Settings } from '../settings.ts';
import type { Uris } from './uris.ts';

export type Wire = Record<string, unknown>;

/** Calendly writes six digits after the seconds. */
export function stamp(instant: Date): string {
  return instant.toISOString().replace('Z', '000Z');
}

/** Makes the shapes that travel. */
export class Wires {
  readonly #model: () => Model;
  readonly #uris: Uris;
  readonly #settings: () => Settings;
  readonly #now: () => Date;

  constructor(parts: { model: () => Model; uris: Uris; settings: () => Settings; now: () => Date }) {
    this.#model = parts.model;
    this.#uris = parts.uris;
    this.#settings = parts.settings;
    this.#now = parts.now;
  }

  user(user: User): Wire {
    return {
      avatar_url: null,
      created_at: '2026-02-02T00:00:00.000000Z',
      current_organization: this.#uris.organization(this.#model().organizationId),
      email: user.email,
      locale: 'en',
      name: user.name,
      resource_type: 'User',
      scheduling_url: `https://calendly.com/${user.slug}`,
      slug: user.slug,
      time_notation: '12h',
      timezone: user.timeZone,
      updated_at: '2026-02-02T00:00:00.000000Z',
      uri: this.#uris.user(user.id),
    };
  }

  eventType(type: EventType): Wire {
    const user = this.#model().users.get(type.userId);
    return this.#extended(type.id, {
      uri: this.#uris.eventType(type.id),
      name: type.name,
      active: type.active,
      slug: type.slug,
      scheduling_url: this.schedulingUrl(type),
      duration: type.durationMinutes,
      duration_options: null,
      kind: type.inviteeLimit > 1 ? 'group' : 'solo',
      pooling_type: type.poolingType,
      type: 'StandardEventType',
      booking_method: 'instant',
      color: '#1d5f4e',
      locale: 'en',
      position: type.position,
      secret: false,
      is_paid: false,
      admin_managed: false,
      internal_note: null,
      description_plain: null,
      description_html: null,
      profile: user ? { type: 'User', name: user.name, owner: this.#uris.user(user.id) } : null,
      locations: type.locations,
      custom_questions: type.questions,
      created_at: stamp(type.createdAt),
      updated_at: stamp(type.createdAt),
      deleted_at: null,
      start_time_increment: type.incrementMinutes,
      before_buffer: type.bufferBeforeMinutes,
      after_buffer: type.bufferAfterMinutes,
    });
  }

  schedulingUrl(type: EventType): string {
    return `https://calendly.com/${this.#model().users.get(type.userId)?.slug ?? 'clinic'}/${type.slug}`;
  }

  schedule(user: User): Wire {
    const { schedule } = user;
    return {
      uri: this.#uris.schedule(schedule.id),
      default: true,
      name: schedule.name,
      user: this.#uris.user(user.id),
      timezone: schedule.timeZone,
      rules: [
        ...Object.entries(schedule.week).map(([wday, intervals]) => ({ type: 'wday', intervals, wday })),
        ...[...schedule.dates].map(([date, intervals]) => ({ type: 'date', intervals, date })),
      ],
    };
  }

  /** As REST answers it; a webhook's has no `calendar_event` and no buffers. */
  event(event: ScheduledEvent, use: 'rest' | 'webhook' = 'rest'): Wire {
    const user = this.#model().users.get(event.userId);
    const invitees = inviteesOf(this.#model(), event.id);
    const buffered = bufferedSpan(event);
    const membership = {
      user: this.#uris.user(event.userId),
      user_email: user?.email,
      user_name: user?.name,
    };
    return this.#extended(event.id, {
      ...(use === 'rest' && {
        calendar_event: { external_id: event.copy?.shownAs ?? `sandbox-${event.id}`, kind: 'outlook' },
      }),
      ...(event.cancellation && { cancellation: this.cancellation(event.cancellation) }),
      created_at: stamp(event.createdAt),
      end_time: stamp(event.end),
      event_guests: event.guests.map(({ email, at }) => ({
        email,
        created_at: stamp(at),
        updated_at: stamp(at),
      })),
      event_memberships: [
        use === 'rest'
          ? {
              buffered_end_time: stamp(buffered.end),
              buffered_start_time: stamp(buffered.start),
              ...membership,
            }
          : membership,
      ],
      event_type: this.#uris.eventType(event.eventTypeId),
      invitees_counter: {
        total: invitees.length,
        active: activeInvitees(this.#model(), event.id).length,
        limit: event.inviteeLimit,
      },
      location: this.#location(event),
      meeting_notes_html: null,
      meeting_notes_plain: null,
      name: event.name,
      start_time: stamp(event.start),
      status: event.cancellation ? 'canceled' : 'active',
      updated_at: stamp(event.updatedAt),
      uri: this.#uris.event(event.id),
    });
  }

  invitee(invitee: Invitee): Wire {
    return this.#extended(invitee.id, {
      cancel_url: `https://calendly.com/cancellations/${invitee.id}`,
      ...(invitee.cancellation && { cancellation: this.cancellation(invitee.cancellation) }),
      created_at: stamp(invitee.createdAt),
      email: invitee.email,
      event: this.#uris.event(invitee.eventId),
      first_name: null,
      invitee_scheduled_by: null,
      last_name: null,
      name: invitee.name,
      new_invitee: this.#inviteeUri(invitee.replacedBy),
      no_show: invitee.noShow && {
        uri: this.#uris.noShow(invitee.noShow.id),
        created_at: stamp(invitee.noShow.at),
      },
      old_invitee: this.#inviteeUri(invitee.replaces),
      payment: null,
      questions_and_answers: invitee.answers,
      reconfirmation: null,
      reschedule_url: `https://calendly.com/reschedulings/${invitee.id}`,
      rescheduled: invitee.replacedBy !== null || invitee.askedForTime,
      routing_form_submission: null,
      scheduling_method: 'api',
      status: invitee.cancellation ? 'canceled' : 'active',
      text_reminder_number: invitee.textReminderNumber,
      timezone: invitee.timeZone,
      tracking: invitee.tracking,
      updated_at: stamp(invitee.updatedAt),
      uri: this.#uris.invitee(invitee.eventId, invitee.id),
    });
  }

  cancellation(cancellation: Cancellation): Wire {
    return {
      canceled_by: cancellation.by,
      canceler_type: cancellation.type,
      created_at: stamp(cancellation.at),
      reason: cancellation.reason,
    };
  }

  /** The signing key is never returned. */
  subscription(subscription: Subscription): Wire {
    const { userId } = subscription;
    return {
      uri: this.#uris.subscription(subscription.id),
      callback_url: subscription.url,
      created_at: stamp(subscription.createdAt),
      updated_at: stamp(subscription.updatedAt),
      retry_started_at: subscription.retryStartedAt && stamp(subscription.retryStartedAt),
      state: subscription.state,
      events: subscription.events,
      scope: subscription.scope,
      organization: this.#uris.organization(this.#model().organizationId),
      user: userId && this.#uris.user(userId),
      group: null,
      creator: this.#uris.user(subscription.creatorId),
    };
  }

  #inviteeUri(id: string | null): string | null {
    const invitee = this.#model().invitees.get(id ?? '');
    return invitee ? this.#uris.invitee(invitee.eventId, invitee.id) : null;
  }

  #location(event: ScheduledEvent): Wire | null {
    if (!event.location) return null;
    const { kind, location } = event.location;
    if (!isConference(event.location)) return { type: kind, location: location ?? null };
    const ready = this.#now() >= event.linkReadyAt;
    const number = conferenceNumber(event.id);
    const known = ready || this.#settings().joinUrlWhileProcessing === 'set';
    // The documents' enum says zoom_conference; live data says zoom.
    const type = kind === 'zoom_conference' ? 'zoom' : kind;
    return {
      type,
      status: ready ? 'pushed' : 'processing',
      join_url: known ? `https://zoom.example.com/j/${number}?pwd=sandbox` : null,
      ...(type === 'zoom' && {
        data: known ? { id: number, settings: {}, password: 'sandbox', extra: null } : null,
      }),
    };
  }

  #extended(id: string, wire: Wire): Wire {
    const { extraFields } = this.#settings();
    const add = extraFields === 'always' || (extraFields === 'sometimes' && conferenceNumber(id) % 3 === 0);
    return add ? { ...wire, sandbox_field_of_tomorrow: { seen: true } } : wire;
  }
}

export function isConference({ kind }: LocationConfiguration): boolean {
  return kind.endsWith('_conference');
}

/** Ten or eleven digits, the same for the same id. */
function conferenceNumber(id: string): number {
  return (
    80_000_000_000 +
    (Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 8), 16) % 1_000_000_000)
  );
}
