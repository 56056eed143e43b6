import { hourMs } from '@botaniqal/shared/time/duration.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Limits, Place } from '../../../platform/limits/limits.ts';

export interface MailPlacesDeps {
  limits: Limits;
  clinic: Pick<Clinic, 'limits'>;
  clock: Clock;
}

/**
 * The places of an email that a stranger can cause, for an hour. Each such email takes them: otherwise one person
 * could fill the mailbox of another with our mails.
 * @param mail.address the network address of the person who causes it; left out: it is not known
 */
export function mailPlaces(
  { limits, clinic, clock }: MailPlacesDeps,
  { to, address }: { to: string; address?: string },
): Place[] {
  const until = new Date(clock.now().getTime() + hourMs);
  const { mailsPerReceiver, mailsPerAddress } = clinic.limits;
  const places: Place[] = [
    { limit: 'mails_per_receiver', key: limits.keys.mailbox(to), max: mailsPerReceiver, until },
  ];
  if (address) {
    places.push({
      limit: 'mails_per_address',
      key: limits.keys.address(address),
      max: mailsPerAddress,
      until,
    });
  }
  return places;
}
