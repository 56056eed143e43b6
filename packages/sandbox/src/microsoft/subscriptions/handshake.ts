import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.ts';

const answerWithinMs = 10_000;

/**
 * Asks each address to repeat a token, as Microsoft does before it makes a subscription.
 * @throws Refusal (400) when one does not answer 200 with the token, and nothing else, as plain text within 10 seconds
 */
export async function validate(urls: readonly string[]): Promise<void> {
  const reasons = await Promise.all(urls.map(mistakeOf));
  const reason = reasons.find((one) => one !== null);
  if (!reason) return;
  throw new Refusal(400, 'InvalidRequest', `Subscription validation request failed. ${reason}`);
}

async function mistakeOf(url: string): Promise<string | null> {
  // Microsoft's own tokens have spaces and colons: a receiver that does not decode them is found out here.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const separator = url.includes('?') ? '&' : '?';
  try {
    const answer = await fetch(`${url}${separator}validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const text = await answer.text();
    if (answer.status !== 200) {
      return 'Notification endpoint must respond with 200 OK to validation request.';
    }
    const type = answer.headers.get('content-type') ?? '';
    if (!type.startsWith('text/plain')) {
      return `Notification endpoint must respond with text/plain, not '${type}'.`;
    }
    return text === token ? null : 'Notification endpoint must respond with the validation token.';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? 'The request timed out.'
      : 'Unable to connect to the remote server.';
  }
}
