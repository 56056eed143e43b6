import { randomUUID } from 'node:crypto';
import PostalMime, { type Address } from 'postal-mime';

export interface StoredMail {
  id: string;
  /** The envelope's addresses: where it really goes. */
  to: string[];
  from: string;
  /** The headers' addresses with names, as a reader sees them. */
  headerTo: string;
  headerFrom: string;
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  messageId: string | null;
  headers: { key: string; value: string }[];
  attachments: StoredAttachment[];
  receivedAt: Date;
}

interface StoredAttachment {
  filename: string | null;
  contentType: string;
  size: number;
  /** As text where it is text, else null. */
  text: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Parses what came over SMTP. */
export async function readMail(
  raw: Uint8Array,
  envelope: { from: string; to: string[] },
  receivedAt: Date,
): Promise<StoredMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return {
    id: randomUUID(),
    to: envelope.to,
    from: envelope.from,
    headerTo: (mail.to ?? []).map(written).join(', '),
    headerFrom: mail.from ? written(mail.from) : envelope.from,
    replyTo: mail.replyTo?.map(written).join(', ') ?? null,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    messageId: mail.messageId ?? null,
    headers: mail.headers.map(({ key, value }) => ({ key, value })),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => {
      const bytes = bytesOf(content);
      return {
        filename,
        contentType: mimeType,
        size: bytes.byteLength,
        text: /^text\/|json|calendar|xml/.test(mimeType) ? new TextDecoder().decode(bytes) : null,
        bytes,
      };
    }),
    receivedAt,
  };
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function written({ name, address }: Address): string {
  return name ? `${name} <${address ?? ''}>` : (address ?? '');
}
