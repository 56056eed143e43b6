import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import type { Block } from '../rendering/mail-content.ts';

/** How to join by video, or that the link follows. */
export function joinBlocks(facts: AppointmentFacts): Block[] {
  if (facts.joinUrl) {
    return [{ kind: 'button', label: 'Join by video', href: facts.joinUrl, showLink: true }];
  }
  return [
    {
      kind: 'note',
      tone: 'accent',
      text: [
        'Your video link is not ready yet. We will send it in a second, short email before your appointment.',
      ],
    },
  ];
}
