import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { WaitlistJoin } from '@botaniqal/shared/contracts/waitlist.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { confirmEntry, joinWaitlist, readEntry } from '../../api/waitlist.ts';
import { nothingEntered, type SignUp } from '../../components/waitlist-form/sign-up.ts';
import type {
  SignUpSubmittedEvent,
  SignUpTypedEvent,
} from '../../components/waitlist-form/waitlist-form.events.ts';
import type { SignUpMessages } from '../../components/waitlist-form/waitlist-form.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { problemSentence } from '../../copy/problems.ts';
import { waitlistCopy } from '../../copy/waitlist.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { define } from '../define.ts';
import { tellPage } from '../page-events.ts';
import { type EntryLink, entryLinkOf } from './entry-link.ts';
import type { Place, PlaceShown } from './place-shown.ts';
import { messagesOf, requestOf } from './sign-up-request.ts';
import { type Trouble, troubleView } from './trouble-view.ts';
import { waitlistSignupStyles } from './waitlist-signup.styles.ts';
import '../../components/notice/notice.ts';
import '../../components/waitlist-form/waitlist-form.ts';

interface Loaded {
  readonly catalogue: Catalogue;
  readonly entry: Place | null;
}

/** A sign-up on its way, with the words of its first try: one key stands for one content. */
interface Attempt {
  readonly key: string;
  readonly entered: SignUp;
  readonly request: WaitlistJoin;
}

/** What is shown to those who have joined: most people who come by never need it. */
function placeModule(): Promise<unknown> {
  return import('./place/waitlist-place.ts').catch(() => undefined);
}

/**
 * A service that is not open yet still welcomes people: they join its list here, see their place on it, and leave it.
 * A link from our mails (`#entry=…&token=…`) shows the place to whoever has it; the token goes to our own API alone.
 *
 * @element bq-waitlist-signup
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the form or the place is shown
 * @fires bq-waitlist-joined - somebody has joined
 * @fires bq-error - the list could not be reached, or joining or leaving was refused
 * @csspart heading - the heading
 */
export class WaitlistSignup extends BqElement {
  static override styles = [tokens, base, waitlistSignupStyles];

  /** The service to wait for; empty: the person chooses among those that are not open yet. */
  @property() service = '';

  @state() private link: EntryLink | null = null;
  @state() private shown: PlaceShown | null = null;
  @state() private entered: SignUp = nothingEntered;
  @state() private joining = false;
  @state() private trouble: Trouble | null = null;
  @state() private refused: SignUpMessages = {};

  readonly #announcer = new Announcer(this);
  #attempt: Attempt | null = null;
  #opened = '';
  #isReady = false;
  private readonly loading = new ConnectedTask(this, {
    task: async ([origin, link], { signal }): Promise<Loaded> => {
      const [catalogue, entry] = await Promise.all([
        readCatalogue(origin),
        link && openLink(origin, link, signal),
      ]);
      return { catalogue, entry };
    },
    args: () => [this.origin, this.link] as const,
    onComplete: (loaded) => this.#take(loaded),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#readLink);
    this.#readLink();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#readLink);
  }

  /** Moves focus to the heading, as soon as there is one. */
  override focus(): void {
    void this.loading.taskComplete.catch(() => undefined).then(() => this.#focusOn('h2'));
  }

  protected override render(): TemplateResult {
    const { catalogue } = this.loading.latest ?? {};
    const id = this.shown?.place.service ?? this.service;
    const name = catalogue?.services.find((each) => each.id === id)?.name ?? '';
    return html`<section class="waitlist">
      ${catalogue ? html`<h2 tabindex="-1" part="heading">${waitlistCopy.heading(name)}</h2>` : nothing}
      ${this.#content(catalogue, name)} ${this.#announcer.render()}
    </section>`;
  }

  #content(catalogue: Catalogue | undefined, name: string): TemplateResult {
    const { shown, loading } = this;
    if (loading.status === TaskStatus.ERROR) return this.#notLoaded();
    if (catalogue && shown) {
      // Between the tags: what is read when the rest cannot be loaded.
      return html`<bq-waitlist-place
        .origin=${this.origin}
        .locale=${this.locale}
        .clinic=${catalogue.clinic}
        .shown=${shown}
        @bq-join-again=${() => void this.#again()}
        ><h3 tabindex="-1">${waitlistCopy.position(shown.place.position, shown.place.total)}</h3></bq-waitlist-place
      >`;
    }
    return catalogue && !this.link ? this.#form(catalogue, name) : waitingView;
  }

  #form({ clinic, services }: Catalogue, name: string): TemplateResult {
    const waited = services.filter(({ status }) => status === 'waitlist');
    const named = services.find(({ id }) => id === this.service);
    if (named?.status === 'open') {
      return html`<bq-notice .heading=${waitlistCopy.open(name)} .body=${waitlistCopy.openBody}></bq-notice>`;
    }
    const offered = named ? [named] : waited;
    const [only] = offered;
    if (!only)
      return html`<bq-notice .heading=${waitlistCopy.none} .body=${waitlistCopy.noneBody}></bq-notice>`;
    const entered = offered.length === 1 ? { ...this.entered, service: only.id } : this.entered;
    return html`<p class="lead">${waitlistCopy.lead}</p>
      ${this.trouble ? troubleView(this.trouble, clinic.phone) : nothing}
      <bq-waitlist-form
        .entered=${entered}
        .services=${offered}
        .consent=${waitlistConsent.text}
        .refused=${this.refused}
        .busy=${this.joining}
        @bq-sign-up-typed=${this.#type}
        @bq-sign-up-submitted=${(event: SignUpSubmittedEvent) => {
          const chosen = offered.find(({ id }) => id === event.entered.service);
          if (chosen) void this.#join(chosen.id, event);
        }}
      ></bq-waitlist-form>`;
  }

  #notLoaded(): TemplateResult {
    const { error } = this.loading;
    const unknown = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    const again = () => (unknown ? void this.#again() : void this.loading.run());
    return html`<bq-notice
        .heading=${unknown ? waitlistCopy.unknown.heading : waitlistCopy.notLoaded}
        .body=${unknown ? waitlistCopy.unknown.body : problemSentence(codeOf(error))}
      >
        <button type="button" @click=${again}>
          ${unknown ? waitlistCopy.again : waitlistCopy.tryAgain}
        </button>
      </bq-notice>
      <slot></slot>`;
  }

  readonly #readLink = (): void => {
    const { hash } = location;
    const link = entryLinkOf(hash);
    // Being moved on the page opens nothing that was opened, and perhaps left, before.
    if (!link || hash === this.#opened) return;
    this.#opened = hash;
    this.link = link;
    this.shown = null;
  };

  #take({ entry }: Loaded): void {
    const { link } = this;
    if (entry && link) {
      // The link may be for another list than this element stands for.
      const isOurs = !this.service || entry.service === this.service;
      if (isOurs) {
        void placeModule();
        this.shown = { place: entry, access: link, already: false };
      } else this.link = null;
    }
    if (!this.#isReady) tellPage(this, 'bq-ready', {});
    this.#isReady = true;
  }

  #type({ field, value }: SignUpTypedEvent): void {
    this.entered = { ...this.entered, [field]: value };
  }

  async #join(service: ServiceId, event: SignUpSubmittedEvent): Promise<void> {
    const { entered } = event;
    if (this.joining) return;
    this.joining = true;
    this.trouble = null;
    this.#announcer.say(waitlistCopy.joining);
    const isSame = JSON.stringify(this.#attempt?.entered) === JSON.stringify(entered);
    const attempt: Attempt =
      isSame && this.#attempt
        ? this.#attempt
        : { key: newActKey(), entered, request: requestOf(service, event) };
    this.#attempt = attempt;
    try {
      const joined = await joinWaitlist(this.origin, attempt.request, { key: attempt.key });
      const { contactPreference, phone } = attempt.request;
      const { entryId, manageToken: token, ...place } = joined;
      this.#attempt = null;
      const already = joined.access === 'view';
      this.shown = {
        place: {
          ...place,
          status: joined.position > 0 ? 'waiting' : 'invited',
          // What was told before holds, and only its owner may see it.
          ...(!already && { contactPreference, hasPhone: phone !== undefined }),
        },
        access: { entryId, token },
        already,
      };
      tellPage(this, 'bq-waitlist-joined', { service: joined.service });
      this.#announcer.say('');
      await Promise.all([placeModule(), this.updateComplete]);
      this.renderRoot.querySelector<HTMLElement>('bq-waitlist-place')?.focus();
    } catch (error) {
      await this.#notJoined(error, entered);
    } finally {
      this.joining = false;
    }
  }

  async #notJoined(error: unknown, entered: SignUp): Promise<void> {
    const code = codeOf(error);
    tellPage(this, 'bq-error', { code });
    this.#announcer.say('');
    const refusal = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
    // What was refused is asked anew; what was perhaps done is asked again under its old key.
    if (refusal && code !== 'request_in_progress') this.#attempt = null;
    this.refused = refusal ? messagesOf(error, entered) : {};
    if (Object.keys(this.refused).length > 0) return;
    this.trouble = {
      heading: waitlistCopy.notJoined,
      body: `${code === 'invalid_request' ? waitlistCopy.refused : problemSentence(code)} ${waitlistCopy.kept}`,
    };
    await this.#focusOn('bq-notice');
  }

  /** Agreement is given anew each time. */
  async #again(): Promise<void> {
    this.link = null;
    this.shown = null;
    this.trouble = null;
    this.entered = { ...this.entered, consent: '' };
    await this.loading.run();
    await this.#focusOn('h2');
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** The final geometry, roughly; seen when the wait is long enough to notice. */
const waitingView = html`<p class="spoken" role="status">${waitlistCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

/** Confirms the address where the link is the one that can; shows the place in any case. */
async function openLink(origin: string, link: EntryLink, signal: AbortSignal): Promise<Place> {
  const { entryId, token, confirm } = link;
  if (confirm) {
    try {
      return await confirmEntry(origin, entryId, confirm, { token, signal, key: confirm });
    } catch (error) {
      // A code that was used or is too old does not keep anybody from seeing their place.
      if (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 0) throw error;
    }
  }
  return readEntry(origin, entryId, { token, signal });
}

define('bq-waitlist-signup', WaitlistSignup);
