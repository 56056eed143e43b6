import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AnswerCounts } from './answer-counts.ts';

/** Seconds. Most answers take milliseconds; a booking waits for a vendor. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * What Prometheus reads at `/metrics`. One registry per server, so that tests can run several in a process.
 * Labels are closed lists (route patterns, job and service names), never ids.
 */
export function createMetrics({ processMetrics = false }: { processMetrics?: boolean } = {}) {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    answers: new AnswerCounts(registry, seconds),
    jobs: new Counter({
      name: 'bq_jobs_total',
      help: 'Runs of jobs, by outcome: done, failed (tried again), given_up',
      labelNames: ['job', 'outcome'] as const,
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'bq_job_seconds',
      help: 'Time a run of a job took',
      labelNames: ['job'] as const,
      buckets: seconds,
      registers,
    }),
    upstreamCalls: new Counter({
      name: 'bq_upstream_calls_total',
      help: 'Calls to outside services, by outcome: ok, or the reason of the failure',
      labelNames: ['upstream', 'operation', 'outcome'] as const,
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: 'bq_upstream_call_seconds',
      help: 'Time a call to an outside service took',
      labelNames: ['upstream', 'operation'] as const,
      buckets: seconds,
      registers,
    }),
    bookings: new Counter({
      name: 'bq_bookings_total',
      help: 'Bookings by service, visit and outcome',
      labelNames: ['service', 'visit', 'outcome'] as const,
      registers,
    }),
    formSubmissions: new Counter({
      name: 'bq_form_submissions_total',
      help: 'Forms received, by form and what came of it: received, recommended, not_recommended, stopped',
      labelNames: ['form', 'outcome'] as const,
      registers,
    }),
    payments: new Counter({
      name: 'bq_payment_acts_total',
      help: 'Acts on payments (prepare, capture, cancel, refund), by outcome',
      labelNames: ['act', 'outcome'] as const,
      registers,
    }),
    limitRefusals: new Counter({
      name: 'bq_limit_refusals_total',
      help: 'Acts of strangers that a limit refused, by limit: alert when it rises (docs/abuse-limits.md)',
      labelNames: ['limit'] as const,
      registers,
    }),
    failOver: new Gauge({
      name: 'bq_calendar_fail_over',
      help: '1 while free times of a practitioner come from working hours because the calendar is away (docs/fail-over.md)',
      labelNames: ['practitioner'] as const,
      registers,
    }),
    mailboxChecks: new Counter({
      name: 'bq_mailbox_checks_total',
      help: 'Looks into a mailbox before a booking, by outcome: free, busy, unreadable (the booking went on)',
      labelNames: ['outcome'] as const,
      registers,
    }),
    mailboxesUnreadable: new Gauge({
      name: 'bq_mailboxes_unreadable',
      help: 'Mailboxes whose last reading failed',
      registers,
    }),
    mailboxesUnsubscribed: new Gauge({
      name: 'bq_mailboxes_unsubscribed',
      help: 'Mailboxes without a subscription that holds: changes are seen only after calendars.freshSeconds',
      registers,
    }),
    reconcileFindings: new Counter({
      name: 'bq_reconcile_findings_total',
      help: 'Differences between bookings and other systems, by kind and outcome: mended, task, known',
      labelNames: ['kind', 'outcome'] as const,
      registers,
    }),
    calendarDifferences: new Gauge({
      name: 'bq_calendar_differences',
      help: 'Differences that have not gone away, by kind (docs/calendars.md)',
      labelNames: ['kind'] as const,
      registers,
    }),
    reconciledAt: new Gauge({
      name: 'bq_reconciled_at_seconds',
      help: 'When bookings were last compared with all calendars, in seconds since 1970: alert after three hours',
      registers,
    }),
    reconcileUnread: new Gauge({
      name: 'bq_reconcile_unread',
      help: 'Systems that could not be read in the last comparison, counted for each practitioner',
      registers,
    }),
    openTasks: new Gauge({
      name: 'bq_staff_tasks_open',
      help: 'Tasks that wait for a person',
      labelNames: ['kind'] as const,
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
