import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { sql } from 'drizzle-orm';
import { mailboxSubscriptions } from './features/mailboxes/tables.ts';
import { type RunningBff, runBff } from './main.ts';
import { hashOpaqueToken } from './platform/crypto/opaque-token.ts';
import { silentLog } from './platform/observability/log.ts';
import { rowsOf } from './platform/store/migrate.ts';
import { openStore, type Store } from './platform/store/store.ts';
import { migratedPostgres } from './testing/postgres.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const env = {
  ...parseEnv(readFileSync(join(root, '.env.example'), 'utf8')),
  CLINIC_CONFIG: join(root, 'clinic.yaml'),
  PORT: '0',
  // No job runs, so that only the requests of the test write.
  ROLE: 'web',
};
const secretOf = (name: string) => String(new Map(Object.entries(env)).get(name));

const farAhead = new Date('2099-01-01T00:00:00Z');

/** Stands in every body. It must not be found in the database after a refusal. */
const marker = 'marker-of-a-stranger';

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

interface Delivery {
  path: string;
  headers: Record<string, string>;
  body: string;
}

const calendlyBody = JSON.stringify({
  event: 'invitee.created',
  payload: { uri: `https://api.calendly.com/scheduled_events/E1/invitees/${marker}`, name: marker },
});
const stripeBody = JSON.stringify({
  ...{ id: `evt_${marker}`, object: 'event', type: 'payment_intent.amount_capturable_updated' },
  ...{ api_version: '2026-10-28.endive', created: 1, livemode: false, pending_webhooks: 1, request: null },
  data: { object: { id: `pi_${marker}`, object: 'payment_intent', metadata: { booking_id: marker } } },
});
const jotformBody = new URLSearchParams({ formID: '1', submissionID: '2', rawRequest: marker }).toString();

function calendly(key: string, age = 0, body = calendlyBody): Delivery {
  const seconds = Math.floor(Date.now() / 1000) - age;
  const signature = `t=${seconds},v1=${hmac(key, `${seconds}.${calendlyBody}`)}`;
  return { path: 'calendly', headers: { 'Calendly-Webhook-Signature': signature }, body };
}

function stripe(key: string, age = 0, body = stripeBody): Delivery {
  const seconds = Math.floor(Date.now() / 1000) - age;
  const signature = `t=${seconds},v1=${hmac(key, `${seconds}.${stripeBody}`)}`;
  return { path: 'stripe', headers: { 'Stripe-Signature': signature }, body };
}

function jotform(path: string): Delivery {
  return { path, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: jotformBody };
}

/** The secret of the subscription that the test stores. */
const graphSecret = randomUUID();
const graphSubscription = randomUUID();

function graph(path: string, secret: string | null, subscriptionId = graphSubscription): Delivery {
  const notification = {
    ...{ subscriptionId, resource: `Users/${marker}/Events/E`, changeType: 'updated' },
    ...(path.endsWith('lifecycle') ? { lifecycleEvent: 'missed' } : {}),
    ...(secret === null ? {} : { clientState: secret }),
    resourceData: { '@odata.etag': `W/"${path}"`, id: marker },
  };
  const headers = { 'Content-Type': 'application/json' };
  return { path, headers, body: JSON.stringify({ value: [notification] }) };
}

/** Microsoft does not sign: each notification repeats the secret of its subscription. */
const graphEntry = (path: string) => ({
  genuine: graph(path, graphSecret),
  refused: {
    'no secret': graph(path, null),
    'another secret': graph(path, 'another'),
    'the secret in capitals': graph(path, graphSecret.toUpperCase()),
    'a subscription that is not ours': graph(path, graphSecret, randomUUID()),
  },
});

const calendlyKey = secretOf('CALENDLY_WEBHOOK_SIGNING_KEY');
const stripeKey = secretOf('STRIPE_WEBHOOK_SECRET');
const jotformSecret = secretOf('JOTFORM_WEBHOOK_SECRET');

const providers: Record<string, { genuine: Delivery; refused: Record<string, Delivery> }> = {
  calendly: {
    genuine: calendly(calendlyKey),
    refused: {
      'no signature': { ...calendly(calendlyKey), headers: {} },
      'the signature of another key': calendly('another key'),
      'a signature of ten minutes ago': calendly(calendlyKey, 600),
      'the signature of another body': calendly(calendlyKey, 0, `${calendlyBody} `),
    },
  },
  stripe: {
    genuine: stripe(stripeKey),
    refused: {
      'no signature': { ...stripe(stripeKey), headers: {} },
      'the signature of another key': stripe('whsec_another'),
      'a signature of ten minutes ago': stripe(stripeKey, 600),
      'the signature of another body': stripe(stripeKey, 0, `${stripeBody} `),
    },
  },
  jotform: {
    genuine: jotform(`jotform/${jotformSecret}`),
    refused: {
      'no secret': jotform('jotform'),
      'another secret': jotform('jotform/another'),
      'another secret in the query': jotform('jotform?secret=another'),
      'the secret in capitals': jotform(`jotform/${jotformSecret.toUpperCase()}`),
    },
  },
  graph: graphEntry('graph'),
  'graph/lifecycle': graphEntry('graph/lifecycle'),
};

describe('a webhook', () => {
  let store: Store;
  let bff: RunningBff;
  before(async () => {
    const databaseUrl = await migratedPostgres();
    bff = await runBff({ env: { ...env, DATABASE_URL: databaseUrl }, log: silentLog });
    store = await openStore({ databaseUrl, log: silentLog });
    await store.db.insert(mailboxSubscriptions).values({
      ...{ practitionerId: 'dr_dia', subscriptionId: graphSubscription, mailbox: 'dia@clinic.example' },
      ...{ address: `${bff.url}/api/webhooks/graph`, secretHash: hashOpaqueToken(graphSecret) },
      ...{ endsAt: farAhead, madeAt: new Date(), claimedUntil: farAhead },
    });
  });
  after(async () => {
    await store.close();
    await bff.stop();
  });

  /** Everything in our tables and in the queue, by table, as one text each. */
  async function everything(): Promise<Record<string, string>> {
    const tables = rowsOf(
      await store.db.execute(
        sql`select table_schema as schema, table_name as name from information_schema.tables
          where table_type = 'BASE TABLE' and (table_schema = 'public' or (table_schema, table_name) = ('pgboss', 'job'))`,
      ),
    );
    const texts: Record<string, string> = {};
    for (const { schema, name } of tables) {
      const table = sql`${sql.identifier(String(schema))}.${sql.identifier(String(name))}`;
      const [row] = rowsOf(
        await store.db.execute(
          sql`select coalesce(string_agg(t::text, '|' order by t::text), '') as text from ${table} t`,
        ),
      );
      texts[String(name)] = String(row?.text);
    }
    return texts;
  }

  const send = ({ path, headers, body }: Delivery) =>
    fetch(`${bff.url}/api/webhooks/${path}`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': randomUUID() },
      body,
    });

  for (const [provider, { genuine, refused }] of Object.entries(providers)) {
    for (const [what, delivery] of Object.entries(refused)) {
      it(`of ${provider} with ${what} is 401, and nothing of it is stored`, async () => {
        const before = await everything();
        assert.ok(Object.keys(before).length > 10);
        const response = await send(delivery);
        assert.equal(response.status, 401);
        const afterwards = await everything();
        assert.deepEqual(afterwards, before);
        assert.ok(!JSON.stringify(afterwards).includes(marker));
      });
    }

    it(`of ${provider} is stored once when it is genuine, with any keys that it carries`, async () => {
      const lines = async () => (await everything()).webhook_events?.split('|').filter(Boolean).length ?? 0;
      const before = await lines();
      for (let times = 0; times < 2; times += 1) assert.equal((await send(genuine)).status, 204);
      assert.equal(await lines(), before + 1);
      assert.equal((await everything()).idempotency_keys, '', 'no answer is kept for it');
      await store.db.execute(sql`delete from webhook_events`);
      await store.db.execute(sql`delete from pgboss.job`);
    });
  }
});
