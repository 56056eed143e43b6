import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { ServiceId } from '@botaniqal/shared/ids/ids.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { nothingEntered, type SignUp, type SignUpMessages } from '../../components/waitlist-form/sign-up.ts';
import type {
  SignUpSubmittedEvent,
  SignUpTypedEvent,
} from '../../components/waitlist-form/waitlist-form.events.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { FragmentListener } from '../../controllers/fragment-listener.ts';
import { problemSentence } from '../../copy/problems.ts';
import { waitlistCopy } from '../../copy/waitlist.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { define } from '../define.ts';
import { tellPage } from '../page-events.ts';
import { type EntryLink, entryLinkOf } from './entry-link.ts';
import type { Joining, JoinOutcome } from './joining/joining.ts';
import type { Place, PlaceShown } from './place-shown.ts';
import { type Trouble, troubleView } from './trouble-view.ts';
import { waitlistSignupStyles } from './waitlist-signup.styles.ts';
import type { Wishes } from './wishes/wishes.ts';
import '../../components/notice/notice.ts';
import '../../components/waitlist-form/waitlist-form.ts';

interface Loaded {
  readonly catalogue: Catalogue;
  readonly entry: Place | null;
}

type JoiningModule = typeof import('./joining/joining.ts');

/**
 * A service that is not open yet still welcomes people: they join its list here, see their place on it, and leave it.
 * Where a service is open and no time suits, they wait for one that comes free (`wishes`).
 * A link from our mails (`#entry=…&token=…`) shows the place to whoever has it; the token goes to our own API alone.
 *
 * What is seen first is loaded first; what judges and sends, and what shows a place, follow.
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
  /** Asks with whom and when somebody could come; then a service may be waited for that is open. */
  @property({ type: Boolean }) wishes = false;
  /** With `wishes`: the visit that is waited for. */
  @property() visit = '';
  /** With `wishes`: whom they would like to see, to begin with. */
  @property() practitioner = '';

  @state() private link: EntryLink | null = null;
  @state() private shown: PlaceShown | null = null;
  @state() private entered: SignUp = nothingEntered;
  @state() private busy = false;
  @state() private trouble: Trouble | null = null;
  @state() private refused: SignUpMessages = {};
  @state() private module: JoiningModule | null = null;
  /** `undefined`: on its way; `null`: it cannot be had. */
  @state() private wished: Wishes | null | undefined;

  readonly #announcer = new Announcer(this);
  #joining: Joining | null = null;
  #opened = '';
  #isReady = false;
  private readonly loading = new ConnectedTask(this, {
    task: async ([origin, link], { signal }): Promise<Loaded> => {
      const [catalogue, entry] = await Promise.all([
        readCatalogue(origin),
        link && loadPlace().then(({ openLink }) => openLink(origin, link, signal)),
      ]);
      return { catalogue, entry };
    },
    args: () => [this.origin, this.link] as const,
    onComplete: (loaded) => this.#take(loaded),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  constructor() {
    super();
    new FragmentListener(this, (fragment) => this.#readLink(fragment));
  }

  /** Moves focus to the heading, as soon as there is one. */
  override focus(): void {
    void this.loading.taskComplete.catch(() => undefined).then(() => this.#focusOn('h2'));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.wishes && (changed.has('wishes') || changed.has('visit') || changed.has('practitioner')))
      void this.#askWishes();
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
        .timeZone=${this.timeZone}
        .catalogue=${catalogue}
        .shown=${shown}
        @bq-join-again=${() => void this.#again()}
        ><h3 tabindex="-1">${waitlistCopy.position(shown.place.position, shown.place.total)}</h3></bq-waitlist-place
      >`;
    }
    return catalogue && !this.link ? this.#form(catalogue, name) : waitingView;
  }

  #form(catalogue: Catalogue, name: string): TemplateResult {
    const { services, clinic } = catalogue;
    const { wished, module } = this;
    const named = services.find(({ id }) => id === this.service);
    const offered = named ? [named] : services.filter(({ status }) => status === 'waitlist');
    const [only] = offered;
    if (!only || (only.status === 'open' && !this.wishes)) {
      const words = only
        ? [waitlistCopy.open(name), waitlistCopy.openBody]
        : [waitlistCopy.none, waitlistCopy.noneBody];
      return html`<bq-notice .heading=${words[0]} .body=${words[1]}></bq-notice>`;
    }
    if (this.wishes && this.wished === undefined) return waitingView;
    const isOne = offered.length === 1;
    return html`<p class="lead">${only.status === 'open' ? waitlistCopy.wishesLead : waitlistCopy.lead}</p>
      ${this.trouble ? troubleView(this.trouble, clinic.phone) : nothing}
      <bq-waitlist-form
        .entered=${isOne ? { ...this.entered, service: only.id } : this.entered}
        .services=${offered}
        .more=${wished && isOne ? wished.view(catalogue, only, this.busy) : nothing}
        .consent=${waitlistConsent.text}
        .judge=${module?.judgeSignUp ?? unjudged}
        .refused=${this.refused}
        .busy=${this.busy}
        @focusin=${this.#learnToJudge}
        @bq-sign-up-typed=${this.#type}
        @bq-sign-up-submitted=${(event: SignUpSubmittedEvent) => void this.#join(offered.find(({ id }) => id === event.entered.service)?.id, event)}
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

  #readLink(fragment: string): void {
    const link = entryLinkOf(fragment);
    // Being moved on the page opens nothing that was opened, and perhaps left, before.
    if (!link || fragment === this.#opened) return;
    this.#opened = fragment;
    this.link = link;
    this.shown = null;
  }

  #take({ entry }: Loaded): void {
    const { link } = this;
    if (entry && link) {
      // The link may be for another list than this element stands for.
      const isOurs = !this.service || entry.service === this.service;
      if (isOurs) this.shown = { place: entry, access: link, already: false, answer: link.answer };
      else this.link = null;
    }
    if (!this.#isReady) tellPage(this, 'bq-ready', {});
    this.#isReady = true;
  }

  #type({ field, value }: SignUpTypedEvent): void {
    this.entered = { ...this.entered, [field]: value };
  }

  readonly #learnToJudge = async (): Promise<JoiningModule | null> => {
    this.module ??= await import('./joining/joining.ts').catch(() => null);
    return this.module;
  };

  async #askWishes(): Promise<void> {
    // Without them the list can be joined all the same.
    const { Wishes } = (await import('./wishes/wishes.ts').catch(() => null)) ?? {};
    this.wished = Wishes ? new Wishes(this, this.visit, this.practitioner) : null;
  }

  async #join(service: ServiceId | undefined, event: SignUpSubmittedEvent): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = null;
    this.#announcer.say(waitlistCopy.joining);
    const outcome = await this.#send(service, event);
    this.#announcer.say('');
    this.busy = false;
    if ('code' in outcome && outcome.code) tellPage(this, 'bq-error', { code: outcome.code });
    if ('refused' in outcome) this.refused = outcome.refused;
    else if ('trouble' in outcome) {
      this.refused = {};
      this.trouble = outcome.trouble;
      await this.#focusOn('bq-notice');
    } else {
      this.shown = outcome.shown;
      tellPage(this, 'bq-waitlist-joined', { service: outcome.shown.place.service });
      await Promise.all([loadPlace().catch(() => undefined), this.updateComplete]);
      this.renderRoot.querySelector<HTMLElement>('bq-waitlist-place')?.focus();
    }
  }

  async #send(service: ServiceId | undefined, event: SignUpSubmittedEvent): Promise<JoinOutcome> {
    const module = await this.#learnToJudge();
    if (!module) {
      const trouble = { heading: waitlistCopy.notJoined, body: problemSentence('network') };
      return { trouble, code: 'network' };
    }
    this.#joining ??= new module.Joining();
    return this.#joining.join(this.origin, service, event, this.wished?.value);
  }

  /** Agreement is given anew each time. */
  async #again(): Promise<void> {
    // Who waited for a time that suits waits for one again.
    this.wishes ||= this.shown?.place.wishes !== undefined;
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

/** Until the judge is there. */
const unjudged = () => undefined;

/** What is shown to those who have joined: most people who come by never need it. */
function loadPlace(): Promise<typeof import('./place/index.ts')> {
  return import('./place/index.ts').catch((cause: unknown) => {
    throw new ApiProblem('network', { cause });
  });
}

/** The final geometry, roughly; seen when the wait is long enough to notice. */
const waitingView = html`<p class="spoken" role="status">${waitlistCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

define('bq-waitlist-signup', WaitlistSignup);
