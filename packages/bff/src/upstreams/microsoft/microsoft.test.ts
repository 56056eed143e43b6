import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { UpstreamError } from '../../platform/upstream-error.ts';
import {
  type ReceivedRequest,
  type StubServer,
  sendJson,
  startStubServer,
} from '../../testing/stub-server.ts';
import { createMicrosoft } from './microsoft.ts';

let server: StubServer | undefined;
let now = new Date('2026-11-20T00:00:00Z');

afterEach(async () => {
  await server?.close();
  server = undefined;
  now = new Date('2026-11-20T00:00:00Z');
});

type Answer = (
  request: ReceivedRequest,
  calls: number,
) => { body?: unknown; status?: number; headers?: Record<string, string> };

const token = { token_type: 'Bearer', expires_in: 3599, access_token: 'first' };

/** A Microsoft that answers as told; calls to the login are answered with a token unless `login` says something else. */
async function microsoft(graph: Answer, login: Answer = () => ({ body: token })) {
  const calls = { graph: 0, login: 0 };
  server = await startStubServer((response, request) => {
    const isLogin = request.url.pathname.endsWith('/oauth2/v2.0/token');
    const given = isLogin ? login(request, ++calls.login) : graph(request, ++calls.graph);
    sendJson(response, given.body ?? {}, given.status ?? 200, given.headers ?? {});
  });
  const { url, requests } = server;
  const client = createMicrosoft(
    {
      loginBaseUrl: url,
      graphBaseUrl: url,
      tenantId: 'tenant',
      clientId: 'client',
      clientSecret: 'secret',
      mailboxes: new Map([
        ['dr_dia', 'Dr.Dia@clinic.example'],
        ['nurse', 'nurse@clinic.example'],
      ]),
      timeZone: 'Australia/Melbourne',
    },
    { clock: { now: () => now }, random: () => 0 },
  );
  return {
    ...client,
    url,
    calls,
    toGraph: () => requests.filter(({ url: { pathname } }) => pathname.startsWith('/v1.0/')),
    toLogin: () => requests.filter(({ url: { pathname } }) => pathname.endsWith('/token')),
  };
}

const window = {
  practitionerId: 'dr_dia',
  from: new Date('2026-11-23T00:00:00Z'),
  to: new Date('2026-12-23T00:00:00Z'),
};
const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
const event = (more: Record<string, unknown> = {}) => ({
  id: 'AAMkADk0AAA=',
  subject: 'A patient’s name',
  start: at('2026-11-24T06:00:00.0000000'),
  end: at('2026-11-24T07:30:00.0000000'),
  showAs: 'busy',
  isAllDay: false,
  isCancelled: false,
  transactionId: null,
  ...more,
});
const page = (...value: unknown[]) => ({ body: { value } });
const reasonOf = (reason: string) => (error: unknown) =>
  error instanceof UpstreamError && error.reason === reason;

describe('signing in to Microsoft', () => {
  it('asks for one token for all calls, as a form, and keeps it until five minutes before its end', async () => {
    const { mailboxes, toLogin } = await microsoft(() => page());
    await Promise.all([mailboxes.eventsBetween(window), mailboxes.eventsBetween(window)]);
    now = new Date(now.getTime() + 3298_000);
    await mailboxes.eventsBetween(window);
    assert.equal(toLogin().length, 1);
    const [asked] = toLogin();
    assert.equal(asked?.url.pathname, '/tenant/oauth2/v2.0/token');
    assert.match(asked?.headers['content-type'] ?? '', /^application\/x-www-form-urlencoded/);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(asked?.text)), {
      client_id: 'client',
      client_secret: 'secret',
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    });
    now = new Date(now.getTime() + 2000);
    await mailboxes.eventsBetween(window);
    assert.equal(toLogin().length, 2);
  });

  it('gets another token when Graph refuses this one, once', async () => {
    const { mailboxes, toGraph, toLogin } = await microsoft(
      ({ headers }) =>
        headers.authorization === 'Bearer second'
          ? page()
          : { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: '' } } },
      (_, calls) => ({ body: { ...token, access_token: calls === 1 ? 'first' : 'second' } }),
    );
    assert.deepEqual(await mailboxes.eventsBetween(window), []);
    assert.deepEqual([toGraph().length, toLogin().length], [2, 2]);
  });

  for (const status of [400, 401]) {
    it(`says that it is not let in when the login answers ${status}, and a later call tries again`, async () => {
      const { mailboxes, toGraph, toLogin } = await microsoft(
        () => page(),
        (_, calls) => (calls === 1 ? { status, body: { error: 'invalid_client' } } : { body: token }),
      );
      await assert.rejects(mailboxes.eventsBetween(window), reasonOf('unauthorized'));
      assert.equal(toGraph().length, 0);
      assert.deepEqual(await mailboxes.eventsBetween(window), []);
      assert.equal(toLogin().length, 2);
    });
  }
});

describe('the events of a mailbox', () => {
  it('are read without a word about people: only when they are, and whether they are ours', async () => {
    const { mailboxes, toGraph } = await microsoft(() => page(event()));
    assert.deepEqual(await mailboxes.eventsBetween(window), [
      {
        eventId: 'AAMkADk0AAA=',
        start: new Date('2026-11-24T06:00:00Z'),
        end: new Date('2026-11-24T07:30:00Z'),
        busy: true,
        bookingId: null,
      },
    ]);
    const [asked] = toGraph();
    assert.equal(asked?.url.pathname, '/v1.0/users/Dr.Dia%40clinic.example/calendarView');
    const select = asked?.url.searchParams.get('$select')?.split(',') ?? [];
    for (const word of ['subject', 'body', 'bodyPreview', 'attendees', 'location', 'organizer']) {
      assert.ok(select.length > 0 && !select.includes(word), word);
    }
    assert.match(String(asked?.headers.prefer), /IdType="ImmutableId"/);
    assert.match(String(asked?.headers.prefer), /outlook\.timezone="UTC"/);
  });

  for (const [shownAs, busy] of [
    ['free', false],
    ['workingElsewhere', false],
    ['tentative', true],
    ['busy', true],
    ['oof', true],
    ['unknown', true],
    ['aWordOfLater', true],
    [undefined, true],
  ] as const) {
    it(`are ${busy ? 'busy' : 'not busy'} when shown as ${shownAs ?? 'nothing'}`, async () => {
      const { mailboxes } = await microsoft(() => page(event({ showAs: shownAs })));
      const [read] = await mailboxes.eventsBetween(window);
      assert.equal(read?.busy, busy);
    });
  }

  it('are left out when they are cancelled, or lie outside the window', async () => {
    const outside = { start: at('2026-11-22T20:00:00'), end: at('2026-11-23T00:00:00') };
    const { mailboxes } = await microsoft(() => page(event({ isCancelled: true }), event(outside)));
    assert.deepEqual(await mailboxes.eventsBetween(window), []);
  });

  it('that last a whole day are busy from midnight to midnight in the clinic, in both ways to write it', async () => {
    const floating = {
      isAllDay: true,
      start: at('2026-11-25T00:00:00.0000000'),
      end: at('2026-11-26T00:00:00.0000000'),
    };
    const converted = {
      isAllDay: true,
      start: at('2026-11-24T13:00:00.0000000'),
      end: at('2026-11-25T13:00:00.0000000'),
    };
    for (const times of [floating, converted]) {
      const { mailboxes } = await microsoft(() => page(event(times)));
      const [read] = await mailboxes.eventsBetween(window);
      assert.deepEqual(
        [read?.start, read?.end],
        [new Date('2026-11-24T13:00:00Z'), new Date('2026-11-25T13:00:00Z')],
      );
      await server?.close();
    }
  });

  it('say which booking they are for, by our property or by the transaction', async () => {
    const { mailboxes } = await microsoft(({ url }) => {
      const id = /id eq '([^']+)'/.exec(url.searchParams.get('$expand') ?? '')?.[1] ?? '';
      return page(
        event({ singleValueExtendedProperties: [{ id: id.toUpperCase(), value: 'booking-1' }] }),
        event({ transactionId: 'botaniqal-booking-booking-2' }),
        event({ transactionId: '7E163156-7762-4BEB-A1C6-729EA81755A7' }),
      );
    });
    const read = await mailboxes.eventsBetween(window);
    assert.deepEqual(
      read.map(({ bookingId }) => bookingId),
      ['booking-1', 'booking-2', null],
    );
  });

  it('are read over all pages, and the token goes to no other host', async () => {
    const { mailboxes, toGraph } = await microsoft(({ url }) =>
      url.searchParams.has('$skip')
        ? page(event({ id: 'second' }))
        : {
            body: {
              value: [event({ id: 'first' })],
              '@odata.nextLink':
                'https://elsewhere.example/v1.0/users/Dr.Dia%40clinic.example/calendarView?$skip=1',
            },
          },
    );
    const read = await mailboxes.eventsBetween(window);
    assert.deepEqual(
      read.map(({ eventId }) => eventId),
      ['first', 'second'],
    );
    assert.equal(toGraph().length, 2);
  });

  it('cannot be read when Microsoft answers in another zone than UTC: no time is guessed', async () => {
    const local = { start: at('2026-11-24T06:00:00', 'AUS Eastern Standard Time') };
    const { mailboxes } = await microsoft(() => page(event(local)));
    await assert.rejects(mailboxes.eventsBetween(window), reasonOf('bad_answer'));
  });

  it('are not asked for again before the time that Microsoft names, and other mailboxes are', async () => {
    const { mailboxes, toGraph } = await microsoft((_, calls) =>
      calls === 1 ? { status: 429, headers: { 'retry-after': '30' } } : page(),
    );
    await assert.rejects(mailboxes.eventsBetween(window), reasonOf('rate_limited'));
    await assert.rejects(mailboxes.eventsBetween(window), reasonOf('rate_limited'));
    assert.equal(toGraph().length, 1);
    assert.deepEqual(await mailboxes.eventsBetween({ ...window, practitionerId: 'nurse' }), []);
    now = new Date(now.getTime() + 30_000);
    assert.deepEqual(await mailboxes.eventsBetween(window), []);
  });

  it('are asked for by at most four calls at the same time for each mailbox', async () => {
    let open = 0;
    let most = 0;
    server = await startStubServer((response, { url }) => {
      if (url.pathname.endsWith('/token')) return sendJson(response, token);
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        sendJson(response, { value: [] });
      }, 20);
    });
    const { mailboxes } = createMicrosoft(
      {
        ...{ loginBaseUrl: server.url, graphBaseUrl: server.url },
        ...{ tenantId: 'tenant', clientId: 'client', clientSecret: 'secret' },
        mailboxes: new Map([['dr_dia', 'dr.dia@clinic.example']]),
        timeZone: 'Australia/Melbourne',
      },
      { clock: { now: () => now } },
    );
    await Promise.all(Array.from({ length: 12 }, () => mailboxes.eventsBetween(window)));
    assert.equal(most, 4);
  });
});

describe('the event of a booking', () => {
  const appointment = {
    practitionerId: 'dr_dia',
    bookingId: '5d0a0b8e-9d6c-4f5e-8d53-8f6f1a5a0c11',
    start: new Date('2026-11-24T06:00:00Z'),
    end: new Date('2026-11-24T06:15:00Z'),
    subject: 'Follow-up',
    body: 'Booked on the website.',
  };
  const made = event({
    transactionId: `botaniqal-booking-${appointment.bookingId}`,
    end: at('2026-11-24T06:15:00'),
  });

  it('is looked for, and then written in UTC, private, without guests, with our id', async () => {
    const { mailboxes, toGraph } = await microsoft(({ method }) =>
      method === 'POST' ? { status: 201, body: made } : page(),
    );
    const written = await mailboxes.put(appointment);
    assert.equal(written.bookingId, appointment.bookingId);
    const [looked, posted] = toGraph();
    assert.match(looked?.url.searchParams.get('$filter') ?? '', /ep\/value eq '5d0a0b8e-/);
    const body = JSON.parse(posted?.text ?? '');
    assert.deepEqual(body.start, at('2026-11-24T06:00:00'));
    assert.equal(body.sensitivity, 'private');
    assert.equal(body.transactionId, `botaniqal-booking-${appointment.bookingId}`);
    assert.equal(body.singleValueExtendedProperties[0].value, appointment.bookingId);
    assert.ok(!('attendees' in body));
  });

  it('is not written again when it is there already', async () => {
    const { mailboxes, toGraph } = await microsoft(() => page(made));
    await mailboxes.put(appointment);
    assert.deepEqual(
      toGraph().map(({ method }) => method),
      ['GET'],
    );
  });

  for (const status of [200, 201, 409]) {
    it(`is found when a repeated transaction is answered with ${status}`, async () => {
      let looks = 0;
      const { mailboxes } = await microsoft(({ method }) => {
        if (method === 'GET') return ++looks === 1 ? page() : page(made);
        return { status, body: status === 409 ? { error: { code: 'ErrorDuplicate', message: '' } } : made };
      });
      assert.equal((await mailboxes.put(appointment)).eventId, made.id);
    });
  }

  it('is not posted twice after a lost answer: the caller repeats, and it is found', async () => {
    let posts = 0;
    const { mailboxes } = await microsoft(({ method }) => {
      if (method === 'GET') return posts === 0 ? page() : page(made);
      posts += 1;
      return { status: 502 };
    });
    await assert.rejects(mailboxes.put(appointment), reasonOf('server_error'));
    await mailboxes.put(appointment);
    assert.equal(posts, 1);
  });

  it('moves by a change of its times, and its removal is done when it is gone already', async () => {
    const { mailboxes, toGraph } = await microsoft(({ method }) =>
      method === 'PATCH'
        ? { body: made }
        : { status: 404, body: { error: { code: 'ErrorItemNotFound', message: '' } } },
    );
    await mailboxes.move({ ...appointment, eventId: 'AAMk/1=' });
    await mailboxes.remove({ practitionerId: 'dr_dia', eventId: 'AAMk/1=' });
    assert.deepEqual(
      toGraph().map(({ method, url }) => `${method} ${url.pathname}`),
      [
        'PATCH /v1.0/users/Dr.Dia%40clinic.example/events/AAMk%2F1%3D',
        'DELETE /v1.0/users/Dr.Dia%40clinic.example/events/AAMk%2F1%3D',
      ],
    );
  });
});

describe('the copy that the scheduling service wrote', () => {
  const question = {
    practitionerId: 'dr_dia',
    eventId: 'stays',
    calendarsId: 'changes',
    email: 'Ada@Example.com',
  };
  const invitedTo = (address: string) => ({ body: { attendees: [{ emailAddress: { address } }] } });

  it('is known by the id that the service names, also where Microsoft gives it another one', async () => {
    const { mailboxes } = await microsoft(() => ({ body: { id: 'stays' } }));
    assert.equal(await mailboxes.isCopy(question), true);
    assert.equal(await mailboxes.isCopy({ ...question, calendarsId: 'stays' }), true);
  });

  it('is known by the patient who is invited to it', async () => {
    const { mailboxes } = await microsoft(({ url }) =>
      url.pathname.endsWith('/stays') ? invitedTo('ada@example.com') : { status: 404, body: {} },
    );
    assert.equal(await mailboxes.isCopy(question), true);
    assert.equal(await mailboxes.isCopy({ ...question, calendarsId: null }), true);
  });

  it('is not an event of other people, nor one that is gone', async () => {
    const { mailboxes } = await microsoft(({ url }) =>
      url.pathname.endsWith('/stays') ? invitedTo('other@example.com') : { status: 400, body: {} },
    );
    assert.equal(await mailboxes.isCopy(question), false);
    assert.equal(await mailboxes.isCopy({ ...question, eventId: 'gone' }), false);
  });
});

describe('subscriptions to mailboxes', () => {
  const subscription = {
    id: '5522bd62',
    resource: 'Users/dr.dia@clinic.example/Events',
    notificationUrl: 'https://bff.example.com/api/webhooks/graph',
    expirationDateTime: '2026-11-26T23:00:00Z',
  };

  it('are made for all changes of a mailbox, with both addresses and a secret', async () => {
    const { subscriptions, toGraph } = await microsoft(() => ({ status: 201, body: subscription }));
    const made = await subscriptions.create({
      practitionerId: 'dr_dia',
      address: subscription.notificationUrl,
      lifecycleAddress: `${subscription.notificationUrl}/lifecycle`,
      secret: 'k3y',
      expiresAt: new Date('2026-11-26T23:00:00Z'),
    });
    assert.deepEqual(made, {
      subscriptionId: '5522bd62',
      practitionerId: 'dr_dia',
      address: subscription.notificationUrl,
      expiresAt: new Date('2026-11-26T23:00:00Z'),
    });
    assert.deepEqual(JSON.parse(toGraph()[0]?.text ?? ''), {
      changeType: 'created,updated,deleted',
      notificationUrl: subscription.notificationUrl,
      lifecycleNotificationUrl: `${subscription.notificationUrl}/lifecycle`,
      resource: 'users/Dr.Dia@clinic.example/events',
      expirationDateTime: '2026-11-26T23:00:00.000Z',
      clientState: 'k3y',
    });
  });

  it('are listed with their practitioners, renewed, and gone where Microsoft does not know them', async () => {
    const { subscriptions } = await microsoft(({ method, url }) => {
      if (method === 'GET')
        return page(subscription, { ...subscription, id: 'other', resource: 'users/x@y.z/events' });
      return url.pathname.endsWith('/5522bd62') && method === 'PATCH'
        ? { body: subscription }
        : { status: 404, body: {} };
    });
    const listed = await subscriptions.list();
    assert.deepEqual(
      listed.map(({ subscriptionId, practitionerId }) => [subscriptionId, practitionerId]),
      [
        ['5522bd62', 'dr_dia'],
        ['other', null],
      ],
    );
    const expiresAt = new Date('2026-11-26T23:00:00Z');
    assert.deepEqual(
      (await subscriptions.renew({ subscriptionId: '5522bd62', expiresAt }))?.expiresAt,
      expiresAt,
    );
    assert.equal(await subscriptions.renew({ subscriptionId: 'gone', expiresAt }), null);
    await subscriptions.remove('gone');
  });
});

describe('notifications', () => {
  const bytes = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));
  const changed = {
    id: 'lsgTZMr9KwAAA',
    subscriptionId: '5522bd62',
    subscriptionExpirationDateTime: '2026-11-27T00:00:00Z',
    changeType: 'updated',
    clientState: 'k3y',
    resource: 'Users/622eaaff/Events/AAMkAGUw=',
    resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.etag': 'W/"CQAAABYA"', id: 'AAMkAGUw=' },
  };

  it('of one delivery can belong to several subscriptions, and a repeat has the same key', async () => {
    const { webhooks } = await microsoft(() => page());
    const parsed = webhooks.parse(bytes({ value: [changed, { ...changed, subscriptionId: 'other' }] }));
    assert.deepEqual(
      parsed?.map(({ subscriptionId, secret, kind }) => [subscriptionId, secret, kind]),
      [
        ['5522bd62', 'k3y', 'changed'],
        ['other', 'k3y', 'changed'],
      ],
    );
    const [again] =
      webhooks.parse(bytes({ value: [{ ...changed, resource: changed.resource.toLowerCase() }] })) ?? [];
    assert.equal(again?.key, parsed?.[0]?.key);
    const [later] =
      webhooks.parse(bytes({ value: [{ ...changed, resourceData: { '@odata.etag': 'W/"DQ"' } }] })) ?? [];
    assert.notEqual(later?.key, parsed?.[0]?.key);
  });

  it('without an id and without a version have no key of their own', async () => {
    const { webhooks } = await microsoft(() => page());
    const { id: _, resourceData: __, ...bare } = changed;
    assert.equal(webhooks.parse(bytes({ value: [bare] }))?.[0]?.key, null);
  });

  for (const [lifecycleEvent, kind] of [
    ['missed', 'missed'],
    ['subscriptionRemoved', 'removed'],
    ['reauthorizationRequired', 'renewal_due'],
    ['aWordOfLater', 'other'],
  ] as const) {
    it(`of the lifecycle: ${lifecycleEvent}`, async () => {
      const { webhooks } = await microsoft(() => page());
      const [read] =
        webhooks.parse(
          bytes({ value: [{ subscriptionId: '5522bd62', clientState: 'k3y', lifecycleEvent }] }),
        ) ?? [];
      assert.equal(read?.kind, kind);
    });
  }

  it('that are none are not read', async () => {
    const { webhooks } = await microsoft(() => page());
    for (const body of ['', '{}', '[]', '{"value":[{}]}', 'null']) {
      assert.equal(webhooks.parse(new TextEncoder().encode(body)), null);
    }
  });
});
