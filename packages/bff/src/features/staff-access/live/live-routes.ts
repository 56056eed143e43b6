import { type Route, route } from '../../../platform/http/route.ts';
import { type StaffSessions, sessionReader } from '../../../platform/staff-auth/staff-session.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { LiveSeats } from './live-seats.ts';
import { liveStream } from './live-stream.ts';

/** The route by which an open desk hears what changes. */
export function liveRoutes(deps: StaffAccessDeps, sessions: StaffSessions): Route[] {
  const reader = sessionReader({ publicUrl: deps.publicUrl, sessions });
  const seats = new LiveSeats();
  const live = route(
    {
      method: 'get',
      path: '/api/staff/live',
      summary: 'Hear what changes',
      description:
        'Server-sent events. `change` carries a kind and an id: read it again. `ended`: the session is over. Each member hears what it has the permission for.',
      tag: 'Staff',
      security: 'staff',
      admit: (c) => deps.staff.requireAny(c),
      answers: { 200: { description: 'Events, until the session ends', contentType: 'text/event-stream' } },
      problems: ['unauthorized', 'forbidden', 'too_many_requests'],
    },
    async ({ c }) => {
      const member = await deps.staff.requireAny(c);
      const token = c.req.header('authorization') === undefined ? reader.tokenOf(c) : undefined;
      const session = token ? await sessions.find(token) : null;
      const endsAt = deps.clock.now().getTime() + longestMs;
      const leave = seats.take(session?.id ?? member.id);
      const stream = liveStream({
        live: deps.live,
        member,
        sessionId: session?.id ?? null,
        mayStay: async () =>
          token ? (await sessions.find(token)) !== null : deps.clock.now().getTime() < endsAt,
        draining: deps.draining,
        ended: leave,
      });
      return c.body(stream, 200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'private, no-store',
        // nginx would keep events back until its buffer is full.
        'X-Accel-Buffering': 'no',
      });
    },
  );
  return [live];
}

/** A machine's token ends after 8 hours, and it connects again with a new one: sooner, as no session ends it. */
const longestMs = 3_600_000;
