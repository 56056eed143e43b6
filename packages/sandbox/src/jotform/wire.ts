import type { Answer, Form, Question, Submission } from './model.ts';
import { username } from './seed.ts';

/** `GET /submission/{id}`, without its envelope. Questions that were not answered have no `answer`. */
export function submissionWire(submission: Submission, form: Form): unknown {
  return {
    id: submission.id,
    form_id: submission.formId,
    ip: '203.0.113.7',
    created_at: localStamp(submission.createdAt),
    status: 'ACTIVE',
    new: '1',
    flag: '0',
    notes: '',
    updated_at: null,
    answers: Object.fromEntries(
      form.questions.map((question, at) => [
        question.qid,
        answerWire(question, at + 1, submission.answers[question.qid]),
      ]),
    ),
  };
}

function answerWire({ name, text, type }: Question, order: number, answer: Answer | undefined): unknown {
  return {
    name,
    order: String(order),
    text,
    type,
    ...(answer === undefined ? {} : { answer }),
    ...(answer === undefined || typeof answer === 'string' ? {} : { prettyFormat: pretty(type, answer) }),
  };
}

/** The parts of the webhook in the order of real captures; those of no use are there, and empty. */
export function webhookParts(submission: Submission, form: Form, webhookURL: string): [string, string][] {
  return [
    ['action', ''],
    ['webhookURL', webhookURL],
    ['username', username],
    ['formID', form.id],
    ['type', 'WEB'],
    ['customParams', ''],
    ['product', ''],
    ['formTitle', form.title],
    ['customTitle', ''],
    ['submissionID', submission.id],
    ['event', ''],
    ['documentID', ''],
    ['teamID', ''],
    ['subject', ''],
    ['isSilent', ''],
    ['customBody', ''],
    ['rawRequest', rawRequest(submission, form)],
    ['fromTable', ''],
    ['appID', ''],
    ['pretty', prettyLine(submission, form)],
    ['unread', ''],
    ['parent', ''],
    ['ip', '203.0.113.7'],
  ];
}

function rawRequest({ answers, createdAt }: Submission, form: Form): string {
  const keyed = form.questions.flatMap(({ qid, name }) => {
    const answer = answers[qid];
    return answer === undefined ? [] : [[`q${qid}_${name}`, answer] as const];
  });
  return JSON.stringify({
    slug: `submit/${form.id}`,
    submitSource: 'form',
    submitDate: String(createdAt.getTime()),
    buildDate: '1732271172685',
    eventObserver: '1',
    ...Object.fromEntries(keyed),
    timeToSubmit: '11',
    validatedNewRequiredFieldIDs: '{"new":1}',
    path: `/submit/${form.id}`,
  });
}

/** For display only: labels and values may hold the separators. */
function prettyLine({ answers }: Submission, form: Form): string {
  return form.questions
    .flatMap(({ qid, text, type }) => {
      const answer = answers[qid];
      return answer === undefined ? [] : [`${text}:${pretty(type, answer)}`];
    })
    .join(', ');
}

function pretty(type: string, answer: Answer): string {
  if (typeof answer === 'string') return answer;
  const pieces: readonly string[] = Object.values(answer);
  if (type === 'control_datetime') return pieces.join('/');
  return pieces.filter(Boolean).join(type === 'control_checkbox' ? '; ' : ' ');
}

/** `YYYY-MM-DD HH:MM:SS` in the account's zone, which it does not say; a US one by default. */
function localStamp(instant: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(instant);
}
