import type { SealedColumn } from '../../platform/crypto/sealed-column.ts';
import { envelopePurpose, mailPurpose } from './delivery/queue-mail.ts';
import { mails } from './tables.ts';

/** The sealed columns of emails. */
export const mailSealedColumns: readonly SealedColumn[] = [
  { table: mails, key: mails.key, column: mails.mail, purpose: mailPurpose },
  { table: mails, key: mails.key, column: mails.envelope, purpose: envelopePurpose },
];
