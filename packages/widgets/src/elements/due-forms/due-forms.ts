import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type FormTitle, readFormTitle } from '../../api/forms/form-titles.ts';
import { englishLocale } from '../../copy/dates.ts';
import { dueFormsCopy } from '../../copy/forms/due-forms.ts';
import { define } from '../../page/define.ts';
import type { PageEvents } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { BqElement } from '../bq-element.ts';
import { dueFormsStyles } from './due-forms.styles.ts';
import '../../components/banner/banner.ts';

/**
 * The forms that a booking asks for, with those that are done. The patient fills in each form here, or later by the
 * link
 * in our email. Our own elements place it: the confirmation of a booking and the page of a booking.
 *
 * A form that the patient has begun stays while they open another one: it is hidden, not removed.
 *
 * @internal
 * @element bq-due-forms
 * @slot - shown until this has loaded
 * @csspart fill-in - the button that opens a form
 */
export class DueForms extends BqElement {
  static override properties: PropertyDeclarations = {
    booking: { attribute: false },
    forms: { attribute: false },
    submitted: { attribute: false },
    titles: { state: true },
    sent: { state: true },
    opened: { state: true },
    shown: { state: true },
    failed: { state: true },
  };

  static override styles = [base, dueFormsStyles];

  /** The id and the token of the booking. */
  booking: {
    readonly bookingId: string;
    readonly manageToken: string;
  } | null = null;
  /** All forms of the visit. */
  forms: readonly FormId[] = [];
  /** The forms that were sent before. */
  submitted: readonly FormId[] = [];

  private titles: Readonly<Partial<Record<FormId, FormTitle>>> = {};
  private sent: ReadonlySet<FormId> = new Set();
  /** The opened forms, in the order of opening. */
  private opened: readonly FormId[] = [];
  private shown: FormId | null = null;
  private failed: FormId | null = null;

  /** Aborts the running requests when the element leaves the page. */
  #reading: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readTitles();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('forms')) void this.#readTitles();
  }

  protected override render(): TemplateResult {
    const forms = formIds.filter((id) => this.forms.includes(id));
    const due = forms.filter((id) => !this.#isDone(id));
    const { heading, lead } = dueFormsCopy;
    return html`<section class="card" aria-labelledby="heading" @bq-form-submitted=${this.#done}>
      <div class="head">
        <h3 id="heading" tabindex="-1">${heading(due.length)}</h3>
        <p class="quiet">${lead(due.length)}</p>
      </div>
      <ul>
        ${forms.map((id) => html`<li>${this.#row(id, id === due[0])}</li>`)}
      </ul>
      ${this.failed ? this.#notLoaded(this.failed) : nothing}
      ${this.opened.map((id) => this.#form(id, due))}
    </section>`;
  }

  #row(id: FormId, isNext: boolean): TemplateResult {
    const minutes = this.titles[id]?.minutes;
    const isShown = id === this.shown;
    const { now, later, goOn } = dueFormsCopy;
    return html`<div>
        <b>${this.#title(id)}</b>
        <span class="quiet numbers">${minutes ? dueFormsCopy.minutes(minutes) : '\u00a0'}</span>
      </div>
      ${
        this.#isDone(id)
          ? html`<span class="done"
              ><svg viewBox="0 0 18 18" aria-hidden="true"><path d="M3 9.5 7 13.5 15 5" /></svg>${dueFormsCopy.done}</span
            >`
          : html`<button
              type="button"
              part="fill-in"
              class=${isNext && !isShown ? 'primary' : ''}
              id=${`fill-in-${id}`}
              aria-expanded=${isShown}
              @click=${() => void (isShown ? this.#close() : this.#open(id))}
            >
              ${isShown ? later : this.opened.includes(id) ? goOn : now}<span class="spoken">, ${this.#title(id)}</span>
            </button>`
      }`;
  }

  #form(id: FormId, due: readonly FormId[]): TemplateResult {
    const { booking } = this;
    const [next] = due;
    return html`<bq-intake-form
      ?hidden=${id !== this.shown}
      .api=${this.api}
      .locale=${englishLocale(this.locale)}
      .timeZone=${this.timeZone}
      .form=${id}
      .booking=${booking?.bookingId ?? ''}
      .token=${booking?.manageToken ?? ''}
      >${
        next && this.#isDone(id)
          ? html`<button slot="sent" type="button" @click=${() => void this.#open(next)}>
              ${dueFormsCopy.next(this.#title(next))}
            </button>`
          : nothing
      }</bq-intake-form
    >`;
  }

  #notLoaded(id: FormId): TemplateResult {
    const { heading, body } = dueFormsCopy.notLoaded;
    return html`<bq-banner .heading=${heading} .body=${body}>
      <button type="button" @click=${() => void this.#open(id)}>${dueFormsCopy.tryAgain}</button>
    </bq-banner>`;
  }

  #title(id: FormId): string {
    // The server knows the titles in English only.
    const title = this.locale === englishLocale(this.locale) && this.titles[id]?.title;
    return title || dueFormsCopy.name(id);
  }

  #isDone(id: FormId): boolean {
    return this.sent.has(id) || this.submitted.includes(id);
  }

  /** Reads the titles of the forms. Until they are loaded, the list shows our own names. */
  async #readTitles(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    const { signal } = reading;
    this.#reading = reading;
    for (const id of this.forms) {
      if (this.titles[id] || this.#isDone(id)) continue;
      const title = await readFormTitle(this.origin, id, signal).catch(() => undefined);
      if (signal.aborted) return;
      if (title) this.titles = { ...this.titles, [id]: title };
    }
  }

  async #open(id: FormId): Promise<void> {
    this.failed = null;
    if (!(await wantElement('bq-intake-form'))) {
      this.failed = id;
      await this.#focusOn('bq-banner');
      return;
    }
    if (!this.opened.includes(id)) this.opened = [...this.opened, id];
    this.shown = id;
    await this.#focusOn('bq-intake-form:not([hidden])');
  }

  async #close(): Promise<void> {
    const { shown } = this;
    this.shown = null;
    await this.#focusOn(`#fill-in-${shown}`);
  }

  /** The form itself announces that it was sent and keeps the focus. Here only the list changes. */
  #done({ detail }: CustomEvent<PageEvents['bq-form-submitted']>): void {
    const id = formIds.find((each) => each === detail.form);
    if (id) this.sent = new Set([...this.sent, id]);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('bq-due-forms', DueForms);
