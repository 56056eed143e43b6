import { randomUUID } from 'node:crypto';
import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import { and, eq, lt, sql } from 'drizzle-orm';
import { oneLine } from '../../../platform/one-line.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Queryable, Transaction } from '../../../platform/store/database.ts';
import { serviceOf } from '../../catalogue/index.ts';
import { mailPlaces } from '../../messages/index.ts';
import type { WaitlistDeps } from '../deps.ts';
import { type Entry, isReachable, newSecrets, openEntry, sealContact, sealSecrets } from '../entry.ts';
import { audit } from '../entry-store.ts';
import { queueJoined } from '../messages/queue-messages.ts';
import { waitlistEntries } from '../tables.ts';
import { answer, type JoinAnswer } from './join-answer.ts';
import { refuseUnknownWishes, unknown } from './refuse-unknown-wishes.ts';

interface Context {
  idempotencyKeyHash: string | null;
  requestId: string | undefined;
  /** The network address of the client; left out where it is not known. */
  address?: string;
}

const remindEveryMs = 24 * hourMs;

/**
 * Puts a person on a service's list: the entry, the audit line and the email with the link are one transaction.
 *
 * The same person again changes nothing, and gets a token that only shows the position: see `waitlistJoined` in the
 * contract for what a stranger would learn otherwise. Their own link is sent to their mailbox again, at most once a
 * day. The same request again, recognised by its Idempotency-Key, gets its first answer again.
 * @throws Problem invalid_request that names the field; too_many_requests when too many mails go to this receiver
 */
export async function joinWaitlist(
  deps: WaitlistDeps,
  request: WaitlistJoin,
  context: Context,
): Promise<JoinAnswer> {
  const service = serviceOf(deps.clinic, request.service);
  if (!service) throw unknown('service', 'is not a service of this clinic');
  refuseUnknownWishes(deps, request.service, request.wishes);
  // The person may leave between two queries: the next attempt finds the list without them.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await deps.store.db.transaction((tx) => tryToJoin(tx, deps, request, context));
    if (answer) return answer;
  }
  throw new Problem('service_unavailable', 'We cannot answer at the moment. Please try again shortly.', {
    retryAfterSeconds: 5,
  });
}

async function tryToJoin(
  tx: Transaction,
  deps: WaitlistDeps,
  request: WaitlistJoin,
  context: Context,
): Promise<JoinAnswer | null> {
  const now = deps.clock.now();
  const added = await insertEntry(tx, deps, request, context);
  if (added) {
    await audit(tx, added.id, 'waitlist.joined', {
      actor: { kind: 'patient' },
      at: now,
      requestId: context.requestId,
    });
    if (isReachable(added)) {
      await deps.limits.take(tx, added.id, mailPlaces(deps, { ...context, to: added.contact.email }));
      await queueJoined(tx, deps, added, null);
    }
    return answer(tx, deps, added, 'manage');
  }
  if (context.idempotencyKeyHash !== null) {
    const [own] = await tx
      .select()
      .from(waitlistEntries)
      .where(eq(waitlistEntries.requestKeyHash, context.idempotencyKeyHash));
    if (own) return answer(tx, deps, openEntry(deps.sealing, own), 'manage');
  }
  const [row] = await personQuery(tx, request.service, deps.personKeys.of(request.email));
  if (!row) return null;
  const entry = openEntry(deps.sealing, row);
  await remind(tx, deps, entry, now);
  return answer(tx, deps, entry, 'view');
}

/**
 * The active entry of a person. Reads the index `waitlist_one_entry_per_person`; the condition is literal SQL,
 * because a partial index does not match a parameter.
 */
export function personQuery(db: Queryable, service: ServiceId, personKey: string) {
  return db
    .select()
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.service, service),
        eq(waitlistEntries.personKey, personKey),
        sql`${waitlistEntries.status} in ('waiting', 'invited')`,
      ),
    );
}

async function insertEntry(
  tx: Transaction,
  deps: WaitlistDeps,
  request: WaitlistJoin,
  context: Context,
): Promise<Entry | null> {
  const id = randomUUID();
  const contact = {
    // It goes into mail headers and lists: one line.
    name: oneLine(request.name),
    email: request.email,
    phone: request.phone ?? null,
    postcode: request.postcode ?? null,
    wishes: request.wishes ?? {},
  };
  const [row] = await tx
    .insert(waitlistEntries)
    .values({
      id,
      service: request.service,
      status: 'waiting',
      personKey: deps.personKeys.of(request.email),
      contact: sealContact(deps.sealing, id, contact),
      secrets: sealSecrets(deps.sealing, id, newSecrets()),
      interestLevel: request.interestLevel,
      contactPreference: request.contactPreference,
      consentVersion: request.consentVersion ?? waitlistConsent.version,
      beforeOpening: serviceOf(deps.clinic, request.service)?.status === 'waitlist',
      attribution: request.attribution ?? null,
      requestKeyHash: context.idempotencyKeyHash,
      joinedAt: deps.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  return row ? openEntry(deps.sealing, row) : null;
}

/** Sends the link again to the stored address. A stranger who types the address many times causes one email a day. */
async function remind(tx: Transaction, deps: WaitlistDeps, entry: Entry, now: Date): Promise<void> {
  const due = new Date(now.getTime() - remindEveryMs);
  const [taken] = await tx
    .update(waitlistEntries)
    .set({ remindedAt: now })
    .where(
      and(
        eq(waitlistEntries.id, entry.id),
        eq(waitlistEntries.status, 'waiting'),
        lt(sql`coalesce(${waitlistEntries.remindedAt}, ${waitlistEntries.joinedAt})`, due),
      ),
    )
    .returning({ id: waitlistEntries.id });
  if (!taken || !isReachable(entry)) return;
  const day = now.toISOString().slice(0, 10);
  // The answer is the same with and without a mail, because it may go to a stranger.
  if (await deps.limits.tryToTake(tx, `${entry.id}:${day}`, mailPlaces(deps, { to: entry.contact.email }))) {
    await queueJoined(tx, deps, entry, day);
  }
}
