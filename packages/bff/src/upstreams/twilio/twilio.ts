import { minuteMs } from '@botaniqal/shared/time/duration.ts';
import { type ClientContext, createHttpClient } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { TextMessenger, TextReading, TextSent } from '../../ports/text-messages.ts';
import * as wire from './wire.ts';

export interface TwilioSettings {
  baseUrl: string;
  accountSid: string;
  authToken: string;
  /** Our number, which patients can answer. */
  from: string;
  /** Where Twilio tells what became of a message. */
  callbackUrl: string;
}

/** Twilio keeps a message that it cannot hand over yet for ten hours at most. */
const longestValidSeconds = 36_000;
/** By so much Twilio's clock may differ from ours. */
const clockSkewMs = 5 * minuteMs;
/** Calls at the same time: at a third of a second for each, ten thousand messages leave within a minute. */
const mostAtOnce = 64;

/** Sends text messages through Twilio's Messages API. */
export function createTwilio(settings: TwilioSettings, context: ClientContext): TextMessenger {
  const client = createHttpClient(
    {
      service: 'twilio',
      baseUrl: settings.baseUrl.replace(/\/+$/, ''),
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 10_000,
      maxConcurrent: mostAtOnce,
      maxAnswerBytes: 1_000_000,
      retry: { tries: 3, baseMs: 300, longestPauseMs: 5000 },
      breaker: { failures: 10, pauseMs: 5000 },
      errorDetails,
    },
    context,
  );
  const credentials = Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}` };
  const messages = `/2010-04-01/Accounts/${settings.accountSid}/Messages`;
  return {
    async send({ to, body }, { validSeconds = longestValidSeconds, signal } = {}) {
      try {
        const answer = await client.call({
          operation: 'send text',
          method: 'POST',
          path: `${messages}.json`,
          headers,
          body: new URLSearchParams({
            To: to,
            From: settings.from,
            Body: body,
            StatusCallback: settings.callbackUrl,
            ValidityPeriod: String(Math.max(1, Math.min(longestValidSeconds, Math.floor(validSeconds)))),
          }),
          // Twilio has no idempotency key for messages: a repeat would be a second message.
          repeat: 'once',
          answer: wire.message,
          signal,
        });
        return { kind: 'sent', messageId: answer.body.sid, segments: answer.body.num_segments };
      } catch (error) {
        const refused = refusalOf(error);
        if (refused) return refused;
        throw error;
      }
    },

    // Without Twilio's filter of days: a message near midnight, or one that waits and has no date yet, is found too.
    async find({ to, body }, since, signal) {
      const answer = await client.call({
        operation: 'list texts',
        method: 'GET',
        path: `${messages}.json`,
        query: { To: to, From: settings.from, PageSize: 100 },
        headers,
        repeat: 'safe',
        answer: wire.messageList,
        signal,
      });
      return answer.body.messages
        .filter((one) => one.body === body && one.date_created.getTime() >= since.getTime() - clockSkewMs)
        .map(({ sid, num_segments }) => ({ messageId: sid, segments: num_segments }));
    },

    async read(messageId, signal) {
      try {
        const answer = await client.call({
          operation: 'read text',
          method: 'GET',
          path: `${messages}/${encodeURIComponent(messageId)}.json`,
          headers,
          repeat: 'safe',
          answer: wire.message,
          signal,
        });
        return readingOf(answer.body);
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'not_found') return null;
        throw error;
      }
    },
  };
}

function readingOf(message: wire.Message): TextReading {
  const { direction, status, error_code: code, from, body, date_created: at } = message;
  return {
    direction: direction === 'inbound' ? 'from_patient' : 'to_patient',
    state: states[status] ?? 'under_way',
    code: code ? String(code) : null,
    from: from ?? '',
    body: body ?? '',
    at,
  };
}

const states: Readonly<Record<string, TextReading['state']>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

const optedOutCode = '21610';
/** No number, a number in a country that is not served, and a landline. */
const numberCodes: readonly string[] = ['21211', '21408', '21614'];

function refusalOf(error: unknown): TextSent | null {
  if (!(error instanceof UpstreamError) || error.transient) return null;
  const code = error.details[0]?.code ?? null;
  const reason =
    code === optedOutCode ? 'opted_out' : numberCodes.includes(code ?? '') ? 'not_a_mobile' : 'other';
  return { kind: 'refused', reason, code };
}

/** Twilio's text may repeat the number, so only its code is kept. */
function errorDetails(body: unknown): UpstreamError['details'] {
  const read = wire.refusal.safeParse(body);
  return read.success ? [{ field: null, code: String(read.data.code), message: '' }] : [];
}
