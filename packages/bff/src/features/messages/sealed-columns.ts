import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { envelopePurpose, mailPurpose } from './delivery/queue-mail.ts';
import { mails, texts } from './tables.ts';
import { textEnvelopePurpose, textPurpose } from './texts/queue-text.ts';

/** The sealed columns of emails and text messages. */
export const messageSealedColumns: readonly SealedColumn[] = [
  { table: mails, key: mails.key, column: mails.mail, purpose: mailPurpose },
  { table: mails, key: mails.key, column: mails.envelope, purpose: envelopePurpose },
  { table: texts, key: texts.key, column: texts.text, purpose: textPurpose },
  { table: texts, key: texts.key, column: texts.envelope, purpose: textEnvelopePurpose },
];
