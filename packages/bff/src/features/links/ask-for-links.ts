import { randomUUID } from 'node:crypto';
import type { LinksRequest } from '@botaniqal/shared/contracts/links.ts';
import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { LinkDeps } from './deps.ts';
import { sendLinksJob } from './jobs.ts';

/** How often an hour one mailbox can be sent links. */
const mostAnHour = 3;

/**
 * Asks for the links of a mailbox. A job looks up what there is, so that the answer and the time that it takes are the
 * same for every address. An address that was sent links too often gets the same answer and no email.
 * @throws Problem too_many_requests for a network address that asks for very many
 */
export async function askForLinks(
  { bookings, limits, personKeys }: LinkDeps,
  { email, kind }: LinksRequest,
  address: string,
): Promise<void> {
  const requestId = randomUUID();
  const until = new Date(bookings.clock.now().getTime() + hourMs);
  const max = bookings.clinic.limits.mailsPerAddress;
  await bookings.store.db.transaction(async (tx) => {
    await limits.take(tx, requestId, [
      { limit: 'mails_per_address', key: limits.keys.address(address), max, until },
    ]);
    const mayReceive = await limits.tryToTake(tx, requestId, [
      { limit: 'links_per_receiver', key: limits.keys.mailbox(email), max: mostAnHour, until },
    ]);
    if (!mayReceive) return;
    await bookings.jobs.enqueue(tx, sendLinksJob, { requestId, personKey: personKeys.of(email), kind });
  });
}
