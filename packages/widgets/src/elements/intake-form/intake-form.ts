import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { prefilled } from '@botaniqal/shared/forms/engine.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { dayOf, isTimeZone } from '@botaniqal/shared/time/zone.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { textOf } from '../../components/fields/questions/shown-field.ts';
import type { FormLeftEvent, FormTypedEvent } from '../../components/form-section/form-section.events.ts';
import { rootOf } from '../../components/form-section/validate-field.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { BrowserHistory } from '../../controllers/browser-history.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { FragmentListener } from '../../controllers/fragment-listener.ts';
import { NetworkWatch } from '../../controllers/network-watch.ts';
import { dayLong, deviceZone } from '../../copy/dates.ts';
import { intakeCopy, intakeTrouble } from '../../copy/forms/intake.ts';
import { define } from '../../page/define.ts';
import { tellPage } from '../../page/page-events.ts';
import { base } from '../../styles/base.ts';
import { steps } from '../../styles/steps.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { Alarm } from './alarm/alarm.ts';
import type { SaveForLater } from './drafts/save-for-later.ts';
import { UnsavedGuard } from './drafts/unsaved-guard.ts';
import { type FillShown, fillView } from './filling/fill-view.ts';
import {
  answered,
  atDepth,
  begin,
  depthOf,
  type Filling,
  goOn,
  goTo,
  progressOf,
  type Rules,
  read,
  shownOf,
} from './filling/filling.ts';
import { focusOn } from './focus-on.ts';
import { intakeFormStyles } from './intake-form.styles.ts';
import { alreadyView, noLinkView, sentView, type Trouble, troubleView, waitingView } from './intake-views.ts';
import { isNoLink, type Opening, openingOf } from './opening/form-link.ts';
import { type Opened, openForm } from './opening/open-form.ts';
import { FormSender } from './sending/form-sender.ts';
import { FormServer } from './sending/form-server.ts';
import { refusedFields } from './sending/refused-fields.ts';
import '../../components/banner/banner.ts';

/**
 * One form, section by section: filled in, checked and sent; left and come back to; stopped, with help, when an answer
 * is alarming. What is typed is in this page's memory, and on the server once the patient has agreed; nowhere else.
 *
 * A link carries its token behind the `#`, and the token goes to our own API alone.
 *
 * @element bq-intake-form
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @slot sent - after the form was sent: what is next
 * @fires bq-ready - the first question is shown
 * @fires bq-form-submitted - the form was sent; can be cancelled by a page that goes on by itself
 * @fires bq-error - the form could not be loaded or sent
 * @csspart heading - a heading
 * @csspart back - the button that goes one step back
 * @csspart later - the button to save and come back later
 * @csspart submit - the button that goes on or sends
 * @csspart segment - one step in the bar that shows how far it is
 */
export class IntakeForm extends BqElement {
  static override properties: PropertyDeclarations = {
    form: {},
    booking: {},
    token: { attribute: false },
    opening: { state: true },
    filling: { state: true },
    ended: { state: true },
    trouble: { state: true },
    refused: { state: true },
    clinic: { state: true },
  };

  static override styles = [tokens, base, steps, intakeFormStyles];

  /** The form's id; empty: the link's own. */
  form = '';
  /** The booking that it belongs to; empty: the link's own, or none. */
  booking = '';
  /** What opens the booking, for a page that has it; else the link's. */
  token = '';

  private opening: Opening | null = null;
  private filling: Filling | null = null;
  private ended: 'sent' | 'already' | null = null;
  private trouble: Trouble | null = null;
  private refused: readonly Fault[] = [];
  private clinic: Catalogue['clinic'] | null = null;

  readonly #announcer = new Announcer(this);
  readonly #history = new BrowserHistory(this, (depth) => this.#goToDepth(depth));
  readonly #server = new FormServer(() => ({
    origin: this.origin,
    form: this.#opened.form.id,
    opening: this.opening,
    zone: this.#zone,
  }));
  readonly #alarm = new Alarm(this, {
    send: (request, key) => this.#server.send(request, key),
    callBack: (submissionId, wish, key) => this.#server.callBack(submissionId, wish, key),
    say: (words) => this.#announcer.say(words),
    mistake: () => {
      this.#announcer.say(intakeCopy.slip);
      this.#focusStep();
    },
  });
  readonly #sender = new FormSender(this, {
    send: (request, key) => this.#server.send(request, key),
    received: (answer) => this.#received(answer),
    refused: (problem) => this.#refused(problem),
    waiting: (problem) => {
      tellPage(this, 'bq-error', { code: codeOf(problem) });
      this.#announcer.say('');
      this.#focusOn('bq-banner');
    },
  });
  #saveForLater: SaveForLater | null = null;
  readonly #guard = new UnsavedGuard(this);
  readonly #network = new NetworkWatch(this, (offline) => {
    if (this.filling) this.#announcer.say(offline ? intakeCopy.offline : intakeCopy.online);
  });
  /** The answers before the patient typed anything. */
  #begun: Answers | null = null;
  /** A draft was saved on the server; the submission has deleted it. */
  #wasKept = false;
  private readonly loading = new ConnectedTask(this, {
    task: ([origin, opening], { signal }) => this.#open(origin, opening, signal),
    args: () => [this.origin, this.opening] as const,
    onComplete: (opened) => this.#begin(opened),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  readonly #acts: FillShown['acts'] = {
    go: (filling) => this.#go(filling),
    typed: (event) => this.#typed(event),
    left: (event) => this.#left(event),
    done: () => this.#done(),
    send: () => this.#send(),
    save: () => void this.#openSaveForLater(),
  };

  constructor() {
    super();
    // A link to a place within the page must not close the form.
    new FragmentListener(this, () => {
      if (!this.opening || /[#&](?:form|draft)=/.test(location.hash)) this.#readLink();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('form') || changed.has('booking') || changed.has('token')) this.#readLink();
  }

  protected override updated(): void {
    const { filling } = this;
    if (filling && !this.#alarm.help) this.#history.follow(this.ended ? 0 : depthOf(filling, this.#rules));
  }

  /** Moves focus to the heading, as soon as there is one. */
  override focus(): void {
    void this.loading.taskComplete.catch(() => undefined).then(() => this.#focusOn('h2'));
  }

  protected override render(): TemplateResult {
    return html`<section class="intake">
      ${this.#content()}
      ${this.#network.offline && this.filling && !this.ended ? html`<p class="offline">${intakeCopy.offline}</p>` : nothing}
      ${this.#announcer.render()}
    </section>`;
  }

  #content(): TemplateResult {
    const { filling, loading, opening } = this;
    const opened = loading.latest;
    if (!opening)
      return html`${isNoLink(location.hash) ? noLinkView : troubleView(intakeCopy.broken, '')}<slot></slot>`;
    if (loading.status === TaskStatus.ERROR) return this.#notLoaded(opening);
    if (!opened || !filling) return waitingView;
    if (this.#alarm.help) return this.#alarm.view(this.clinic);
    if (this.ended === 'sent') return html`${sentView(this.#wasKept)}<slot name="sent"></slot>`;
    return this.ended ? this.#already(opened) : this.#fill(opened, filling);
  }

  #notLoaded(opening: Opening): TemplateResult {
    const { error } = this.loading;
    const unknown = error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status);
    const words =
      'draft' in opening ? intakeCopy.gone : opening.token ? intakeCopy.broken : intakeCopy.notFound;
    const trouble = unknown ? words : { heading: intakeCopy.notLoaded, body: intakeTrouble(codeOf(error)) };
    return html`${troubleView(
      trouble,
      this.clinic?.phone,
      unknown ? undefined : [intakeCopy.tryAgain, () => void this.loading.run()],
    )}<slot></slot>`;
  }

  #already({ form, context }: Opened): TemplateResult {
    return alreadyView(form, this.#day(context?.submittedAt ?? ''), () => {
      this.ended = null;
      this.#focusStep();
    });
  }

  #fill({ context, draft }: Opened, filling: Filling): TemplateResult {
    return html`${fillView({
      filling,
      rules: this.#rules,
      refused: this.refused,
      busy: this.#sender.state === 'sending',
      leftOn: draft && filling.answers === this.#begun ? this.#day(draft.savedAt) : '',
      trouble: this.#troubleNow(),
      maySave: !this.#saveForLater?.isShown,
      acts: this.#acts,
    })}${this.#saveForLater?.view(context, this.#zone, this.locale) ?? nothing}`;
  }

  #troubleNow() {
    if (this.#sender.state === 'waiting') {
      const trouble = { heading: intakeCopy.waiting, body: intakeCopy.waitingBody };
      return troubleView(trouble, this.clinic?.phone, [intakeCopy.sendNow, this.#sender.again]);
    }
    return this.trouble ? troubleView(this.trouble, this.clinic?.phone) : nothing;
  }

  get #opened(): Opened {
    const opened = this.loading.latest;
    if (!opened) throw new Error('nothing is open');
    return opened;
  }

  get #zone(): string {
    const zone = this.timeZone || deviceZone();
    return isTimeZone(zone) ? zone : (this.clinic?.timeZone ?? 'UTC');
  }

  get #rules(): Rules {
    const { form, context } = this.#opened;
    const today = dayOf(new Date(), this.#zone);
    return { form, at: context ? { today, known: context.known } : { today } };
  }

  get #reading() {
    return read(this.filling ?? { answers: {} }, this.#rules);
  }

  #day(instant: string): string {
    return dayLong(dayOf(new Date(instant), this.#zone), this.locale);
  }

  #readLink(): void {
    const opening = openingOf(location.hash, this);
    if (JSON.stringify(opening) === JSON.stringify(this.opening)) return;
    this.opening = opening;
    this.filling = null;
    this.loading.forget();
  }

  async #open(origin: string, opening: Opening | null, signal: AbortSignal): Promise<Opened> {
    if (!opening) return new Promise(() => undefined);
    void readCatalogue(origin).then(
      ({ clinic }) => {
        this.clinic = clinic;
      },
      () => undefined,
    );
    const parts = [this.#alarm.prepare(), 'draft' in opening && this.#loadSaveForLater()];
    const [opened] = await Promise.all([openForm(origin, opening, signal), ...parts]);
    return opened;
  }

  #begin({ form, context, draft }: Opened): void {
    const answers = { ...prefilled(form, context?.prefill ?? {}), ...draft?.answers };
    this.filling = begin(this.#rules, answers, draft !== null);
    this.#begun = this.filling.answers;
    this.ended = context?.status === 'submitted' ? 'already' : null;
    const { keeper } = this.#saveForLater ?? {};
    if (keeper && draft && this.opening) keeper.kept = { ...draft, draftToken: this.opening.token };
    tellPage(this, 'bq-ready', {});
    void this.#loadSaveForLater().catch(() => undefined);
  }

  #typed({ field, value }: FormTypedEvent): void {
    if (!this.filling) return;
    this.filling = answered(this.filling, field, value);
    this.#sender.withdraw();
    this.#guard.unsaved = true;
  }

  #left(event: FormLeftEvent): void {
    if (this.#stops(false)) event.preventDefault();
  }

  #done(): void {
    if (!this.filling || this.#stops(true)) return;
    const here = shownOf(this.filling, this.#rules)?.fields.map(({ id }) => id) ?? [];
    this.refused = this.refused.filter(({ path }) => !here.includes(rootOf(path)));
    const next = goOn(this.filling, this.#rules);
    this.#go(next.section === null ? this.#atRefused(next) : next);
    void this.#saveForLater?.step();
  }

  /** Leads to a section in which the server refused an answer. */
  #atRefused(now: Filling): Filling {
    const wanted = read(now, this.#rules).sections.find(({ fields }) =>
      this.refused.some(({ path }) => fields.some(({ id }) => id === rootOf(path))),
    );
    return wanted ? goTo(now, wanted.section.id) : now;
  }

  /** An alarming answer ends self-service at once: help first, then the clinic is told, finished or not. */
  #stops(meant: boolean): boolean {
    const reading = this.#reading;
    if (!this.#alarm.isRaised(reading, meant)) return false;
    this.#focusOn('bq-help-now');
    this.#alarm.tell(this.#server.request(reading.answers, this.#saveForLater?.keeper.kept ?? null));
    return true;
  }

  #send(): void {
    if (this.#stops(true)) return;
    this.trouble = null;
    this.#announcer.say(intakeCopy.sending);
    this.#sender.send(this.#server.request(this.#reading.answers, this.#saveForLater?.keeper.kept ?? null));
  }

  #received({ submissionId, outcome }: SubmissionReceived): void {
    this.#guard.unsaved = false;
    this.#announcer.say('');
    const { keeper } = this.#saveForLater ?? {};
    this.#wasKept = Boolean(keeper?.kept);
    keeper?.drop();
    if (outcome?.stop) {
      const urgency = outcome.urgency === 'emergency' ? 'emergency' : 'same_day';
      this.#alarm.show({ urgency, lines: outcome.support }, this.#reading.everything, submissionId);
      this.#focusOn('bq-help-now');
      return;
    }
    this.ended = 'sent';
    tellPage(this, 'bq-form-submitted', { form: this.#opened.form.id });
    this.#focusOn('h2');
  }

  #refused(problem: unknown): void {
    const code = codeOf(problem);
    tellPage(this, 'bq-error', { code });
    this.#announcer.say('');
    this.refused = refusedFields(problem);
    const now = this.filling && this.#atRefused(this.filling);
    if (now && now !== this.filling) {
      this.filling = now;
      return;
    }
    this.trouble = { heading: intakeCopy.refused, body: `${intakeTrouble(code)} ${intakeCopy.kept}` };
    this.#focusOn('bq-banner');
  }

  /** Saving needs the network anyway, so its code is loaded after the first question. */
  async #loadSaveForLater(): Promise<SaveForLater> {
    const { SaveForLater } = await import('./drafts/save-for-later.ts');
    this.#saveForLater ??= new SaveForLater(this, this.#server, {
      answers: () => this.#reading.answers,
      email: () => textOf(this.#reading.everything.email),
      say: (words) => this.#announcer.say(words),
      focus: (selector) => this.#focusOn(selector),
      kept: () => {
        this.#guard.unsaved = false;
      },
    });
    return this.#saveForLater;
  }

  async #openSaveForLater(): Promise<void> {
    this.trouble = null;
    try {
      (await this.#loadSaveForLater()).open();
    } catch {
      this.trouble = { heading: intakeCopy.notKept, body: `${intakeTrouble('network')} ${intakeCopy.kept}` };
      this.#focusOn('bq-banner');
    }
  }

  #goToDepth(depth: number): void {
    if (this.filling && !this.#alarm.help && !this.ended) this.#go(atDepth(this.filling, this.#rules, depth));
  }

  #go(filling: Filling | null): void {
    // An alarming answer stops the form on every way out of a section.
    if (!filling || this.#sender.state === 'sending' || this.#stops(false)) return;
    this.#sender.withdraw();
    this.filling = filling;
    this.trouble = null;
    const { position, least, most } = progressOf(filling, this.#rules);
    this.#announcer.say(intakeCopy.progress(position, least, most));
    this.#focusStep();
  }

  #focusStep(): void {
    this.requestUpdate();
    this.#focusOn('bq-form-section, .check h3');
  }

  #focusOn(selector: string): void {
    void this.updateComplete.then(() => focusOn(this, this.renderRoot.querySelector<HTMLElement>(selector)));
  }
}

define('bq-intake-form', IntakeForm);
