import type { LiveChange } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { LiveChannel } from '../../../platform/live/live-channel.ts';
import type { StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import { livePermissions } from './live-permissions.ts';

/** A comment goes out in so long: proxies end connections that are silent for a minute. */
const heartbeatMs = 15_000;

interface Listener {
  live: LiveChannel;
  member: StaffMember;
  /** The id of the desk's session, or `null` for a machine's token. */
  sessionId: string | null;
  /** Whether the person may still listen. Asked at each heartbeat and when a session has ended. */
  mayStay: () => Promise<boolean>;
  /** Aborted when the server begins to stop. */
  draining: AbortSignal;
  /** Called once, when the connection is over. */
  ended: () => void;
}

/**
 * The changes that a member may know of, as server-sent events. It ends with the session, and when the server stops: a
 * browser then connects again by itself.
 */
export function liveStream({
  live,
  member,
  sessionId,
  mayStay,
  draining,
  ended: over,
}: Listener): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let ended = false;
      const write = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      const stopHearing = live.subscribe((change) => {
        if (change.kind === 'session' && change.id === sessionId) void leaveIfEnded();
        if (mayHear(member, change)) write(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
      });
      const heartbeat = setInterval(() => {
        write(': here\n\n');
        void leaveIfEnded();
      }, heartbeatMs);
      end = () => {
        ended = true;
        over();
        stopHearing();
        clearInterval(heartbeat);
        draining.removeEventListener('abort', leave);
      };
      const leave = () => {
        if (ended) return;
        end();
        controller.close();
      };
      const leaveIfEnded = async () => {
        // The database may be away for a moment: the next heartbeat asks again.
        if (await mayStay().catch(() => true)) return;
        write('event: ended\ndata: {}\n\n');
        leave();
      };
      draining.addEventListener('abort', leave);
      // The desk reads everything again after each connection, because it has missed what happened before.
      write('retry: 2000\n\nevent: open\ndata: {}\n\n');
      if (draining.aborted) leave();
    },
    cancel: () => end(),
  });
}

function mayHear({ permissions }: StaffMember, { kind }: LiveChange): boolean {
  return kind === 'resync' || permissions.includes(livePermissions[kind]);
}
