import type { WaitlistJoin, WaitlistWishes } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { ApiProblem, type ApiProblemCode, codeOf } from '../../../api/api-problem.ts';
import { newActKey } from '../../../api/client.ts';
import { joinWaitlist } from '../../../api/waitlist.ts';
import type { SignUpMessages, SignUpSent } from '../../../components/waitlist-form/sign-up.ts';
import { problemSentence } from '../../../copy/problems.ts';
import { notJoinedCopy } from '../../../copy/waitlist/faults.ts';
import type { PlaceShown } from '../place-shown.ts';
import type { Trouble } from '../trouble-view.ts';
import { requestOf } from './sign-up-request.ts';
import { judgeAll, refusedIn } from './validate-sign-up.ts';

export { validateSignUp } from './validate-sign-up.ts';

/** A sign-up that is being sent, with the content of its first try. One key belongs to one content. */
interface Attempt {
  readonly key: string;
  readonly content: string;
  readonly request: WaitlistJoin;
}

/** The result of sending the form: a place, fields to correct, or a problem. */
export type JoinOutcome =
  | { readonly shown: PlaceShown }
  | { readonly refused: SignUpMessages; readonly code?: ApiProblemCode }
  | { readonly trouble: Trouble; readonly code: ApiProblemCode };

/**
 * Validates what the person entered, and sends it. It is loaded while they type, because the first view does not need
 * it. One sign-up has one key, even when it is sent several times.
 */
export class Joining {
  #attempt: Attempt | null = null;

  async join(
    origin: string,
    service: ServiceId | undefined,
    sent: SignUpSent,
    wishes?: WaitlistWishes,
  ): Promise<JoinOutcome> {
    const { entered } = sent;
    const refused = judgeAll(entered);
    if (!service || Object.keys(refused).length > 0) return { refused };
    const content = JSON.stringify([entered, wishes]);
    const last = this.#attempt?.content === content ? this.#attempt : null;
    const attempt = last ?? { key: newActKey(), content, request: requestOf(service, sent, wishes) };
    this.#attempt = attempt;
    try {
      const { key, request } = attempt;
      const { entryId, manageToken: token, ...place } = await joinWaitlist(origin, request, { key });
      this.#attempt = null;
      const already = place.access === 'view';
      const { contactPreference, phone } = request;
      return {
        shown: {
          place: {
            ...place,
            status: place.position > 0 ? 'waiting' : 'invited',
            // An earlier sign-up keeps its own values, and only its owner may see them.
            ...(!already && { contactPreference, hasPhone: phone !== undefined, ...(wishes && { wishes }) }),
          },
          access: { entryId, token },
          already,
        },
      };
    } catch (error) {
      return this.#notJoined(error, sent);
    }
  }

  #notJoined(error: unknown, { entered }: SignUpSent): JoinOutcome {
    const code = codeOf(error);
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) {
      // After a refusal the next request has a new key. When the outcome is unknown, it keeps the old key.
      if (code !== 'request_in_progress') this.#attempt = null;
      const refused = refusedIn(error.fields, entered);
      if (Object.keys(refused).length > 0) return { refused, code };
    }
    return { trouble: notJoined(code), code };
  }
}

function notJoined(code: ApiProblemCode): Trouble {
  const why = code === 'invalid_request' ? notJoinedCopy.refused : problemSentence(code);
  return { heading: notJoinedCopy.heading, body: `${why} ${notJoinedCopy.kept}` };
}
