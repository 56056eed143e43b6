import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { live } from 'lit/directives/live.js';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf } from '../../app/router.ts';
import { bookingPanelStyles } from '../../components/booking/booking-panel.styles.ts';
import { refused } from '../../components/refused.ts';
import { toast } from '../../components/toast.ts';
import { Acts } from '../../controllers/act.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { answersView, sessionFacts } from './session-facts.ts';
import './hand-over.ts';
import type { HandOver } from './hand-over.ts';
import { triagePath } from './triage-paths.ts';
import { triageSessionStyles } from './triage-session.styles.ts';
import { type Outcome, outcomes } from './triage-words.ts';

/** Milliseconds without a key press after which the notes are saved. */
const typingPause = 1_000;

/**
 * One triage session: who to call and why, notes, the call, its outcome, and who has it.
 *
 * @element desk-triage-session
 * @fires panel-close - the person closes it
 * @fires session-changed - an act has changed it
 */
export class TriageSession extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    sessionId: { attribute: false },
    typed: { state: true },
    handsOver: { state: true },
    choosing: { state: true },
  };

  static override styles = [screen, fieldStyles, split, bookingPanelStyles, triageSessionStyles];

  declare session: DeskSession;
  sessionId = '';
  /** Notes that are not saved yet. */
  private typed: string | undefined;
  /** The notes as they were when the typing began. */
  #typedOn = '';
  #saving: Promise<void> = Promise.resolve();
  /** The version that our own save of the notes made of another. */
  readonly #savedAs = new Map<number, number>();
  private handsOver = false;
  /** The outcome that was pressed and is on its way. */
  private choosing: Outcome | undefined;
  #focusWanted = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #names = new Names(this);
  readonly #acts = new Acts(this);
  readonly #triage = new Loaded<StaffTriageSession>(this, (signal) =>
    read(triagePath(this.sessionId), signal),
  );
  readonly live = new LiveController(this, ['triage', 'booking'], () => void this.#triage.again());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    void this.#saveNotes();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('sessionId') || !this.hasUpdated) return;
    clearTimeout(this.#timer);
    this.#triage.value = undefined;
    this.#acts.error = undefined;
    this.typed = undefined;
    this.handsOver = false;
    this.#focusWanted = true;
    void this.#triage.again();
  }

  override updated(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('h2');
    if (!this.#focusWanted || !heading) return;
    this.#focusWanted = false;
    heading.focus();
  }

  override render(): TemplateResult {
    return html`<button class="close" type="button" @click=${() => this.dispatchEvent(new Event('panel-close'))}>
        Close
      </button>
      ${this.#triage.render((triage) => this.#ready(triage))}`;
  }

  #ready(triage: StaffTriageSession): TemplateResult {
    const { timeZone } = this.session.clinic;
    return html`<div class="title">
        <h2 tabindex="-1">${triage.patientName ?? triage.callBack?.name ?? 'No name given'}</h2>
        <span class="quiet">${triage.claimedBy ? `${triage.claimedBy.name} has this` : 'No one has this yet'}</span>
      </div>
      ${refused(this.#acts.error, timeZone)}
      ${
        triage.callBack
          ? html`<p class="call-back">
              <strong>Call ${triage.callBack.name} back</strong> on
              <a href=${triage.phoneLink ?? `tel:${triage.callBack.phone}`}>${triage.callBack.phone}</a>
            </p>`
          : nothing
      }
      ${this.#may('triage:update') ? this.#buttons(triage) : nothing}
      ${this.handsOver ? this.#handOver() : nothing} ${sessionFacts(triage, this.#names, timeZone)}
      ${this.#may('triage:update') ? this.#outcome(triage) : nothing} ${this.#notes(triage)} ${answersView(triage)}`;
  }

  #buttons(triage: StaffTriageSession): TemplateResult {
    const { status, claimedBy, isMine, callStartedAt, callEndedAt, phoneLink } = triage;
    const button = (words: string, act: () => unknown, kind = '') =>
      html`<button type="button" class=${kind} @click=${act}>${words}</button>`;
    const isOpen = status !== 'ended' && status !== 'cancelled';
    const inCall = callStartedAt !== null && callEndedAt === null;
    return html`<div class="acts">
      ${phoneLink ? html`<a class=${triage.callBack ? 'primary' : ''} href=${phoneLink}>Call</a>` : nothing}
      ${
        this.#may('booking:create') && (isMine || this.session.role === 'manager')
          ? html`<a class="primary" id="book" href=${addressOf('phone', `session/${this.sessionId}`)}>Book a visit</a>`
          : nothing
      }
      ${claimedBy ? nothing : button('I have this', () => this.#act(triage, 'claim', {}, 'You have it.'))}
      ${isOpen && !inCall ? button('Start the call', () => this.#act(triage, 'call', { act: 'start' }, 'The call has begun.')) : nothing}
      ${inCall ? button('End the call', () => this.#act(triage, 'call', { act: 'end' }, 'The call has ended.')) : nothing}
      ${isMine || claimedBy ? button('Hand over', () => void this.#openHandOver()) : nothing}
      ${claimedBy && isMine ? button('Give it back', () => this.#act(triage, 'release', {}, 'It is back in the queue.')) : nothing}
    </div>`;
  }

  #handOver(): TemplateResult {
    return html`<desk-hand-over
      .without=${this.#triage.value?.claimedBy?.id ?? ''}
      @hand-over=${async ({ detail }: CustomEvent<{ to: string; name: string }>) => {
        const triage = this.#triage.value;
        if (!triage) return;
        await this.#act(triage, 'hand-over', { to: detail.to }, `${detail.name} has it now.`);
        this.handsOver = false;
      }}
      @hand-over-back=${() => {
        this.handsOver = false;
      }}
    ></desk-hand-over>`;
  }

  #outcome(triage: StaffTriageSession): TemplateResult {
    return html`<fieldset>
      <legend class="label">Outcome</legend>
      <div class="outcomes">
        ${(Object.keys(outcomes) as Outcome[]).map(
          (outcome) => html`<label class="choice">
            <input
              type="radio"
              name="outcome"
              .checked=${live((this.choosing ?? triage.outcome) === outcome)}
              @change=${() => this.#write(triage, outcome, `Outcome: ${outcomes[outcome].toLowerCase()}.`)}
            />
            ${outcomes[outcome]}
          </label>`,
        )}
      </div>
      ${
        triage.outcome
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.#write(triage, null, 'The outcome is taken back.')}
            >
              Take the outcome back
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #notes(triage: StaffTriageSession): TemplateResult {
    return html`<div>
      ${this.#overtaken(triage) ? this.#twoNotes(triage) : nothing}
      ${textField({
        name: 'notes',
        label: 'Notes',
        hint: `For the team. Not seen by the patient. ${this.typed === undefined ? 'Saved.' : 'Saved when you pause.'}`,
        error: undefined,
        value: this.typed ?? triage.triageNotes,
        autocomplete: 'off',
        optional: true,
        readonly: !this.#may('triage:update'),
        rows: 5,
        onInput: (value) => {
          if (this.typed === undefined) this.#typedOn = triage.triageNotes;
          this.typed = value;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => void this.#saveNotes(), typingPause);
        },
        onBlur: () => void this.#saveNotes(),
      })}
    </div>`;
  }

  /** A colleague has changed the notes since the typing began. Neither text replaces the other by itself. */
  #overtaken({ triageNotes }: StaffTriageSession): boolean {
    return this.typed !== undefined && triageNotes !== this.#typedOn && triageNotes !== this.typed;
  }

  #twoNotes({ triageNotes }: StaffTriageSession): TemplateResult {
    const take = (notes: string) => {
      this.#typedOn = triageNotes;
      this.typed = notes;
      void this.#saveNotes();
      this.renderRoot.querySelector<HTMLElement>('#notes')?.focus();
    };
    return html`<div class="state failed" role="alert">
      <p>A colleague changed the notes while you typed. Yours are not saved yet. Theirs:</p>
      <p class="theirs">${triageNotes || 'Empty'}</p>
      <div class="acts">
        <button type="button" @click=${() => take(`${triageNotes}\n${this.typed ?? ''}`.trim())}>
          Add mine below
        </button>
        <button type="button" @click=${() => take(triageNotes)}>Keep theirs</button>
      </div>
    </div>`;
  }

  #may(permission: string): boolean {
    return this.session.permissions.includes(permission);
  }

  async #openHandOver(): Promise<void> {
    this.handsOver = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HandOver>('desk-hand-over')?.focus();
  }

  #saveNotes(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const { typed } = this;
    const triage = this.#triage.value;
    if (typed === undefined || !triage || this.#overtaken(triage)) return;
    if (typed === triage.triageNotes) {
      this.typed = undefined;
      return;
    }
    const body = { triageNotes: typed, version: triage.version };
    const saved = await this.#do(triagePath(triage.sessionId), body, '');
    const now = this.#triage.value;
    if (!now) return;
    if (saved) {
      this.#savedAs.set(triage.version, now.version);
      // What was typed meanwhile is saved next.
      if (this.typed === typed) this.typed = undefined;
      else this.#typedOn = now.triageNotes;
    } else if (now.version !== triage.version && now.triageNotes === this.#typedOn) {
      // A colleague did something else with the session: the notes go beside it.
      await this.#save();
    }
  }

  async #write(triage: StaffTriageSession, outcome: Outcome | null, done: string): Promise<void> {
    this.choosing = outcome ?? undefined;
    await this.#after(triage, triagePath(triage.sessionId), { outcome }, done);
    this.choosing = undefined;
  }

  #act(
    triage: StaffTriageSession,
    act: 'claim' | 'release' | 'hand-over' | 'call',
    body: object,
    done: string,
  ): Promise<boolean> {
    return this.#after(triage, triagePath(triage.sessionId, act), body, done);
  }

  /** A press right after the notes were typed waits for them, and goes on from the version that they made. */
  async #after(triage: StaffTriageSession, path: string, body: object, done: string): Promise<boolean> {
    await this.#saving;
    const version = this.#savedAs.get(triage.version) ?? triage.version;
    return this.#do(path, { ...body, version }, done);
  }

  async #do(path: string, body: object, done: string): Promise<boolean> {
    const after = await this.#acts.send<StaffTriageSession>(path, body);
    if (!after) {
      // A colleague may have been faster. What was typed stays in the field.
      await this.#triage.again();
      return false;
    }
    if (after.sessionId === this.sessionId) this.#triage.value = after;
    if (done) toast(this, done);
    this.requestUpdate();
    this.dispatchEvent(new Event('session-changed'));
    return true;
  }
}

customElements.define('desk-triage-session', TriageSession);
