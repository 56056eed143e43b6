import type { nothing, TemplateResult } from 'lit';
import { type ApiProblemCode, codeOf } from '../../../api/api-problem.ts';
import { troubleWords } from '../../../copy/booking/trouble.ts';
import type { BookingHost } from '../booking-host.ts';
import type { BookingSnapshot, Trouble as Refusal } from '../journey/journey.ts';
import type { ResumeToken } from '../paid/resume-token.ts';
import type { ViewContext } from '../views/view-context.ts';
import { askFree, askPaid, ConfirmationWatch } from './confirmation-watch.ts';
import { lookUp } from './look-up.ts';
import { troubleStyles } from './trouble.styles.ts';
import { lateWords, troubleView } from './trouble-views.ts';

/**
 * A booking that failed, is not confirmed yet, or was under way when the page was reloaded. Loaded when the first of
 * these happens: most patients never need it.
 */
export class Trouble {
  readonly #host: BookingHost;
  readonly #watch: ConfirmationWatch;
  #lookUpFailed: ApiProblemCode | null = null;

  constructor(host: BookingHost) {
    this.#host = host;
    const { styleSheet } = troubleStyles;
    const { renderRoot } = host.element;
    if (styleSheet && renderRoot instanceof ShadowRoot) renderRoot.adoptedStyleSheets.push(styleSheet);
    this.#watch = new ConfirmationWatch(host.element, (event) => {
      host.act(event);
      if (event.type === 'late') host.say(lateWords(host.journey()));
    });
  }

  view(context: ViewContext): TemplateResult | typeof nothing {
    const { act, submit, resume, journey } = this.#host;
    return troubleView(journey(), context, {
      take: (start) => {
        act({ type: 'picked', slot: { start, practitionerId: journey().slot?.practitionerId ?? null } });
      },
      seeAllTimes: () => act({ type: 'back', to: 'time' }),
      seeServices: () => act({ type: 'back', to: 'service' }),
      holdAgain: submit,
      lookUpAgain: resume,
      lookUpFailed: this.#lookUpFailed,
    });
  }

  /** Why the server refused the details. */
  words({ code, retryAfterSeconds }: Refusal): { heading: string; body: string } {
    return troubleWords(code, retryAfterSeconds);
  }

  /** Asks about a booking that is not confirmed yet, until it is. */
  async watchOver(): Promise<void> {
    const journey = this.#host.journey();
    if (journey.at !== 'confirming') return;
    const { origin, timings, payment } = this.#host;
    const { booking, choice } = journey;
    const paid = choice.channel === 'pay' ? await payment() : null;
    const ask = (signal: AbortSignal) =>
      paid ? askPaid(paid.api.confirm(booking, signal)) : askFree(origin, booking, signal);
    this.#watch.start({ ask, timings: timings() });
  }

  /**
   * Looks up a booking that was under way before a reload.
   * @param returned whether the patient has returned from the bank's page
   * @param service the only service that this page books; empty: any
   * @returns `null` when there is none to resume, `undefined` when it cannot be read: then the view says so
   */
  async lookUp(
    token: ResumeToken,
    returned: boolean,
    service: string,
  ): Promise<BookingSnapshot | null | undefined> {
    const { element, origin, payment, tellError } = this.#host;
    this.#lookUpFailed = null;
    element.requestUpdate();
    try {
      const found = await lookUp((await payment()).api, origin, token, returned);
      return found && (!service || service === found.choice.service) ? found : null;
    } catch (error) {
      this.#lookUpFailed = codeOf(error);
      element.requestUpdate();
      tellError(this.#lookUpFailed);
      return undefined;
    }
  }
}
