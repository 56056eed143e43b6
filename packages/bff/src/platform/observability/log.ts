import { cutText } from '@botaniqal/shared/validation/cut-text.ts';
import { type Clock, systemClock } from '../clock.ts';
import { describeError } from './describe-error.ts';

/**
 * Every field a log line may carry. A closed list, so that personal data has no way in: no name, address,
 * phone, answer, token, query or body is here, and a field that is not here is dropped.
 * Add one only if its values can never say who a patient is.
 */
const logFieldNames = [
  'requestId',
  'method',
  /** The pattern (`/api/bookings/:bookingId`), never the URL. */
  'route',
  'status',
  'code',
  'durationMs',
  'bytes',
  'job',
  'jobId',
  'attempt',
  'outcome',
  'bookingId',
  'taskId',
  'eventId',
  /** Of the clinic's closed list of events. */
  'eventName',
  'service',
  'visit',
  'practitionerId',
  'upstream',
  'operation',
  'reason',
  'retryAfterSeconds',
  'count',
  'feature',
  'url',
  'signal',
  'keyId',
  'migration',
] as const;

export type LogFields = { [name in (typeof logFieldNames)[number]]?: string | number | boolean | null } & {
  /** Any thrown value; written by `describeError`, which keeps out messages that may quote data. */
  error?: unknown;
};

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof logLevels)[number];

/** `message` is a literal in the code, never put together from data. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log with fields that every line carries. */
  with(fields: LogFields): Log;
}

export interface LogOptions {
  level?: LogLevel;
  clock?: Clock;
  /** Takes one finished line, without the line break. Default: standard output. */
  write?: (line: string) => void;
}

/** Structured log: one JSON object per line. */
export function createLog(options: LogOptions = {}): Log {
  const { level = 'info', clock = systemClock, write = writeToStandardOutput } = options;
  return new JsonLog({ lowest: logLevels.indexOf(level), clock, write }, {});
}

interface Destination {
  lowest: number;
  clock: Clock;
  write: (line: string) => void;
}

/** A class, as every request has one: closures would be made anew for each. */
class JsonLog implements Log {
  readonly #to: Destination;
  /** The fields of every line, filtered already. */
  readonly #base: Record<string, unknown>;

  constructor(to: Destination, base: Record<string, unknown>) {
    this.#to = to;
    this.#base = base;
  }

  debug(message: string, fields?: LogFields): void {
    this.#line('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.#line('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.#line('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.#line('error', message, fields);
  }

  with(fields: LogFields): Log {
    return new JsonLog(this.#to, addKnown({ ...this.#base }, fields));
  }

  #line(level: LogLevel, message: string, fields: LogFields = {}): void {
    const { lowest, clock, write } = this.#to;
    if (logLevels.indexOf(level) < lowest) return;
    const time = clock.now().toISOString();
    write(JSON.stringify(addKnown({ time, level, message, ...this.#base }, fields)));
  }
}

/** For tests and tools that want no lines. */
export const silentLog: Log = createLog({ write: () => {} });

const known: ReadonlySet<string> = new Set(logFieldNames);

/** Adds the fields that are on the list, and drops every other: what the types forbid may still arrive at run time. */
function addKnown(line: Record<string, unknown>, fields: LogFields): Record<string, unknown> {
  // Not `Object.entries`: every request writes a line, and each pair would be an array.
  for (const name in fields) {
    const value = fields[name as keyof LogFields];
    if (value === undefined) continue;
    if (name === 'error') line.error = describeError(value);
    else if (known.has(name)) line[name] = typeof value === 'string' ? cutText(value, 300) : value;
  }
  return line;
}

let waiting = '';

/** How long a line may wait for others, in milliseconds: the most that a killed process loses. An orderly end loses none. */
const gatherMs = 5;

/** Lines go out together: under load, a write for each would cost as much as an answer. */
function writeToStandardOutput(line: string): void {
  if (waiting === '') setTimeout(writeWaiting, gatherMs);
  waiting += `${line}\n`;
}

function writeWaiting(): void {
  if (waiting !== '') process.stdout.write(waiting);
  waiting = '';
}

process.once('exit', writeWaiting);
