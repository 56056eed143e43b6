import { UpstreamError } from '../../platform/upstream-error.ts';
import type { CalendlyConnection } from './connection.ts';
import { type ScheduledEvent, scheduledEvents } from './wire.ts';

interface Options {
  signal?: AbortSignal | undefined;
  /** How many pages of 100 events to read. */
  pages?: number;
  leaveReserve?: boolean;
}

/**
 * Lists events. With a practitioner's own token, these are the practitioner's; with the clinic's, those of the whole
 * organisation where the token may read them, else the clinic's own account.
 * @returns `isWhole`: false when there are more pages, or the events of others may not be read
 */
export async function listEvents(
  connection: CalendlyConnection,
  practitionerId: string,
  query: Readonly<Record<string, string>>,
  { signal, pages = 1, leaveReserve = false }: Options,
): Promise<{ events: ScheduledEvent[]; isWhole: boolean }> {
  const self = await connection.self(practitionerId, signal);
  const list = async (owner: { user: string } | { organization: string }) => {
    const events: ScheduledEvent[] = [];
    let token: string | null = null;
    for (let page = 0; page < pages; page += 1) {
      const { body }: { body: { collection: ScheduledEvent[]; pagination?: Pagination } } =
        await connection.call(
          practitionerId,
          {
            operation: 'list scheduled events',
            method: 'GET',
            path: '/scheduled_events',
            query: { ...owner, ...query, count: 100, ...(token === null ? {} : { page_token: token }) },
            answer: scheduledEvents,
            repeat: 'safe',
            signal,
          },
          { leaveReserve },
        );
      events.push(...body.collection);
      token = body.pagination?.next_page_token ?? null;
      if (token === null) return { events, isWhole: true };
    }
    return { events, isWhole: false };
  };
  if (connection.hasOwnKey(practitionerId)) return list({ user: self.uri });
  try {
    return await list({ organization: self.current_organization });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.status !== 403) throw error;
    return { ...(await list({ user: self.uri })), isWhole: false };
  }
}

type Pagination = { next_page_token?: string | null | undefined } | null | undefined;
