import type { DeskPeople, DeskSession, SignInWays } from '@botaniqal/shared/contracts/staff/desk.ts';
import { sampleToday } from './sample-day.ts';
import { sampleAnswers } from './sample-desk.ts';

/** Of a person who sees the screen People only. */
export const permissionsOfManager = ['people:manage'];

interface Sent {
  path: string;
  body: unknown;
  csrf: string | null;
}

const ways: SignInWays = {
  clinic: { name: 'Botaniqal', phone: '(03) 7010 4321' },
  account: 'Example',
  mailLinks: true,
};

const people: DeskPeople = {
  people: [
    {
      name: 'Sam Lee',
      address: 'sam@example.com',
      role: 'manager',
      practitionerId: null,
      permissions: permissionsOfManager,
      sessions: [
        {
          id: 's-1',
          method: 'mail_link',
          since: '2026-11-20T05:00:00Z',
          lastSeenAt: '2026-11-20T06:00:00Z',
          expiresAt: '2026-11-20T13:00:00Z',
          isThis: true,
        },
      ],
    },
  ],
};

const samples: Readonly<Record<string, unknown>> = { ...sampleAnswers, '/api/staff/today': sampleToday };

/** A refusal of the server. */
export function problem(status: number, code: string, detail: string, more: object = {}): Response {
  return new Response(JSON.stringify({ code, detail, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/**
 * Answers the requests of the desk in place of the server, and plays no live connection.
 * @param options.session the permissions of who is signed in, or `null`
 */
export function playServer(options: { session: readonly string[] | null }) {
  const { fetch: realFetch, EventSource: realSource } = window;
  const sent: Sent[] = [];
  const played = {
    session: options.session,
    sent,
    /** Answers in place of those of the samples, by path. A `Response` is a refusal. */
    answers: new Map<string, unknown>(),
    restore() {
      window.fetch = realFetch;
      window.EventSource = realSource;
    },
  };

  window.EventSource = class extends EventTarget {
    close() {}
  } as unknown as typeof EventSource;

  window.fetch = async (input, init) => {
    const path = new URL(String(input), location.href).pathname;
    const headers = new Headers(init?.headers);
    if (init?.method === 'POST') {
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
      sent.push({ path, body, csrf: headers.get('x-csrf-token') });
      if (path.startsWith('/api/staff/sign-out')) played.session = null;
      return answerOf(path) ?? Response.json({});
    }
    if (path === '/api/staff/sign-in') return Response.json(ways);
    if (!played.session) return refused;
    if (path === '/api/staff/session') return Response.json(sessionOf(played.session));
    if (path === '/api/staff/people') return Response.json(people);
    return answerOf(path) ?? Response.json({ entries: [], next: null });
  };
  const answerOf = (path: string): Response | undefined => {
    const answer = played.answers.get(path) ?? samples[path];
    if (answer instanceof Response) return answer.clone();
    return answer === undefined ? undefined : Response.json(answer);
  };
  return played;
}

export function sessionOf(permissions: readonly string[]): DeskSession {
  return {
    id: 's-1',
    name: 'Sam Lee',
    address: 'sam@example.com',
    role: 'manager',
    practitionerId: null,
    permissions: [...permissions],
    expiresAt: '2026-11-20T13:00:00Z',
    csrfToken: 'csrf-1',
    clinic: { name: 'Botaniqal', phone: '(03) 7010 4321', timeZone: 'Australia/Melbourne', currency: 'AUD' },
  };
}

const refused = {
  ok: false,
  status: 401,
  headers: new Headers({ 'content-type': 'application/problem+json' }),
  json: async () => ({ code: 'unauthorized', detail: 'You are not signed in.' }),
} as Response;
