import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { waitlistConsent } from '@botaniqal/shared/waitlist/consent.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { choiceStyles } from '../../components/fields/choice.styles.ts';
import { fieldStyles } from '../../components/fields/field.styles.ts';
import { FormValidation } from '../../components/form-validation/form-validation.ts';
import {
  nothingEntered,
  type SignUp,
  type SignUpField,
  signUpFields,
  type Waited,
} from '../../components/waitlist-form/sign-up.ts';
import { waitlistFormStyles } from '../../components/waitlist-form/waitlist-form.styles.ts';
import { waitlistForm } from '../../components/waitlist-form/waitlist-form.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { FragmentListener } from '../../controllers/fragment-listener.ts';
import { waitlistCopy } from '../../copy/waitlist/waitlist.ts';
import { define } from '../../page/define.ts';
import { loadPart } from '../../page/load-part.ts';
import { oneOf } from '../../page/meant.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { type EntryLink, entryLinkOf } from './entry-link.ts';
import { SignUpSender } from './joining/sign-up-sender.ts';
import { keepLink, keptLink } from './kept-link.ts';
import type { Place, PlaceShown } from './place-shown.ts';
import { type Trouble, troubleView } from './trouble-view.ts';
import { waitlistSignupStyles } from './waitlist-signup.styles.ts';
import type { Wishes } from './wishes/wishes.ts';
import '../../components/banner/banner.ts';

interface Loaded {
  readonly catalogue: Catalogue;
  readonly entry: Place | null;
}

type PlaceModule = typeof import('./place/index.ts');

/**
 * The waitlist of a service that is not open yet: people join it here, see their place on it, and leave it.
 * When an open service has no suitable time, they wait for a time that comes free (`wishes`).
 * A link from our emails (`#entry=…&token=…`) shows the place; the token is sent to our own API only.
 *
 * The form is loaded first. The code that validates and sends it, and the code that shows a place, are loaded later.
 *
 * @element bq-waitlist-signup
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the form or the place is shown
 * @fires bq-waitlist-joined - a person has joined
 * @fires bq-error - the list could not be reached, or joining or leaving was refused
 * @csspart heading - the heading
 * @csspart input - a native text control
 * @csspart choice - a native radio or checkbox
 * @csspart submit - the button that sends
 */
export class WaitlistSignup extends BqElement {
  static override properties: PropertyDeclarations = {
    service: { converter: oneOf(serviceIds) },
    wishes: { type: Boolean },
    visit: { converter: oneOf(visitKinds) },
    link: { state: true },
    shown: { state: true },
    entered: { state: true },
    busy: { state: true },
    trouble: { state: true },
    wished: { state: true },
  };

  static override styles = [
    tokens,
    base,
    fieldStyles,
    choiceStyles,
    waitlistFormStyles,
    waitlistSignupStyles,
  ];

  /** The service to wait for; empty: the person chooses among those that are not open yet. */
  service = '';
  /**
   * Also asks for the practitioners and times that suit. With it, a person can wait for a service that is open, too.
   */
  wishes = false;
  /** With `wishes`: the visit that the person waits for. */
  visit = '';

  /** A link of an email, or what this tab has kept for a reload. */
  private link: EntryLink | null = keptLink();
  private shown: PlaceShown | null = null;
  private entered: SignUp = nothingEntered;
  private busy = false;
  private trouble: Trouble | null = null;
  /** `undefined` while the code is loading; `null` when it could not be loaded. */
  private wished: Wishes | null | undefined;

  readonly #announcer = new Announcer(this);
  readonly #validation = new FormValidation<SignUpField>(
    this,
    () => signUpFields,
    (field) => this.#sender.validate(field, this.entered),
  );
  readonly #sender = new SignUpSender(this);
  #placeModule: PlaceModule | null = null;
  #opened = '';
  #isReady = false;
  private readonly loading = new ConnectedTask(this, {
    task: async ([origin, link], { signal }): Promise<Loaded> => {
      const [catalogue, entry] = await Promise.all([
        readCatalogue(origin),
        link && this.#loadPlace().then(({ openLink }) => openLink(origin, link, signal)),
      ]);
      return { catalogue, entry };
    },
    args: () => [this.origin, this.link] as const,
    onComplete: (loaded) => this.#take(loaded),
    onError: (error) => this.#notOpened(error),
  });

  constructor() {
    super();
    new FragmentListener(this, (fragment) => this.#readLink(fragment));
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
      // The heading between the tags is shown when the code of the place cannot be loaded.
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
    const { wished } = this;
    const named = services.find(({ id }) => id === this.service);
    const offered = named ? [named] : services.filter(({ status }) => status === 'waitlist');
    const [only] = offered;
    if (!only || (only.status === 'open' && !this.wishes)) {
      return html`<bq-banner .heading=${waitlistCopy.open(name)} .body=${waitlistCopy.openBody}></bq-banner>`;
    }
    if (this.wishes && this.wished === undefined) {
      void this.#askWishes();
      return waitingView;
    }
    this.#sender.shown();
    const { busy } = this;
    return html`<p class="lead">${only.status === 'open' ? waitlistCopy.wishesLead : waitlistCopy.lead}</p>
      ${this.trouble ? troubleView(this.trouble, clinic.phone) : nothing}
      <div @focusin=${this.#sender.load}>
        ${waitlistForm({
          entered: this.entered,
          services: offered,
          more: wished && offered.length === 1 ? wished.view(catalogue, only, busy) : nothing,
          consent: waitlistConsent.text,
          busy,
          validation: this.#validation,
          enter: (field, value) => this.#enter(field, value),
          submit: (event) => void this.#join(event, offered),
        })}
      </div>`;
  }

  #notLoaded(): TemplateResult {
    const { error } = this.loading;
    const unknown = this.#placeModule?.unknownView(error, this.api, () => void this.#again());
    return unknown ?? notLoaded(waitlistCopy.notLoaded, error, () => void this.loading.run());
  }

  #readLink(fragment: string): void {
    const link = entryLinkOf(fragment);
    // The page may move this element. A link that was opened before, and perhaps closed, is not opened again.
    if (!link || fragment === this.#opened) return;
    this.#opened = fragment;
    this.link = link;
    this.shown = null;
  }

  #take({ entry }: Loaded): void {
    const { link } = this;
    if (entry && link) {
      // The link may open a place on the list of another service.
      const hasLeft = entry.status === 'left' && !this.#opened;
      const isOurs = (!this.service || entry.service === this.service) && !hasLeft;
      if (isOurs) this.shown = { place: entry, access: link, already: false, answer: link.answer };
      else this.link = null;
    }
    if (!this.#isReady) tellPage(this, 'bq-ready', {});
    this.#isReady = true;
  }

  /** A place that was kept for a reload and is gone makes room for the form; of a link in an email we say that it is gone. */
  #notOpened(error: unknown): void {
    const isGone = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (isGone && this.link && !this.#opened) {
      keepLink(null);
      this.link = null;
    } else tellPage(this, 'bq-error', { code: codeOf(error) });
  }

  #enter(field: SignUpField, value: string): void {
    // Stored at once, because a browser that fills in several fields may send the form directly after.
    this.entered = { ...this.entered, [field]: value };
    this.#validation.typed(field);
    // The new way of contact decides whether the mobile number is needed.
    if (field === 'contactPreference') this.#validation.reconsider('phone');
  }

  async #askWishes(): Promise<void> {
    // When the code does not load, the person joins without wishes.
    const { Wishes } = (await loadPart(() => import('./wishes/wishes.ts')).catch(() => null)) ?? {};
    this.wished ??= Wishes ? new Wishes(this, this.visit) : null;
  }

  async #join(event: SubmitEvent, offered: readonly Waited[]): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.trouble = null;
    this.#announcer.say(waitlistCopy.joining);
    const trap = this.renderRoot.querySelector<HTMLInputElement>('.trap input');
    const { origin, entered, wished } = this;
    const outcome = await this.#sender.send(origin, offered, entered, trap?.value ?? '', wished?.value);
    // A program of the browser may have filled it for a person, whose second try passes.
    if (trap) trap.value = '';
    this.#announcer.say('');
    this.busy = false;
    if ('code' in outcome && outcome.code) tellPage(this, 'bq-error', { code: outcome.code });
    if ('refused' in outcome) void this.#validation.showErrors(() => outcome.refused);
    else if ('trouble' in outcome) {
      void this.#validation.showErrors(() => ({}));
      this.trouble = outcome.trouble;
      await this.#focusOn('bq-banner');
    } else {
      this.shown = outcome.shown;
      if (this.isConnected) keepLink(outcome.shown.access);
      tellPage(this, 'bq-waitlist-joined', { service: outcome.shown.place.service });
      await Promise.all([this.#loadPlace().catch(() => undefined), this.updateComplete]);
      this.renderRoot.querySelector<HTMLElement>('bq-waitlist-place')?.focus();
    }
  }

  /** The code that shows a place. Most visitors do not join, so they do not load it. */
  async #loadPlace(): Promise<PlaceModule> {
    try {
      this.#placeModule ??= await loadPart(() => import('./place/index.ts'));
      return this.#placeModule;
    } catch (cause) {
      throw new ApiProblem('network', { cause });
    }
  }

  /** Opens the form again with what was entered, except the consent: the person gives it each time. */
  async #again(): Promise<void> {
    // A person who waited for a time with wishes is asked for wishes again.
    this.wishes ||= this.shown?.place.wishes !== undefined;
    keepLink(null);
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

/** Shown while the form loads. It has roughly the size of the form. */
const waitingView = html`<p class="spoken" role="status">${waitlistCopy.loading}</p>
  <div class="waiting" aria-hidden="true">
    <i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i>
  </div>`;

define('bq-waitlist-signup', WaitlistSignup);
