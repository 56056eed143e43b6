import type {
  StaffMessage,
  StaffMessages,
  StaffMessagesQuery,
} from '@botaniqal/shared/contracts/staff/messages.ts';
import { and, count, desc, eq, exists, isNotNull, isNull, like, lt, notExists, notLike } from 'drizzle-orm';
import { recordListed } from '../../../platform/audit/record-access.ts';
import { isoInstant } from '../../../platform/iso-instant.ts';
import { byStaff, type StaffMember } from '../../../platform/staff-auth/staff-member.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { openTasksAbout } from '../../staff-tasks/index.ts';
import { envelopePurpose, mailEnvelope, mailKey } from '../delivery/queue-mail.ts';
import { mails, texts } from '../tables.ts';
import { listTexts } from './list-texts.ts';
import { confirmedBookingOf, type StaffMessageDeps } from './resend-message.ts';

/** Sign-in links are no message to a patient. */
const ofPatients = notLike(mails.key, 'sign-in-%');
const isFailed = (db: Queryable) => exists(openTasksAbout(db, mails.key));
const isUnsent = and(isNull(mails.sentAt), isNotNull(mails.mail));

/** The messages of all channels, the newest first. What they said is not read. Each line is in the audit trail. */
export async function listMessages(
  deps: StaffMessageDeps,
  query: StaffMessagesQuery,
  member: StaffMember,
  requestId: string,
): Promise<StaffMessages> {
  return deps.store.db.transaction(async (tx) => {
    const emails = query.state === 'answered' ? [] : await emailsOf(tx, deps, query);
    const texts = await listTexts(tx, deps.sealing, query);
    const all = [...emails, ...texts].toSorted(
      (one, other) => other.queuedAt.localeCompare(one.queuedAt) || other.key.localeCompare(one.key),
    );
    const messages = all.slice(0, query.limit);
    const access = { ...byStaff(member, requestId), action: 'mail.listed', at: deps.clock.now() };
    await recordListed(
      tx,
      access,
      'mail',
      messages.map(({ key }) => key),
    );
    const last = messages.length === query.limit ? messages.at(-1) : undefined;
    return { messages, next: last ? last.queuedAt : null };
  });
}

async function emailsOf(
  tx: Queryable,
  deps: StaffMessageDeps,
  query: StaffMessagesQuery,
): Promise<StaffMessage[]> {
  const states = {
    all: undefined,
    answered: undefined,
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
  return rows.map((row) => viewOf(deps, row));
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
    channel: 'email',
    kind: key.slice(separator + 1),
    to: envelope?.to ?? null,
    toName: envelope?.toName ?? null,
    subject: envelope?.subject ?? null,
    queuedAt: isoInstant(row.queuedAt),
    state: row.sentAt ? 'sent' : row.failed || !row.hasContent ? 'failed' : 'waiting',
    sentAt: row.sentAt && isoInstant(row.sentAt),
    tries: row.attempts,
    reason: null,
    answer: null,
    canResend: row.sentAt ? canWriteAnew : row.hasContent,
  };
}

/** How many messages were refused for good, did not arrive, or could not be sent for a day: those with an open task. */
export async function countFailedMessages(db: Queryable): Promise<number> {
  const [[mail], [text]] = await Promise.all([
    db
      .select({ failed: count() })
      .from(mails)
      .where(and(isNull(mails.sentAt), isFailed(db))),
    db
      .select({ failed: count() })
      .from(texts)
      .where(and(eq(texts.state, 'failed'), exists(openTasksAbout(db, texts.key)))),
  ]);
  return (mail?.failed ?? 0) + (text?.failed ?? 0);
}
