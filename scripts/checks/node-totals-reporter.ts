import { resolve } from 'node:path';

/**
 * A reporter for `node --test` that says only how many tests passed and failed, as one line of JSON.
 *
 * Node's own summary counts a file without a test as one that passed, and skipped tests as neither. Here a file
 * without a test, a skipped test and a todo all count as failed: nothing may look checked that was not.
 */
export interface NodeTotals {
  passed: number;
  failed: number;
  /** What counts as failed beyond the tests that failed, as sentences. */
  complaints: string[];
  /** The same counts by the absolute path of the file that states the test. */
  files: Record<string, { passed: number; failed: number }>;
}

interface TestReport {
  name: string;
  file?: string | undefined;
  skip?: string | boolean | undefined;
  todo?: string | boolean | undefined;
  details: { type?: string | undefined };
}

export type TestReportEvent = { type: string; data: unknown };

export default async function* nodeTotalsReporter(
  events: AsyncIterable<TestReportEvent>,
): AsyncGenerator<string> {
  const totals: NodeTotals = { passed: 0, failed: 0, complaints: [], files: {} };
  for await (const event of events) {
    if (event.type === 'test:pass') countPass(totals, reportOf(event.data));
    if (event.type === 'test:fail') countFailure(totals, reportOf(event.data));
  }
  yield `${JSON.stringify(totals)}\n`;
}

function countPass(totals: NodeTotals, report: TestReport): void {
  if (report.details.type === 'suite') return;
  const complaint = complaintAbout(report);
  if (complaint) {
    count(totals, report, 'failed');
    totals.complaints.push(complaint);
  } else {
    count(totals, report, 'passed');
  }
}

function countFailure(totals: NodeTotals, report: TestReport): void {
  if (report.details.type !== 'suite') count(totals, report, 'failed');
}

function count(totals: NodeTotals, { file = '' }: TestReport, outcome: 'passed' | 'failed'): void {
  totals[outcome] += 1;
  totals.files[file] ??= { passed: 0, failed: 0 };
  totals.files[file][outcome] += 1;
}

function complaintAbout({ name, file, skip, todo }: TestReport): string | undefined {
  if (file && resolve(name) === file) return `${name} holds no test.`;
  if (skip) return `"${name}" is skipped.`;
  if (todo) return `"${name}" is marked as to do.`;
  return undefined;
}

/** Node types its events only as a union of open shapes; these fields are documented for pass and fail. */
function reportOf(data: unknown): TestReport {
  return data as TestReport;
}
