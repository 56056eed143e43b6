import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { UpstreamError } from '../upstream-error.ts';

/** How one outside service is called. Times in milliseconds. */
export interface OutsideService {
  /** The service's folder name, for errors, metrics and logs. */
  service: string;
  /** Origin and optional path; no slash at the end. */
  baseUrl: string;
  /** Until the headers of an answer are there, per try. */
  headersTimeoutMs: number;
  /** From the headers until the body is complete, per try. */
  bodyTimeoutMs: number;
  /** Calls under way at once, per lane; further ones wait in line, as long as for headers. */
  maxConcurrent: number;
  /** Bytes of an answer; more is a bad answer. */
  maxAnswerBytes: number;
  retry: {
    /** Tries in all, the first included. */
    tries: number;
    /** Full jitter: the n-th pause is random below `baseMs × 2ⁿ`. */
    baseMs: number;
    /** The longest pause. When the service asks for more, the call ends and hands the advice on. */
    longestPauseMs: number;
  };
  breaker: {
    /** Failures in a row (no answer, or 5xx) after which calls are refused at once. */
    failures: number;
    /** How long they are refused before one is let through again. */
    pauseMs: number;
  };
  /** Where the service says when to come back, in its own header; seconds. `Retry-After` is read anyway and goes first. */
  retryAfterSeconds?: (headers: Headers) => number | undefined;
  /** The fields and codes in the service's error body, for the log and for staff. */
  errorDetails?: (body: unknown) => UpstreamError['details'];
}

/** What the client needs from its surroundings. */
export interface OutsideSurroundings {
  clock: Clock;
  /** Told about every finished call: for metrics and for one log line. Carries no address, no body, no personal data. */
  report?: (report: OutsideCallReport) => void;
  /** In `[0, 1)`; for tests. */
  random?: () => number;
}

export interface OutsideCallReport {
  service: string;
  operation: string;
  outcome: 'ok' | UpstreamError['reason'];
  /** HTTP status of the last answer, if there was one. */
  status: number | null;
  tries: number;
  durationMs: number;
}

export interface OutsideCall<T> {
  /** What is done, in one or two words, the same for every call of the kind: `list appointments`. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with a slash. */
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a `FormData` as multipart. */
  body?: unknown;
  /** What the answer must look like. */
  answer: z.ZodType<T>;
  /**
   * `safe`: it only reads, or the vendor recognises a repeat by a key in it; tried again when it fails for a moment.
   * `once`: may act, and a repeat would act twice.
   */
  repeat: 'safe' | 'once';
  /** Calls that share a breaker; by default all of the service. */
  breakerKey?: string;
  /** Calls that wait in one line; by default all of the service. What a patient waits for should not stand behind what nobody does. */
  lane?: string;
  signal?: AbortSignal | undefined;
}

export interface OutsideAnswer<T> {
  status: number;
  body: T;
}

export interface OutsideClient {
  /** @throws UpstreamError, and nothing else */
  call<T>(call: OutsideCall<T>): Promise<OutsideAnswer<T>>;
}
