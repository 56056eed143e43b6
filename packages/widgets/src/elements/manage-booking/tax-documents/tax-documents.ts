import type { TaxDocument } from '@botaniqal/shared/contracts/tax-documents.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { apiOrigin } from '../../../api/origin.ts';
import { busyWords } from '../../../components/busy-words/busy-words.ts';
import { taxDocumentCopy } from '../../../copy/booking/tax-documents.ts';
import { chargeWords } from '../../../copy/money.ts';
import { define } from '../../../page/define.ts';
import type { ManageLink } from '../../../page/links/manage-link.ts';
import { loadPart } from '../../../page/load-part.ts';
import { base } from '../../../styles/base.ts';

/**
 * Opens the tax invoice of a booking that was paid. With credit notes there are several documents: then the first press
 * lists them. Nothing is requested before the press, so the page does not move while it loads.
 *
 * @element bq-tax-documents
 */
export class TaxDocuments extends LitElement {
  static override properties: PropertyDeclarations = {
    api: {},
    locale: {},
    phone: {},
    link: { attribute: false },
    documents: { state: true },
    busy: { state: true },
    trouble: { state: true },
  };

  static override styles = [
    base,
    css`
      .list {
        display: grid;
        justify-items: start;
      }
      button {
        margin-inline-start: -4px;
      }
    `,
  ];

  api = '';
  locale = 'en-AU';
  /** The clinic's number, as people read it. */
  phone = '';
  /** The booking, with the token that opens it. */
  link: ManageLink | null = null;

  private documents: readonly TaxDocument[] = [];
  private busy = false;
  private trouble = '';

  protected override render(): TemplateResult {
    const { documents, busy, trouble } = this;
    return html`${
      documents.length > 1
        ? html`<ul class="list">
            ${documents.map((document) => html`<li>${this.#button(this.#words(document), () => this.#save(document))}</li>`)}
          </ul>`
        : this.#button(busyWords(busy, taxDocumentCopy.open, taxDocumentCopy.opening), () => this.#open())
    }
    <div aria-live="polite">${trouble ? html`<p>${trouble}</p>` : nothing}</div>`;
  }

  #button(words: TemplateResult | string, act: () => Promise<void>): TemplateResult {
    const press = () => void (this.busy || this.#run(act));
    return html`<button type="button" class="link" aria-disabled=${this.busy ? 'true' : nothing} @click=${press}>
      ${words}
    </button>`;
  }

  #words({ kind, number, amountCents, currency }: TaxDocument): string {
    return kind === 'invoice'
      ? taxDocumentCopy.invoice(number)
      : taxDocumentCopy.creditNote(number, chargeWords({ amountCents, currency }, this.locale));
  }

  async #open(): Promise<void> {
    if (!this.link) return;
    const { readDocuments } = await loadPart(() => import('./read-documents.ts'));
    const documents = await readDocuments(apiOrigin(this.api), this.link);
    const [first] = documents;
    if (!first) this.trouble = taxDocumentCopy.none(this.phone);
    else if (documents.length === 1) await this.#save(first);
    else {
      this.documents = documents;
      await this.updateComplete;
      // The pressed button has become a list.
      this.renderRoot.querySelector('button')?.focus();
    }
  }

  async #save(document: TaxDocument): Promise<void> {
    if (!this.link) return;
    const { saveDocument } = await loadPart(() => import('./read-documents.ts'));
    await saveDocument(apiOrigin(this.api), this.link, document);
  }

  async #run(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      await act();
    } catch {
      this.trouble = taxDocumentCopy.failed;
    } finally {
      this.busy = false;
    }
  }
}

define('bq-tax-documents', TaxDocuments);
