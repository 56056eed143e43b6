import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { SubmissionReceived } from '@botaniqal/shared/contracts/forms.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { TaskStatus } from '@lit/task';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { readDefinition } from '../../api/forms/forms.ts';
import { forgetTriage } from '../../api/forms/triage-handover.ts';
import type { CallBackAskedEvent } from '../../components/help-now/help-now.events.ts';
import { supportLinesStyles } from '../../components/support-lines/support-lines.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { BrowserHistory } from '../../controllers/browser-history.ts';
import { CallBack } from '../../controllers/call-back.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { NetworkWatch } from '../../controllers/network-watch.ts';
import { triageCopy } from '../../copy/forms/triage.ts';
import { define } from '../../page/define.ts';
import { PageListener, tellPage } from '../../page/neighbours/page-events.ts';
import { base } from '../../styles/base.ts';
import { steps } from '../../styles/steps.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { Delivery, defaultPauses } from './delivery.ts';
import { Following } from './following.ts';
import { stepsAhead } from './journey/steps-ahead.ts';
import { begin, next, type Rules, type Triage, type TriageEvent } from './journey/triage-journey.ts';
import { triageFormStyles } from './triage-form.styles.ts';
import { followingView } from './views/following-view.ts';
import { questionView } from './views/question-view.ts';
import { dangerLine, outcomeView, waitingView } from './views/triage-views.ts';
import '../../components/form-section/form-section.ts';
import '../../components/help-now/help-now.ts';
import '../../components/banner/banner.ts';

interface Loaded {
  readonly catalogue: Catalogue;
  readonly form: FormDefinition;
}

/**
 * Asks a few questions, one group at a time, and tells the patient where to begin. An alarming answer ends it at once:
 * it
 * shows help, with or without a network, and offers no booking any more. Otherwise it hands over to the booking on the
 * page, or to one in its own place.
 *
 * Answers stay in this element until they are sent. It tells the page the number of a step, never an answer or an
 * outcome, and nothing after an alarming answer.
 *
 * @element bq-triage-form
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the first questions are shown
 * @fires bq-step - another group of questions, or the outcome, is shown
 * @fires bq-form-submitted - the answers were sent; when cancelled, the page goes on by itself
 * @fires bq-service-selected - the patient wants to book the suggested visit; can be cancelled
 * @fires bq-error - the questions could not be loaded, or the answers could not be sent
 * @csspart heading - the heading
 * @csspart back - the button that goes one step back
 * @csspart go-on - the button that leads to the booking or the waitlist
 * @csspart segment - one step in the bar that shows how far it is
 */
export class TriageForm extends BqElement {
  static override properties: PropertyDeclarations = {
    pauses: { attribute: false },
    now: { state: true },
    handsOver: { state: true },
  };

  static override styles = [tokens, base, steps, supportLinesStyles, triageFormStyles];

  /** Milliseconds before each repeated try to send an alarming answer. The last pause repeats. */
  pauses = defaultPauses;

  private now: Triage | null = null;
  private handsOver = true;

  readonly #announcer = new Announcer(this);
  readonly #callBack = new CallBack(this);
  readonly #history = new BrowserHistory(this, (depth) => this.#goToDepth(depth));
  readonly #delivery = new Delivery(this, () => ({ origin: this.origin, pauses: this.pauses }));
  readonly #network = new NetworkWatch(this, () => this.#tryAgain());
  readonly #following = new Following(this, () => {
    this.#history.follow(this.#depth);
    void this.#focusOn('.follow');
  });
  #isReady = false;
  private readonly loading = new ConnectedTask(this, {
    task: async ([origin], { signal }): Promise<Loaded> => {
      const [catalogue, form] = await Promise.all([
        readCatalogue(origin),
        readDefinition(origin, 'triage', { signal }),
      ]);
      return { catalogue, form };
    },
    args: () => [this.origin] as const,
    onComplete: () => this.#begin(),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  constructor() {
    super();
    // A triage session belongs to one booking, so the next booking does not get it.
    new PageListener(this, 'bq-booking-confirmed', forgetTriage);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tryAgain();
  }

  protected override render(): TemplateResult {
    return html`<section class="triage">${this.#content()} ${this.#announcer.render()}</section>`;
  }

  #content(): TemplateResult {
    const { now, loading, rules } = this;
    if (now && rules && loading.latest) {
      if (now.at === 'stopped') return this.#help(now);
      if (now.at === 'outcome') return this.#outcome(now, rules, loading.latest.catalogue);
      return questionView(
        now,
        rules,
        { offline: this.#network.offline, phone: loading.latest.catalogue.clinic.phone },
        {
          act: (event) => this.#act(event),
          left: (event) => this.#left(event),
        },
      );
    }
    const heading = html`<h2 tabindex="-1" part="heading">${triageCopy.heading}</h2>`;
    if (loading.status !== TaskStatus.ERROR) return html`${heading}${waitingView}`;
    return html`${heading}
      ${notLoaded(triageCopy.notLoaded, loading.error, () => void loading.run())} ${dangerLine}`;
  }

  #help({ help }: Extract<Triage, { at: 'stopped' }>): TemplateResult {
    const clinic = this.loading.latest?.catalogue.clinic;
    return html`<bq-help-now
      .urgency=${help.urgency}
      .lines=${help.lines}
      .clinic=${clinic?.name ?? ''}
      .clinicPhone=${clinic?.phone ?? ''}
      .openingHours=${clinic?.openingHours.text ?? ''}
      .callBack=${this.#callBack.state}
      .note=${triageCopy.delivery[this.#delivery.state]}
      .canUndo=${true}
      @bq-call-back-asked=${(event: CallBackAskedEvent) => void this.#askForCallBack(event)}
      @bq-chosen-by-mistake=${() => this.#act({ type: 'mistake' })}
    ></bq-help-now>`;
  }

  #outcome(now: Extract<Triage, { at: 'outcome' }>, rules: Rules, catalogue: Catalogue): TemplateResult {
    const { api, locale, timeZone } = this;
    const { shown } = this.#following;
    if (shown) {
      return followingView(
        shown,
        { api, locale, timeZone, phone: catalogue.clinic.phone },
        { back: this.#leaveFollowing, tryAgain: () => void this.#following.load(shown.offer) },
      );
    }
    return outcomeView(now, rules, catalogue, this.handsOver, {
      book: (offer) => void this.#following.goOn(offer, now.received),
      change: (section) => this.#act({ type: 'change', section }),
    });
  }

  private get rules(): Rules | null {
    const { form } = this.loading.latest ?? {};
    return form ? { form, at: { today: dayOf(new Date(), this.#zone) } } : null;
  }

  get #zone(): string {
    return this.patientZone(this.loading.latest?.catalogue.clinic.timeZone);
  }

  #begin(): void {
    if (this.#isReady || !this.rules) return;
    this.#isReady = true;
    this.now = begin(this.rules);
    tellPage(this, 'bq-ready', {});
    this.#tellStep();
  }

  #act(event: TriageEvent): void {
    const { now, rules } = this;
    if (!now || !rules) return;
    this.now = next(now, event, rules);
    const isElsewhere = this.now.at !== now.at || this.now.section !== now.section;
    if (isElsewhere) this.#arrived(this.now, now);
  }

  #arrived(now: Triage, before: Triage): void {
    this.#following.close();
    if (before.at === 'stopped') this.#delivery.stop();
    switch (now.at) {
      case 'question':
        if (now.section !== before.section) this.#tellStep();
        this.#history.follow(this.#depth);
        void this.#focusOn(now.trouble ? 'bq-banner' : 'bq-form-section');
        return;
      case 'sending':
        this.#announcer.say(triageCopy.sending);
        void this.#send(now.attempt.key, now.attempt.answers);
        return;
      case 'stopped':
        // Forgets a triage that was handed over before, because this one offers no booking.
        forgetTriage();
        this.#announcer.say('');
        this.#callBack.reset();
        if (!now.received) this.#deliver(now);
        else this.#delivery.done();
        void this.#focusOn('bq-help-now');
        return;
      case 'outcome':
        this.#announcer.say('');
        this.handsOver = tellPage(this, 'bq-form-submitted', { form: 'triage' });
        this.#tellStep();
        this.#history.follow(this.#depth);
        void this.#focusOn('h2');
    }
  }

  /**
   * The depth of the browser's history: a step for each group of questions, one for the outcome, one for the view after
   * it.
   */
  get #depth(): number {
    const { now, rules } = this;
    if (!now || !rules) return 0;
    const { before } = stepsAhead(rules, now.answers, now.section);
    return before + (now.at === 'outcome' ? 1 : 0) + (this.#following.shown ? 1 : 0);
  }

  /** Handles the browser's Back and Forward. From help they lead to the question, as the button in help does. */
  #goToDepth(depth: number): void {
    if (this.now?.at === 'stopped') this.#act({ type: 'mistake' });
    else if (this.#following.shown && depth < this.#depth) this.#leaveFollowing();
    else {
      for (let here = this.#depth + 1; depth < this.#depth && this.#depth < here; ) {
        here = this.#depth;
        this.#act({ type: 'back' });
      }
    }
    // When triage cannot go to that depth, the history returns to the current one.
    this.#history.follow(this.#depth);
  }

  /** Tells the page the number of the step. A title would reveal earlier answers to the scripts of the page. */
  #tellStep(): void {
    const { now, rules } = this;
    if (!now || !rules) return;
    const { before } = stepsAhead(rules, now.answers, now.section);
    tellPage(this, 'bq-step', { step: now.at === 'outcome' ? 'outcome' : `questions_${before + 1}` });
  }

  #left(event: Event): void {
    this.#act({ type: 'settled', key: newActKey() });
    if (this.now?.at === 'stopped') event.preventDefault();
  }

  async #send(key: string, answers: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      const received = await this.#delivery.send({ key, answers }, this.#zone);
      this.#act({ type: 'received', received });
    } catch (error) {
      const code = codeOf(error);
      tellPage(this, 'bq-error', { code });
      this.#announcer.say('');
      this.#act({ type: 'refused', code, settled: this.#delivery.isSettled(error) });
    }
  }

  #deliver({ attempt }: Extract<Triage, { at: 'stopped' }>): void {
    this.#delivery.keepTrying(attempt, this.#zone, (received) => this.#act({ type: 'received', received }));
  }

  async #askForCallBack({ name, phone }: CallBackAskedEvent): Promise<void> {
    const { now } = this;
    if (now?.at !== 'stopped') return;
    const submission = async (): Promise<SubmissionReceived> => {
      if (now.received) return now.received;
      const received = await this.#delivery.send(now.attempt, this.#zone);
      this.#delivery.done();
      this.#act({ type: 'received', received });
      return received;
    };
    await this.#callBack.ask(this.origin, submission, { name, phone });
  }

  readonly #leaveFollowing = (): void => {
    this.#following.close();
    this.#history.follow(this.#depth);
    void this.#focusOn('h2');
  };

  /**
   * Sends answers again that did not arrive. Called when the element comes onto the page and when the network changes.
   */
  #tryAgain(): void {
    const { now } = this;
    if (this.#network.offline || !now) return;
    if (now.at === 'stopped' && !now.received) this.#deliver(now);
    if (now.at === 'question' && now.trouble === 'network' && now.unresolved) {
      this.#act({ type: 'continued', key: newActKey() });
    }
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus({ preventScroll: true });
    const { top } = this.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.scrollIntoView({ block: 'start' });
  }
}

define('bq-triage-form', TriageForm);
