import type { Answers, Field, Section } from '@botaniqal/shared/forms/definition.ts';
import type { Fault } from '@botaniqal/shared/forms/kinds/kind.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Announcer } from '../../controllers/announcer.ts';
import { formsCopy } from '../../copy/forms/forms.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';
import { busyWords } from '../busy-words/busy-words.ts';
import type { ErrorSummary, FieldError, FieldWantedEvent } from '../error-summary/error-summary.ts';
import { choiceStyles } from '../fields/choice.styles.ts';
import { fieldStyles } from '../fields/field.styles.ts';
import { fieldView } from '../fields/questions/field-view.ts';
import { questionStyles } from '../fields/questions/questions.styles.ts';
import { FormLeftEvent, FormSectionDoneEvent, FormTypedEvent } from './form-section.events.ts';
import { formSectionStyles } from './form-section.styles.ts';
import { RowEditing } from './row-editing.ts';
import { inPlace, rootOf, validateField } from './validate-field.ts';
import '../error-summary/error-summary.ts';

type Messages = Readonly<Record<string, readonly Fault[]>>;

/**
 * One section of a form, drawn from its definition, with every control in this one shadow root. It validates a field
 * when the patient leaves it or sends the section, never while they type, and removes an error as soon as the value is
 * valid. It reports each change, so that the answers outlive the section.
 *
 * @element bq-form-section
 * @slot - other buttons, beside the one that sends
 * @fires bq-form-typed - with every change of a field
 * @fires bq-form-left - the patient has answered a question and gone on
 * @fires bq-form-section-done - the section was sent, and every field is valid
 * @csspart heading - the section's title
 * @csspart input - a native text control
 * @csspart choice - a native radio or checkbox
 * @csspart submit - the button that sends
 */
export class FormSection extends LitElement {
  static override properties: PropertyDeclarations = {
    section: { attribute: false },
    fields: { attribute: false },
    answers: { attribute: false },
    refused: { attribute: false },
    today: {},
    busy: { type: Boolean },
    send: {},
    sending: {},
    messages: { state: true },
    summed: { state: true },
  };

  static override styles = [base, fieldStyles, choiceStyles, questionStyles, formSectionStyles];

  /** The section, with its title. */
  section: Section | null = null;
  /** The visible questions of the section, from `readForm`. */
  fields: readonly Field[] = [];
  /** The values of the whole form's fields, as typed. */
  answers: Answers = {};
  /**
   * Faults from the server; each path begins with the field's id. Each is shown until the patient changes the field.
   */
  refused: readonly Fault[] = [];
  /** The patient's date, `YYYY-MM-DD`. */
  today = '';
  /** The form is being sent: nothing can be changed, and the button says so. */
  busy = false;
  /** The words of the button, and its words while busy. */
  send: string = formsCopy.next;
  sending: string = formsCopy.next;

  private messages: Messages = {};
  private summed: readonly Fault[] = [];

  readonly #announcer = new Announcer(this);
  readonly #rows = new RowEditing({
    valueOf: ({ id }) => this.answers[id],
    change: (field, rows) => this.#type(field, () => rows),
    say: (words) => this.#announcer.say(words),
    focus: (path) => void this.#goTo(path),
  });
  readonly #typed = new Set<string>();
  #pressing = false;
  #leftWhilePressing: Field | null = null;
  /** An arrow key is down. Radios change while it passes over them. */
  #arrowing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('section');
    const isOther = changed.has('section') && before?.id !== this.section?.id;
    if (isOther) {
      this.#rows.removed = null;
      this.#typed.clear();
      this.#announcer.say('');
    } else if (changed.has('fields')) this.#announceNew(changed.get('fields') ?? this.fields);
    if (!isOther && !changed.has('refused')) return;
    this.#sum(this.#refusedHere());
    if (this.summed.length > 0) void this.#focusSummary();
  }

  /** Moves focus to the title, so that it is read out. */
  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h3')?.focus());
  }

  protected override render() {
    const { section, busy } = this;
    if (!section) return nothing;
    return html`<form
      novalidate
      aria-busy=${busy ? 'true' : nothing}
      @submit=${this.#submit}
      @pointerdown=${this.#press}
      @keydown=${(event: KeyboardEvent) => {
        this.#arrowing = event.key.startsWith('Arrow');
      }}
      @keyup=${() => {
        this.#arrowing = false;
      }}
      @bq-field-wanted=${(event: FieldWantedEvent) => this.#goTo(event.field)}
    >
      <div class="head">
        <h3 tabindex="-1" part="heading">${section.title}</h3>
        ${section.intro ? html`<p class="lead">${section.intro}</p>` : nothing}
      </div>
      ${
        this.summed.length > 0
          ? html`<bq-error-summary
              .errors=${this.#links()}
            ></bq-error-summary>`
          : nothing
      }
      ${keyed(section.id, html`<div class="fields" ?inert=${busy}>${this.#fields(section)}</div>`)}
      <div class="send">
        <button class="primary" part="submit" type="submit" aria-disabled=${busy ? 'true' : nothing}>
          ${busyWords(busy, this.send, this.sending)}
        </button>
        <slot></slot>
      </div>
      ${this.#announcer.render()}
    </form>`;
  }

  /**
   * Every field of the section keeps its place in the template, visible or not, so that Lit never reuses a control for
   * another question.
   */
  #fields({ fields }: Section) {
    return fields.map((field) => {
      if (!this.fields.includes(field)) return nothing;
      return html`<div
        class="question"
        @change=${(event: Event) => this.#changed(event)}
        @focusout=${(event: FocusEvent) => this.#focusMoved(event, field)}
      >
        ${fieldView(
          {
            field,
            typed: this.answers[field.id],
            faults: this.messages[field.id] ?? [],
            change: (how) => this.#type(field, how),
          },
          this.#rows.actsOn(field),
        )}
      </div>`;
    });
  }

  #type(field: Field, how: (typed: unknown) => unknown): void {
    const { id } = field;
    const value = how(this.answers[id]);
    this.#typed.add(id);
    // Stored at once, because a browser that fills in several boxes may send the form directly after.
    this.answers = { ...this.answers, [id]: value };
    this.dispatchEvent(new FormTypedEvent(id, value));
    const shown = this.messages[id];
    if (!shown) return;
    const left = validateField(field, this.answers, this.today);
    this.#say(
      id,
      left.filter(({ path, message }) => shown.some((s) => s.path === path && s.message === message)),
    );
  }

  #changed({ target }: Event): void {
    const pressed = target instanceof HTMLInputElement && /radio|checkbox/.test(target.type);
    if (pressed && !this.#arrowing) this.dispatchEvent(new FormLeftEvent());
  }

  #focusMoved({ currentTarget, relatedTarget }: FocusEvent, field: Field): void {
    const stays =
      currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (stays || !this.dispatchEvent(new FormLeftEvent())) return;
    if (this.#pressing) this.#leftWhilePressing = field;
    else this.#judge(field);
  }

  /** A field that the patient passes without typing is not validated until the section is sent. */
  #judge(field: Field): void {
    if (this.#typed.has(field.id) && this.fields.includes(field)) {
      this.#say(field.id, validateField(field, this.answers, this.today));
    }
  }

  /**
   * A press on the button moves focus out of a field first. An error shown at that moment would move the button away
   * from the finger, and the press would be lost. So the error is shown when the press is over.
   */
  #press(): void {
    this.#pressing = true;
    const over = () => {
      for (const end of ['pointerup', 'pointercancel']) removeEventListener(end, over, true);
      setTimeout(() => {
        this.#pressing = false;
        if (this.#leftWhilePressing) this.#judge(this.#leftWhilePressing);
        this.#leftWhilePressing = null;
      });
    };
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, over, true);
  }

  #say(id: string, faults: readonly Fault[]): void {
    const { [id]: _before, ...others } = this.messages;
    this.messages = faults.length > 0 ? { ...others, [id]: faults } : others;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    // Enter in a radio sends the section without leaving the radio.
    if (this.busy || !this.dispatchEvent(new FormLeftEvent())) return;
    this.#leftWhilePressing = null;
    const messages: Record<string, readonly Fault[]> = {};
    for (const field of this.fields) {
      const faults = validateField(field, this.answers, this.today);
      if (faults.length > 0) messages[field.id] = faults;
    }
    this.#sum(messages);
    if (this.summed.length > 0) void this.#focusSummary();
    else this.dispatchEvent(new FormSectionDoneEvent());
  }

  #sum(messages: Messages): void {
    this.messages = messages;
    this.summed = this.fields.flatMap(({ id }) => (messages[id] ?? []).filter(({ warning }) => !warning));
  }

  /** When several questions have the same error, each link names its question. */
  #links(): readonly FieldError[] {
    return this.summed.map(({ path, message }) => {
      const id = rootOf(path);
      const isShared = this.summed.some((each) => each.message === message && rootOf(each.path) !== id);
      const label = this.fields.find((field) => field.id === id)?.label;
      return { field: path, message: isShared && label ? `${message}: ${label}` : message };
    });
  }

  /** Shows the server's errors at the fields of this section. */
  #refusedHere(): Messages {
    return Object.fromEntries(
      this.fields.flatMap((field) => {
        const faults = this.refused.filter(({ path }) => rootOf(path) === field.id);
        return faults.length > 0 ? [[field.id, inPlace(field, this.answers, faults)]] : [];
      }),
    );
  }

  #announceNew(before: readonly Field[]): void {
    const fresh = this.fields.filter((field) => !before.includes(field));
    if (fresh.length > 0) this.#announcer.say(formsCopy.added(fresh.map(({ label }) => label)));
  }

  async #focusSummary(): Promise<void> {
    await this.updateComplete;
    const summary = this.renderRoot.querySelector<ErrorSummary>('bq-error-summary');
    await summary?.updateComplete;
    summary?.focus();
  }

  /** Moves focus to the control at a path, or to the first control of its group. */
  async #goTo(path: string): Promise<void> {
    await this.updateComplete;
    const place = this.renderRoot.querySelector(`#${CSS.escape(path)}`);
    const control = place?.matches('fieldset')
      ? place.querySelector<HTMLElement>('input, select, textarea')
      : place;
    if (control instanceof HTMLElement) control.focus();
  }
}

define('bq-form-section', FormSection);
