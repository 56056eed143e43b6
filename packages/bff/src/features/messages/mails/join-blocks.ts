import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { type Block, paragraph } from '../rendering/mail-content.ts';

/** How to join by video, or that the link follows. */
export function joinBlocks(facts: AppointmentFacts): Block[] {
  if (facts.joinUrl) {
    return [
      { kind: 'button', label: 'Join by video', href: facts.joinUrl, showLink: true },
      paragraph({ label: 'Test your camera and sound', href: facts.checkUrl }, ' before your appointment.'),
    ];
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
