export type Status = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled' | 'received';

export interface Message {
  sid: string;
  to: string;
  from: string;
  messagingServiceSid: string | null;
  body: string;
  segments: number;
  direction: 'outbound-api' | 'inbound';
  status: Status;
  errorCode: number | null;
  statusCallback: string | null;
  createdAt: Date;
  updatedAt: Date;
  sentAt: Date | null;
}

/** Australian numbers that are kept for fiction, and what happens to a message to them. */
export const magicNumbers: ReadonlyMap<string, { error?: number; undelivered?: number }> = new Map([
  ['+61491570006', { error: 21211 }],
  ['+61491570157', { undelivered: 30003 }],
  ['+61491570158', { error: 21610 }],
  ['+61491570159', { undelivered: 30007 }],
]);

/** Does it, then drops the connection. */
export const droppedNumber = '+61491570110';

const gsmBasic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmExtended = '^{}[]~\\|€\f';

/** How many parts a text is sent in: 160 characters, or 153 in each of several; 70 and 67 outside GSM-7. */
export function segmentsOf(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((one) => gsmBasic.includes(one) || gsmExtended.includes(one));
  const units = isGsm
    ? characters.reduce((sum, one) => sum + (gsmExtended.includes(one) ? 2 : 1), 0)
    : text.length;
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  return units <= single ? 1 : Math.ceil(units / part);
}
