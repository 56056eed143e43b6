import type { z } from 'zod';
import {
  type ClientContext,
  createHttpClient,
  type HttpCall,
  type HttpClient,
} from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { errorDetails } from './mapping/errors.ts';
import { pageSize } from './mapping/paths.ts';
import { page } from './wire.ts';

export interface MediRecordsSettings {
  baseUrl: string;
  apiKey: string;
  practiceId: string;
  /** MediRecords' times are the practice's local times, and it does not say in which zone. */
  timeZone: string;
  /** Whether MediRecords reminds patients by itself. Left out: it does. Not where we remind them. */
  remindsItself?: boolean;
}

const mostPages = 20;

/** A call that only reads. */
type Reading = Pick<HttpCall<unknown>, 'operation' | 'path' | 'query' | 'signal'>;

/** Calls to MediRecords in the practice's name. */
export interface MediRecordsConnection extends HttpClient {
  /** Reads one answer. */
  get<T>(reading: Reading, answer: z.ZodType<T>): Promise<T>;
  /** Reads a list to its last page. */
  getAll<T extends z.ZodType>(reading: Reading, of: T): Promise<z.output<T>[]>;
}

export function connectToMediRecords(
  settings: MediRecordsSettings,
  context: ClientContext,
): MediRecordsConnection {
  const client = createHttpClient(
    {
      service: 'medirecords',
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 10_000,
      maxConcurrent: 4,
      maxAnswerBytes: 4_000_000,
      retry: { tries: 3, baseMs: 300, longestPauseMs: 2000 },
      breaker: { failures: 6, pauseMs: 5000 },
      errorDetails,
    },
    context,
  );
  const call: HttpClient['call'] = (wanted) =>
    client.call({ ...wanted, headers: { ...wanted.headers, authorization: `Bearer ${settings.apiKey}` } });

  const get: MediRecordsConnection['get'] = async (reading, answer) =>
    (await call({ ...reading, method: 'GET', repeat: 'safe', answer })).body;

  return {
    call,
    get,
    async getAll(reading, of) {
      const all = [];
      for (let number = 0; number < mostPages; number += 1) {
        const query = { ...reading.query, page: number, size: pageSize };
        const { data, last } = await get({ ...reading, query }, page(of));
        all.push(...data);
        if (last ?? data.length < pageSize) break;
      }
      return all;
    },
  };
}

/** Whether it understood and refused: an unknown id is answered with 400 as well as with 404 (contract 1.2). */
export function saysNo(error: unknown): boolean {
  return error instanceof UpstreamError && (error.reason === 'not_found' || error.reason === 'rejected');
}
