import type { WaitlistMailDeps } from '../deps.ts';

export function footer(deps: WaitlistMailDeps): string[] {
  const { name, phone } = deps.clinic.clinic;
  return [
    `${name} · ${phone} · ${deps.enquiriesEmail}`,
    'In an emergency call 000. We do not read this mailbox around the clock.',
    'You get this because you joined our waitlist. You can leave it at any time.',
  ];
}
