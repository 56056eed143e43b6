import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type {
  WaitlistChange,
  WaitlistEntryView,
  WaitlistJoin,
  WaitlistJoined,
  WaitlistOfferAccept,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { type ReadOptions, read, request, type SendOptions, send } from './client.ts';

/** Joins a list. A person who joins twice has one entry. */
export function joinWaitlist(
  origin: string,
  join: WaitlistJoin,
  options: SendOptions,
): Promise<WaitlistJoined> {
  return send(origin, endpoints.waitlist, join, options);
}

/** One place on a list, as its token shows it. */
export function readEntry(
  origin: string,
  entryId: string,
  options: ReadOptions & { token: string },
): Promise<WaitlistEntryView> {
  return read(origin, endpoints.waitlistEntry(entryId), options);
}

/** Confirms the address with the code from the email. Repeating the request gives the same answer. */
export function confirmEntry(
  origin: string,
  entryId: string,
  confirm: string,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.confirmWaitlistEntry(entryId), { confirm }, options);
}

/** Changes an entry. Fields that are left out stay unchanged. */
export function changeEntry(
  origin: string,
  entryId: string,
  change: WaitlistChange,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.waitlistEntry(entryId), change, options);
}

interface OfferIds {
  readonly entryId: string;
  readonly offerId: string;
}

/** Accepts an offered time of a free visit. The same request sent again returns the same booking. */
export function acceptOffer(
  origin: string,
  { entryId, offerId }: OfferIds,
  given: WaitlistOfferAccept,
  options: SendOptions & { token: string },
): Promise<ConsultationBooked> {
  // Longer than for a read: the server books in the practitioner's calendar while the person waits.
  return send(origin, endpoints.acceptWaitlistOffer(entryId, offerId), given, {
    deadline: 30_000,
    ...options,
  });
}

/** Declines an offered time: the server offers it to the next person. Returns the entry. */
export function declineOffer(
  origin: string,
  { entryId, offerId }: OfferIds,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.declineWaitlistOffer(entryId, offerId), {}, options);
}

/** Leaves the list. The answer's content is not used. */
export function leaveWaitlist(
  origin: string,
  entryId: string,
  options: SendOptions & { token: string },
): Promise<void> {
  return request(
    origin,
    endpoints.waitlistEntry(entryId),
    { method: 'DELETE', headers: { 'idempotency-key': options.key } },
    options,
    async () => undefined,
  );
}
