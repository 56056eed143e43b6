import type { ContactPreference, WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import type { ApiProblem } from '../../api/api-problem.ts';
import { type SignUp, signUpFields } from '../../components/waitlist-form/sign-up.ts';
import type { SignUpSubmittedEvent } from '../../components/waitlist-form/waitlist-form.events.ts';
import type { SignUpMessages } from '../../components/waitlist-form/waitlist-form.ts';
import { signUpFaultWords } from '../../copy/waitlist.ts';
import { attributionOf } from '../booking/attribution.ts';

/** What the form holds, as it is sent. Every field has been judged before. */
export function requestOf(
  service: ServiceId,
  { entered, trap, elapsed }: SignUpSubmittedEvent,
): WaitlistJoin {
  const phone = entered.phone.trim();
  const postcode = entered.postcode.trim();
  return {
    service,
    name: entered.name.trim(),
    email: entered.email.trim(),
    ...(phone && { phone }),
    ...(postcode && { postcode }),
    interestLevel: Number(entered.interestLevel),
    contactPreference: preferenceOf(entered),
    consent: true,
    attribution: attributionOf(location.href, document.referrer),
    consentVersion: waitlistConsent.version,
    website: trap,
    openForMs: elapsed,
  };
}

export function preferenceOf({ contactPreference: by }: SignUp): ContactPreference {
  return by === 'sms' || by === 'phone' ? by : 'email';
}

/** The server's verdict on the fields of the form, in our words. */
export function messagesOf({ fields }: ApiProblem, entered: SignUp): SignUpMessages {
  return Object.fromEntries(
    fields.flatMap(({ path }) => {
      const field = signUpFields.find((each) => each === path);
      return field ? [[field, signUpFaultWords(field, 'malformed', preferenceOf(entered))]] : [];
    }),
  );
}
