import type {
  StaffMessage,
  StaffMessages,
  StaffMessagesQuery,
} from '@botaniqal/shared/contracts/staff/messages.ts';
import { and, count, desc, exists, isNotNull, isNull, like, lt, notExists, notLike } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { openTasksAbout } from '../../staff-tasks/index.ts';
import { envelopePurpose, mailEnvelope, mailKey } from '../delivery/queue-mail.ts';
import { mails } from '../tables.ts';
import { confirmedBookingOf, type StaffMessageDeps } from './resend-message.ts';

/** Sign-in links are no message to a patient. */
const ofPatients = notLike(mails.key, 'sign-in-%');
const isFailed = (db: Queryable) => exists(openTasksAbout(db, mails.key));
const isUnsent = and(isNull(mails.sentAt), isNotNull(mails.mail));

/** The messages, the newest first. What they said is not read. Each line is in the audit trail. */
export async function listMessages(
  deps: StaffMessageDeps,
  query: StaffMessagesQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffMessages> {
  return deps.store.db.transaction(async (tx) => {
    const states = {
      all: undefined,
      sent: isNotNull(mails.sentAt),
      waiting: and(isUnsent, notExists(openTasksAbout(tx, mails.key))),
      failed: and(isNull(mails.sentAt), isFailed(tx)),
    };
    const rows = await tx
      .select({
        key: mails.key,
        envelope: mails.envelope,
        hasContent: isNotNull(mails.mail).mapWith(Boolean),
        queuedAt: mails.queuedAt,
        sentAt: mails.sentAt,
        attempts: mails.attempts,
        failed: isFailed(tx).mapWith(Boolean),
      })
      .from(mails)
      .where(
        and(
          ofPatients,
          states[query.state],
          query.bookingId ? like(mails.key, mailKey(query.bookingId, '%')) : undefined,
          query.before ? lt(mails.queuedAt, new Date(query.before)) : undefined,
        ),
      )
      .orderBy(desc(mails.queuedAt), desc(mails.key))
      .limit(query.limit);
    const access = { ...byStaff(member, requestId), action: 'mail.listed', at: deps.clock.now() };
    await recordListed(
      tx,
      access,
      'mail',
      rows.map(({ key }) => key),
    );
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return {
      messages: rows.map((row) => viewOf(deps, row)),
      next: last ? last.queuedAt.toISOString() : null,
    };
  });
}

interface Row {
  key: string;
  envelope: string | null;
  hasContent: boolean;
  queuedAt: Date;
  sentAt: Date | null;
  attempts: number;
  failed: boolean;
}

function viewOf(deps: StaffMessageDeps, row: Row): StaffMessage {
  const { key } = row;
  const envelope =
    row.envelope === null ? null : mailEnvelope.parse(deps.sealing.open(row.envelope, envelopePurpose(key)));
  const separator = key.indexOf(':');
  const about = key.slice(0, separator);
  const canWriteAnew = deps.confirmAgain !== undefined && confirmedBookingOf(key) !== null;
  const bare = /^[0-9a-f-]{36}$/.test(about);
  return {
    key,
    aboutId: /[0-9a-f-]{36}$/.exec(about)?.[0] ?? about,
    bookingId: bare ? about : null,
    kind: key.slice(separator + 1),
    to: envelope?.to ?? null,
    toName: envelope?.toName ?? null,
    subject: envelope?.subject ?? null,
    queuedAt: isoInstant(row.queuedAt),
    state: row.sentAt ? 'sent' : row.failed || !row.hasContent ? 'failed' : 'waiting',
    sentAt: row.sentAt && isoInstant(row.sentAt),
    tries: row.attempts,
    canResend: row.sentAt ? canWriteAnew : row.hasContent,
  };
}

/** How many messages were refused for good, or could not be sent for a day. */
export async function countFailedMessages(db: Queryable): Promise<number> {
  const [row] = await db
    .select({ failed: count() })
    .from(mails)
    .where(and(isNull(mails.sentAt), isFailed(db)));
  return row?.failed ?? 0;
}
