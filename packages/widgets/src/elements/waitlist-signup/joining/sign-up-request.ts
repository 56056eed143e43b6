import type {
  ContactPreference,
  WaitlistJoin,
  WaitlistWishes,
} from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { tidyEmail } from '@botaniqal/shared/validation/contact.ts';
import { tidyCode, tidyName } from '@botaniqal/shared/validation/typed-text.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import type { SignUp, SignUpSent } from '../../../components/waitlist-form/sign-up.ts';
import { attribution } from '../../../page/visit/attribution.ts';

/** Makes the request from the form's values. All fields have been validated before. */
export function requestOf(
  service: ServiceId,
  { entered, trap, elapsed }: SignUpSent,
  wishes: WaitlistWishes | undefined,
): WaitlistJoin {
  const phone = tidyCode(entered.phone);
  const postcode = tidyCode(entered.postcode);
  return {
    service,
    name: tidyName(entered.name),
    email: tidyEmail(entered.email),
    ...(phone && { phone }),
    ...(postcode && { postcode }),
    interestLevel: Number(entered.interestLevel),
    contactPreference: preferenceOf(entered),
    consent: true,
    ...(wishes && { wishes }),
    attribution: attribution(),
    consentVersion: waitlistConsent.version,
    website: trap,
    openForMs: elapsed,
  };
}

export function preferenceOf({ contactPreference: by }: SignUp): ContactPreference {
  return by === 'sms' || by === 'phone' ? by : 'email';
}
