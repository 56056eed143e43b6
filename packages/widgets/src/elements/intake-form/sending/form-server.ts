import type { SubmissionReceived, SubmissionRequest } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import { newActKey } from '../../../api/client.ts';
import { askCallBack, changeDraft, forgetDraft, keepDraft, sendForm } from '../../../api/forms/forms.ts';
import { attribution } from '../../../page/visit/attribution.ts';
import type { DraftRoutes, Kept } from '../drafts/draft-keeper.ts';
import type { Opening } from '../opening/form-link.ts';

/** The open form, and the origin of its server. */
export interface Place {
  readonly origin: string;
  readonly form: FormId;
  readonly opening: Opening | null;
  /** The patient's zone. */
  readonly zone: string;
}

/** All requests of the open form. */
export class FormServer implements DraftRoutes {
  readonly #place: () => Place;

  constructor(place: () => Place) {
    this.#place = place;
  }

  /** Makes the request. It is equal for equal answers, so that a repeated request can have the same key. */
  request(answers: Answers, kept: Kept | null, emailCopy = false): SubmissionRequest {
    return {
      answers,
      ...this.#origins(),
      ...(emailCopy && { emailCopy }),
      ...(kept && { draftId: kept.draftId, draftToken: kept.draftToken }),
      timeZone: this.#place().zone,
      attribution: attribution(),
    };
  }

  send(request: SubmissionRequest, key: string): Promise<SubmissionReceived> {
    const { origin, form } = this.#place();
    return sendForm(origin, form, request, { key });
  }

  callBack(submissionId: string, wish: { name: string; phone: string }, key: string): Promise<unknown> {
    return askCallBack(this.#place().origin, submissionId, wish, { key });
  }

  keep(answers: Answers, email: string, key: string): Promise<Kept> {
    const { origin, form, zone } = this.#place();
    const draft = { answers, consent: true as const, ...this.#origins(), timeZone: zone };
    return keepDraft(origin, form, email ? { ...draft, email } : draft, { key });
  }

  change({ draftId, draftToken }: Kept, answers: Answers): Promise<Kept> {
    return changeDraft(this.#place().origin, draftId, answers, { token: draftToken, key: newActKey() });
  }

  forget({ draftId, draftToken }: Kept): Promise<void> {
    return forgetDraft(this.#place().origin, draftId, { token: draftToken, key: newActKey() });
  }

  /** The ids and tokens of the booking or draft that the form belongs to. */
  #origins(): Pick<SubmissionRequest, 'bookingId' | 'manageToken'> {
    const { opening } = this.#place();
    return opening && 'booking' in opening && opening.booking
      ? { bookingId: opening.booking, manageToken: opening.token }
      : {};
  }
}
