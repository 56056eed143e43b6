import { ApiProblem } from '../../api/api-problem.ts';
import { apiOrigin } from '../../api/origin.ts';
import { tellAuthor } from './tell-author.ts';

/** The answer of `/widgets/v1/site`, which every page may read. */
interface Site {
  readonly listed: boolean;
  readonly phone: string;
}

/** Milliseconds. */
const deadline = 4_000;

/**
 * Finds out why the server gave no answer that this page may read. A server that does not know the page's address
 * refuses its requests, and the browser reports that as a broken connection.
 * @returns the failure for the patient: what came before, or `origin_not_allowed` with the clinic's number
 */
export async function whyUnreachable(origin: string, before: unknown): Promise<unknown> {
  const here = location.origin;
  if (origin === here) return before;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadline);
  try {
    const answer = await fetch(`${origin}/widgets/v1/site`, {
      signal: controller.signal,
      credentials: 'omit',
    });
    const { listed, phone } = (await answer.json()) as Site;
    if (listed) return before;
    const isSandboxed = here === 'null';
    tellAuthor({
      tag: 'script src=bq.js',
      what: isSandboxed
        ? 'the page is in a sandboxed frame, which has no address of its own. Add allow-same-origin to its sandbox.'
        : `${origin} does not know this site. Add "${here}" to \`sites\` in its clinic.yaml, and start it again.`,
    });
    // The sentence for the patient. Without it they read the general one.
    await import('../../api/refused.ts').catch(() => undefined);
    return new ApiProblem('origin_not_allowed', { phone, cause: before });
  } catch {
    if (origin !== apiOrigin('')) {
      const what = 'no booking server answers at this address.';
      tellAuthor({ tag: 'bq-…', attribute: 'api', value: origin, what, allowed: [apiOrigin('')] });
    }
    return before;
  } finally {
    clearTimeout(timer);
  }
}
