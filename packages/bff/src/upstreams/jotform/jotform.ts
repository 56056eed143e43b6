import { type ClientContext, createHttpClient } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { FormsElsewhere } from '../../ports/forms-elsewhere.ts';
import { displayName } from './display-name.ts';
import { givenForm } from './mapping.ts';
import { submissionAnswer } from './wire.ts';

export interface JotformSettings {
  /** By region: `https://api.jotform.com`, `https://eu-api.jotform.com`, `https://hipaa-api.jotform.com`. */
  baseUrl: string;
  apiKey: string;
}

/** Reads submissions from JotForm's API, after its webhook has announced them. */
export function createJotform(settings: JotformSettings, context: ClientContext): FormsElsewhere {
  const client = createHttpClient(
    {
      service: 'jotform',
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 10_000,
      maxConcurrent: 2,
      maxAnswerBytes: 4_000_000,
      // Calls are counted by the day: a job that comes again later is cheaper than tries in a row.
      retry: { tries: 2, baseMs: 300, longestPauseMs: 2000 },
      breaker: { failures: 6, pauseMs: 5000 },
    },
    context,
  );
  return {
    displayName,

    async read(submissionKey, signal) {
      try {
        const { body } = await client.call({
          operation: 'read submission',
          method: 'GET',
          path: `/submission/${encodeURIComponent(submissionKey)}`,
          // In a header, because proxies write addresses into their logs.
          headers: { APIKEY: settings.apiKey },
          repeat: 'safe',
          answer: submissionAnswer,
          signal,
        });
        return givenForm(body);
      } catch (error) {
        if (isNotOurs(error)) return null;
        throw error;
      }
    },
  };
}

/** For a submission of another account, or a missing one, JotForm answers 401 (observed), not 404. */
function isNotOurs(error: unknown): boolean {
  return error instanceof UpstreamError && ['unauthorized', 'not_found'].includes(error.reason);
}
