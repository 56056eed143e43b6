import { nameWithTitle } from '@botaniqal/shared/people/name-with-title.ts';
import { refundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import { practitionerOf, serviceOf, visitOf } from '../../catalogue/index.ts';
import {
  greetingName,
  type MailContent,
  money,
  paragraph,
  phoneLink,
  refundWords,
  whenLine,
} from '../../messages/index.ts';
import type { WaitlistMailDeps } from '../deps.ts';
import type { ReachableEntry } from '../entry.ts';
import type { FreedSlotRow } from '../offers/freed-slot-store.ts';
import type { OfferRow } from '../offers/offer-store.ts';
import { footer } from './footer.ts';
import { manageLink } from './links.ts';

/** To the next person who waits for such a time: it is held for them for some hours. */
export function offerMail(
  deps: WaitlistMailDeps,
  entry: ReachableEntry,
  offer: OfferRow,
  slot: FreedSlotRow,
): MailContent {
  const { name, phone, timeZone } = deps.clinic.clinic;
  const service = serviceOf(deps.clinic, offer.service);
  const visit = visitOf(deps.clinic, offer);
  const practitioner = practitionerOf(deps.clinic, slot.practitionerId);
  const until = whenLine(offer.expiresAt, timeZone);
  const link = `${manageLink(deps, entry)}&offer=${offer.id}`;
  const paid = offer.priceCents > 0;
  return {
    subject: `A time is available at ${name}`,
    preheader: `It is held for you until ${until}.`,
    eyebrow: name,
    title: 'A time is available',
    blocks: [
      paragraph(
        `Hello ${greetingName(entry.contact.name)}, you are waiting for a time with us. Another patient has cancelled, and we are holding this time for you until `,
        { strong: until },
        '.',
      ),
      {
        kind: 'facts',
        facts: [
          { label: 'When', lines: [whenLine(slot.start, timeZone), `${offer.durationMinutes} minutes`] },
          {
            label: 'What',
            lines: [[service?.name, visit?.name].filter((one) => one !== undefined).join(': ')],
          },
          { label: 'With', lines: [practitioner ? nameWithTitle(practitioner) : name] },
          { label: 'Cost', lines: [costOf(deps, offer.priceCents), ...refundOf(deps, offer, slot)] },
        ],
      },
      {
        kind: 'button',
        label: paid ? 'Take this time and pay' : 'Take this time',
        href: `${link}&answer=accept`,
        showLink: true,
      },
      { kind: 'button', label: 'No, thank you', href: `${link}&answer=decline`, tone: 'quiet' },
      paragraph(
        'If you say no, or do not answer by then, we will offer it to the next person. You stay on the list either way, and we will write again when another time is available.',
      ),
      paragraph('Prefer to talk to us? Call ', { label: phone, href: phoneLink(phone) }, '.'),
    ],
    footer: footer(deps),
  };
}

/** What the person gets back who takes the time and cancels it again. */
function refundOf(deps: WaitlistMailDeps, { priceCents }: OfferRow, { start }: FreedSlotRow): string[] {
  const { clinic, cancellation } = deps.clinic;
  const terms = refundTerms({ priceCents, start, bookedAt: null }, cancellation, deps.clock.now());
  const words = refundWords(terms, { start, priceCents, currency: clinic.currency }, clinic.timeZone);
  return words ? [words] : [];
}

function costOf(deps: WaitlistMailDeps, priceCents: number): string {
  const { currency, pricesIncludeGst } = deps.clinic.clinic;
  if (priceCents === 0) return 'Free of charge';
  return `${money(priceCents, currency)}${pricesIncludeGst ? ', including GST' : ''}`;
}
