import type { z } from 'zod';
import type { CallBudgets } from '../call-budgets/call-budgets.ts';
import type { Clock } from '../clock.ts';
import type { UpstreamError } from '../upstream-error.ts';

/** The settings for calls to one outside service. Times in milliseconds. */
export interface HttpService {
  /** The service's folder name, for errors, metrics and logs. */
  service: string;
  /** Origin and optional path; no slash at the end. */
  baseUrl: string;
  /** Deadline for the headers of the answer, per try. */
  headersTimeoutMs: number;
  /** Deadline for the complete body, counted from the headers, per try. */
  bodyTimeoutMs: number;
  /** Calls that run at the same time, per queue. Further calls wait, at most `headersTimeoutMs`. */
  maxConcurrent: number;
  /** Longest body in bytes. A longer one is a `bad_answer`. */
  maxAnswerBytes: number;
  retry: {
    /** Number of tries, the first included. */
    tries: number;
    /** Full jitter: the n-th pause is random below `baseMs × 2ⁿ`. */
    baseMs: number;
    /** Longest pause. When the service asks for a longer one, the call fails and passes the advice on. */
    longestPauseMs: number;
  };
  breaker: {
    /** Number of failures in a row (no answer, or 5xx) after which calls are refused without being sent. */
    failures: number;
    /** How long calls are refused before one is sent as a probe. */
    pauseMs: number;
  };
  /** Reads the service's own header with the seconds to wait. `Retry-After` is read first. */
  retryAfterSeconds?: (headers: Headers) => number | undefined;
  /** Reads what every answer says of the service, such as how much is left of its limits. */
  onAnswer?: (headers: Headers, call: HttpCall<unknown>) => void;
  /** Reads field names and codes from the service's error body, for the log and for staff. */
  errorDetails?: (body: unknown) => UpstreamError['details'];
}

/** What a client needs from the server. */
export interface ClientContext {
  clock: Clock;
  /** Gets a report of every finished call, for metrics and one log line. No address, no body, no personal data. */
  report?: (report: HttpCallReport) => void;
  /** Random number in `[0, 1)`; tests set it. */
  random?: () => number;
  /** What all servers together may still use of limits. Left out: this process counts alone. */
  budgets?: CallBudgets;
}

export interface HttpCallReport {
  service: string;
  operation: string;
  outcome: 'ok' | UpstreamError['reason'];
  /** HTTP status of the last answer, if there was one. */
  status: number | null;
  tries: number;
  durationMs: number;
}

export interface HttpCall<T> {
  /** Name of this kind of call, in one or two words: `list appointments`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with a slash. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a `FormData` as multipart, `URLSearchParams` as a form. */
  body?: unknown;
  /** Schema of the answer. */
  answer: z.ZodType<T>;
  /**
   * `safe`: the call only reads, or the vendor recognises a repeat by its key. It is tried again after a passing failure.
   * `once`: a repeat would act twice, so there is one try.
   */
  repeat: 'safe' | 'once';
  /** Calls with the same key share a breaker; default: one for the service. */
  breakerKey?: string;
  /**
   * Calls with the same queue share `maxConcurrent`; default: one queue for the service. A separate queue for background
   * calls keeps them from delaying the calls that a patient waits for.
   */
  queue?: string;
  signal?: AbortSignal | undefined;
}

export interface HttpAnswer<T> {
  status: number;
  body: T;
}

export interface HttpClient {
  /** @throws UpstreamError, and nothing else */
  call<T>(call: HttpCall<T>): Promise<HttpAnswer<T>>;
}
