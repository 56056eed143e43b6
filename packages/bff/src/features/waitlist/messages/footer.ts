import type { WaitlistMailDeps } from '../deps.ts';

export function footer(deps: WaitlistMailDeps): string[] {
  const { name, phone } = deps.clinic.clinic;
  return [
    `${name} · ${phone} · ${deps.enquiriesEmail}`,
    'In an emergency call 000. This mailbox is not watched around the clock.',
    'You get this because you joined our waitlist. You can leave it at any time.',
  ];
}
