import { comingBookingsOf } from '../../../bookings/index.ts';
import { whenLine } from '../../../messages/index.ts';
import type { FormDeps } from '../../deps.ts';
import { submissionsFor } from '../../submissions-of-booking.ts';
import { newCopyLink } from './copy-links.ts';

/**
 * New links to the forms that a person has sent for their coming appointments. A link cannot be repeated, because only its
 * hash is stored; earlier ones go on working until they end.
 * @param personKey the keyed hash of the address that they booked with
 */
export async function copyLinksOf(
  deps: Pick<FormDeps, 'store' | 'sealing' | 'clock' | 'clinic' | 'publicUrl'>,
  personKey: string,
): Promise<{ to: string; label: string; href: string; button: string }[]> {
  const bookings = await comingBookingsOf(deps, personKey);
  return deps.store.db.transaction(async (tx) => {
    const links = [];
    for (const { id, patient } of bookings) {
      for (const { id: submissionId, stopped, receivedAt } of await submissionsFor(tx, deps, id)) {
        if (stopped) continue;
        const { href } = await newCopyLink(tx, deps, submissionId);
        const sent = whenLine(receivedAt, patient.timeZone, deps.clinic.clinic.timeZone);
        links.push({
          to: patient.email,
          label: `The form that you sent on ${sent}`,
          href,
          button: 'See what I sent',
        });
      }
    }
    return links;
  });
}
