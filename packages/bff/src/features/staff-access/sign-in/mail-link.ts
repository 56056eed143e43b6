import { randomUUID } from 'node:crypto';
import { hourMs, minuteMs } from '@botaniqal/shared/time/duration.ts';
import { and, eq, gt } from 'drizzle-orm';
import { hashOpaqueToken, newOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import { Problem } from '../../../platform/problem.ts';
import { queueMail } from '../../messages/index.ts';
import type { StaffAccessDeps } from '../deps.ts';
import { entryOf } from '../sessions/directory.ts';
import { openSession } from '../sessions/open-session.ts';
import { staffSignInLinks } from '../tables.ts';
import { sendSignInLinkJob } from './jobs.ts';
import { signInMail } from './sign-in-mail.ts';

/** From the moment when the email is written. */
const linkLifeMs = 10 * minuteMs;
/** How often an hour one mailbox is sent a link, and one network address can ask for links. */
const mostPerReceiver = 5;
const mostPerAddress = 30;

/**
 * Asks for a sign-in link. A job looks whether the address may have one, so that the answer and the time that it takes
 * are the same for every address.
 * @param from.browserToken the cookie of the browser that asks: the link opens in no other one
 * @throws Problem too_many_requests for a network address that asks very often
 */
export async function askForSignInLink(
  deps: StaffAccessDeps,
  address: string,
  { clientAddress, browserToken }: { clientAddress: string; browserToken: string },
): Promise<void> {
  const { limits, personKeys, clock, store, jobs } = deps;
  const requestId = randomUUID();
  const until = new Date(clock.now().getTime() + hourMs);
  await store.db.transaction(async (tx) => {
    await limits.take(tx, requestId, [
      {
        limit: 'sign_in_links_per_address',
        key: limits.keys.address(clientAddress),
        max: mostPerAddress,
        until,
      },
    ]);
    const mayReceive = await limits.tryToTake(tx, requestId, [
      {
        limit: 'sign_in_links_per_receiver',
        key: limits.keys.mailbox(address),
        max: mostPerReceiver,
        until,
      },
    ]);
    if (mayReceive) {
      await jobs.enqueue(tx, sendSignInLinkJob, {
        requestId,
        personKey: personKeys.of(address),
        browserHash: hashOpaqueToken(browserToken),
      });
    }
  });
}

/** Sends the link to the address that `clinic.yaml` names. Without such an entry nothing is sent. */
export async function sendSignInLink(
  deps: StaffAccessDeps,
  { requestId, personKey, browserHash }: { requestId: string; personKey: string; browserHash: string },
): Promise<void> {
  const { clinic, clock, personKeys, publicUrl, enquiriesEmail, sealing, jobs, messageIdDomain } = deps;
  const entry = clinic.staff.find(({ address }) => personKeys.of(address) === personKey);
  if (!entry) return;
  const now = clock.now();
  const { token, hash } = newOpaqueToken();
  await deps.store.db.transaction(async (tx) => {
    const added = await tx
      .insert(staffSignInLinks)
      .values({
        id: requestId,
        tokenHash: hash,
        address: entry.address,
        browserHash,
        expiresAt: new Date(now.getTime() + linkLifeMs),
      })
      .onConflictDoNothing()
      .returning({ id: staffSignInLinks.id });
    if (added.length === 0) return;
    await queueMail(
      tx,
      { sealing, jobs, messageIdDomain, now },
      {
        about: `sign-in-${requestId}`,
        forgetsReceiver: true,
        kind: 'desk',
        to: entry.address,
        replyTo: enquiriesEmail,
        content: signInMail(clinic.clinic, entry.name, `${publicUrl}/desk/link#token=${token}`),
      },
    );
  });
}

/**
 * Signs in the person who pressed the button behind the link. The link is used up in the same transaction, so that of two
 * presses one wins. Other links to the same person are worth nothing after it. A press in another browser than the one
 * that asked uses up nothing.
 * @returns the token for the cookie
 * @throws Problem unauthorized
 */
export async function pressSignInLink(
  deps: StaffAccessDeps,
  token: string,
  by: { browserToken: string | undefined; earlierToken: string | undefined; requestId: string },
): Promise<string> {
  const now = deps.clock.now();
  return deps.store.db.transaction(async (tx) => {
    const [used] = await tx
      .delete(staffSignInLinks)
      .where(
        and(
          eq(staffSignInLinks.tokenHash, hashOpaqueToken(token)),
          eq(staffSignInLinks.browserHash, hashOpaqueToken(by.browserToken ?? '')),
          gt(staffSignInLinks.expiresAt, now),
        ),
      )
      .returning({ address: staffSignInLinks.address });
    const entry = used && entryOf(deps.clinic.staff, used.address);
    if (!entry) {
      throw new Problem(
        'unauthorized',
        'This link has been used, is older than 10 minutes, or was asked for in another browser. Ask for a new one here.',
      );
    }
    await tx.delete(staffSignInLinks).where(eq(staffSignInLinks.address, entry.address));
    return openSession(tx, entry, { ...by, method: 'mail_link', now });
  });
}
