import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { Answers } from '@botaniqal/shared/forms/definition.ts';
import { prefilled } from '@botaniqal/shared/forms/engine.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { codeOf } from '../../api/api-problem.ts';
import { textOf } from '../../components/fields/questions/shown-field.ts';
import type { FormLeftEvent, FormTypedEvent } from '../../components/form-section/form-section.events.ts';
import { rootOf } from '../../components/form-section/validate-field.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { BrowserHistory } from '../../controllers/browser-history.ts';
import { NetworkWatch } from '../../controllers/network-watch.ts';
import { dayLong } from '../../copy/dates.ts';
import { intakeCopy, intakeTrouble } from '../../copy/forms/intake.ts';
import { define } from '../../page/define.ts';
import { sendLinkView } from '../../page/links/send-link-view.ts';
import { oneOf } from '../../page/meant.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { base } from '../../styles/base.ts';
import { steps } from '../../styles/steps.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { Alarm } from './alarm/alarm.ts';
import { Drafts } from './drafts/drafts.ts';
import { UnsavedGuard } from './drafts/unsaved-guard.ts';
import { type FillShown, fillView } from './filling/fill-view.ts';
import {
  answered,
  atDepth,
  atFault,
  begin,
  depthOf,
  type Filling,
  goOn,
  progressOf,
  type Rules,
  read,
  shownOf,
} from './filling/filling.ts';
import { focusOn } from './focus-on.ts';
import { intakeFormStyles } from './intake-form.styles.ts';
import {
  alreadyView,
  noLinkView,
  notLoadedView,
  sentView,
  type Trouble,
  troubleView,
  waitingView,
} from './intake-views.ts';
import { isNoLink } from './opening/form-link.ts';
import { FormOpening } from './opening/form-opening.ts';
import type { Opened } from './opening/open-form.ts';
import { FormSender } from './sending/form-sender.ts';
import { FormServer } from './sending/form-server.ts';
import { refusedFields } from './sending/refused-fields.ts';
import '../../components/banner/banner.ts';

/**
 * One form, section by section. The patient fills it in, checks it and sends it, or saves it and continues later. When
 * an
 * answer is alarming, the form stops and shows help. The answers are in this page's memory, and on the server once the
 * patient has agreed to save them or has sent them; they are nowhere else.
 *
 * A link has its token after the `#`, and this element sends the token to our own API only.
 *
 * @element bq-intake-form
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @slot sent - the next step, shown after the form was sent
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
    form: { converter: oneOf(formIds) },
    booking: {},
    token: { attribute: false },
    filling: { state: true },
    ended: { state: true },
    trouble: { state: true },
    refused: { state: true },
    emailCopy: { state: true },
  };

  static override styles = [tokens, base, steps, intakeFormStyles];

  /** The form's id; empty: the id in the link. */
  form = '';
  /** The booking of the form; empty: the one in the link, or none. */
  booking = '';
  /** The token of the booking, from a page that has it; empty: the token in the link. */
  token = '';

  private filling: Filling | null = null;
  private ended: 'sent' | 'already' | null = null;
  private trouble: Trouble | null = null;
  private refused: readonly Fault[] = [];
  /** The patient wants the answers by email. */
  private emailCopy = false;

  readonly #announcer = new Announcer(this);
  readonly #history = new BrowserHistory(this, (depth) => this.#goToDepth(depth));
  readonly #server: FormServer = new FormServer(() => ({
    origin: this.origin,
    form: this.#opening.opened.form.id,
    opening: this.#opening.current,
    zone: this.#zone,
  }));
  readonly #alarm: Alarm = new Alarm(this, {
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
  readonly #guard = new UnsavedGuard(this);
  readonly #drafts = new Drafts(this, this.#server, {
    answers: () => this.#reading.answers,
    email: () => textOf(this.#reading.everything.email),
    say: (words) => this.#announcer.say(words),
    focus: (selector) => this.#focusOn(selector),
    kept: () => {
      this.#guard.unsaved = false;
    },
  });
  readonly #network = new NetworkWatch(this, (offline) => {
    if (this.filling) this.#announcer.say(offline ? intakeCopy.offline : intakeCopy.online);
  });
  /** The answers before the patient typed anything. */
  #begun: Answers | null = null;
  /** A draft was saved on the server; the submission has deleted it. */
  #wasKept = false;
  readonly #opening: FormOpening = new FormOpening(this, {
    origin: () => this.origin,
    prepare: (opening) => Promise.all([this.#alarm.prepare(), 'draft' in opening && this.#drafts.load()]),
    changed: () => {
      this.filling = null;
    },
    opened: (opened) => this.#begin(opened),
    failed: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  readonly #acts: FillShown['acts'] = {
    go: (filling) => this.#go(filling),
    typed: (event) => this.#typed(event),
    left: (event) => this.#left(event),
    done: () => this.#done(),
    send: () => this.#send(),
    save: () => void this.#openSaveForLater(),
    wantCopy: (wanted: boolean) => {
      this.emailCopy = wanted;
      // A request that waits to be sent again was made before this choice.
      this.#sender.withdraw();
    },
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('form') || changed.has('booking') || changed.has('token')) this.#opening.read();
  }

  protected override updated(): void {
    const { filling } = this;
    if (filling && !this.#alarm.help) this.#history.follow(this.ended ? 0 : depthOf(filling, this.#rules));
  }

  /** Moves focus to the heading, as soon as there is one. */
  override focus(): void {
    void this.#opening.task.taskComplete.catch(() => undefined).then(() => this.#focusOn('h2'));
  }

  protected override render(): TemplateResult {
    return html`<section class="intake">
      ${this.#content()}
      ${this.#network.offline && this.filling && !this.ended ? html`<p class="offline">${intakeCopy.offline}</p>` : nothing}
      ${this.#announcer.render()}
    </section>`;
  }

  #content(): TemplateResult {
    const { filling } = this;
    const { current, task, clinic } = this.#opening;
    const opened = task.latest;
    if (!current)
      return html`${isNoLink(location.hash) ? noLinkView : troubleView(intakeCopy.broken, '')}${sendLinkView('forms', this.api)}`;
    if (task.status === TaskStatus.ERROR) {
      return notLoadedView(current, task.error, this.api, clinic?.phone, () => void task.run());
    }
    if (!opened || !filling) return waitingView;
    if (this.#alarm.help) return this.#alarm.view(clinic);
    if (this.ended === 'sent') return html`${sentView(this.#wasKept)}<slot name="sent"></slot>`;
    return this.ended ? this.#already(opened) : this.#fill(opened, filling);
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
      maySave: !this.#drafts.isShown,
      clinic: this.#opening.clinic ?? null,
      emailCopy: this.emailCopy,
      acts: this.#acts,
    })}${this.#drafts.view(context, this.#zone, this.locale)}`;
  }

  #troubleNow() {
    const { clinic } = this.#opening;
    if (this.#sender.state === 'waiting') {
      const trouble = { heading: intakeCopy.waiting, body: intakeCopy.waitingBody };
      return troubleView(trouble, clinic?.phone, [intakeCopy.sendNow, this.#sender.again]);
    }
    return this.trouble ? troubleView(this.trouble, clinic?.phone) : nothing;
  }

  get #zone(): string {
    return this.patientZone(this.#opening.clinic?.timeZone);
  }

  get #rules(): Rules {
    const { form, context } = this.#opening.opened;
    const today = dayOf(new Date(), this.#zone);
    return { form, at: context ? { today, known: context.known } : { today } };
  }

  get #reading() {
    return read(this.filling ?? { answers: {} }, this.#rules);
  }

  #day(instant: string): string {
    return dayLong(dayOf(new Date(instant), this.#zone), this.locale);
  }

  #begin({ form, context, draft }: Opened): void {
    const answers = { ...prefilled(form, context?.prefill ?? {}), ...draft?.answers };
    this.filling = begin(this.#rules, answers, draft !== null);
    this.#begun = this.filling.answers;
    this.ended = context?.status === 'submitted' ? 'already' : null;
    const { current } = this.#opening;
    if (draft && current) this.#drafts.resume(draft, current.token);
    tellPage(this, 'bq-ready', {});
    void this.#drafts.load().catch(() => undefined);
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
    this.#go(next.section === null ? atFault(next, this.#rules, this.refused) : next);
    this.#drafts.step();
  }

  /**
   * An alarming answer ends self-service at once: it shows help, then it tells the clinic, even when the form is not
   * finished.
   */
  #stops(meant: boolean): boolean {
    const reading = this.#reading;
    if (!this.#alarm.isRaised(reading, meant)) return false;
    this.#focusOn('bq-help-now');
    this.#alarm.tell(this.#server.request(reading.answers, this.#drafts.kept));
    return true;
  }

  #send(): void {
    if (this.#stops(true)) return;
    this.trouble = null;
    this.#announcer.say(intakeCopy.sending);
    this.#sender.send(this.#server.request(this.#reading.answers, this.#drafts.kept, this.emailCopy));
  }

  #received({ submissionId, outcome }: SubmissionReceived): void {
    this.#guard.unsaved = false;
    this.#announcer.say('');
    this.#wasKept = this.#drafts.kept !== null;
    this.#drafts.drop();
    if (outcome?.stop) {
      const urgency = outcome.urgency === 'emergency' ? 'emergency' : 'same_day';
      this.#alarm.show({ urgency, lines: outcome.support }, this.#reading.everything, submissionId);
      this.#focusOn('bq-help-now');
      return;
    }
    this.ended = 'sent';
    tellPage(this, 'bq-form-submitted', { form: this.#opening.opened.form.id });
    this.#focusOn('h2');
  }

  #refused(problem: unknown): void {
    const code = codeOf(problem);
    tellPage(this, 'bq-error', { code });
    this.#announcer.say('');
    this.refused = refusedFields(problem);
    const now = this.filling && atFault(this.filling, this.#rules, this.refused);
    if (now && now !== this.filling) {
      this.filling = now;
      return;
    }
    this.trouble = { heading: intakeCopy.refused, body: `${intakeTrouble(code)} ${intakeCopy.kept}` };
    this.#focusOn('bq-banner');
  }

  async #openSaveForLater(): Promise<void> {
    this.trouble = null;
    try {
      (await this.#drafts.load()).open();
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
