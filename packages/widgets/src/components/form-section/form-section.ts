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
 * One section of a form, drawn from its definition, every control in this one shadow root. Validates a field when it
 * is left or when the section is sent, never while the patient types; removes a message as soon as the value is valid.
 * What is typed goes out with every change, so that it outlives the section.
 *
 * @element bq-form-section
 * @slot - beside the button: other ways from here
 * @fires bq-form-typed - with every change of a field
 * @fires bq-form-left - a question was answered for good
 * @fires bq-form-section-done - sent, and every field holds
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

  /** What is asked, with its title. */
  section: Section | null = null;
  /** The questions of it that are shown now, as `readForm` says. */
  fields: readonly Field[] = [];
  /** The values of the whole form's fields, as typed. */
  answers: Answers = {};
  /** What the server refused, by path from the field's id on; shown at the fields until they are changed. */
  refused: readonly Fault[] = [];
  /** `YYYY-MM-DD`, the patient's. */
  today = '';
  /** On its way: nothing can be changed, and the button says so. */
  busy = false;
  /** What the button says, and what it says while busy. */
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
  /** An arrow key is down: radios change as it passes over them. */
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

  /** Every field of the section has its place, shown or not: what appears moves no control to another question. */
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
    // At once: a browser that fills in several boxes may send the form in the same breath.
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

  /** A field that was passed by without typing is left in peace until the section is sent. */
  #judge(field: Field): void {
    if (this.#typed.has(field.id) && this.fields.includes(field)) {
      this.#say(field.id, validateField(field, this.answers, this.today));
    }
  }

  /**
   * Pressing the button leaves a field first. A message shown at that moment would push the button away from under
   * the finger and the press would be lost; so it waits until the press is over.
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
    // Enter in a radio sends without leaving it.
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

  /** Where several questions lack the same thing, each link says which of them it leads to. */
  #links(): readonly FieldError[] {
    return this.summed.map(({ path, message }) => {
      const id = rootOf(path);
      const isShared = this.summed.some((each) => each.message === message && rootOf(each.path) !== id);
      const label = this.fields.find((field) => field.id === id)?.label;
      return { field: path, message: isShared && label ? `${message}: ${label}` : message };
    });
  }

  /** The server's words on fields of this section, in their places. */
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

  /** Focus on the control at a path, or on the first one of the group that stands there. */
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
