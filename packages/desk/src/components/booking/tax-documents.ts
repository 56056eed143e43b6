import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { TaxDocumentList } from '@botaniqal/shared/contracts/tax-documents.ts';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { money } from '../../words/money.ts';

/** The tax invoice and credit notes of one booking, each as a link to its PDF. */
export class TaxDocuments extends LitElement {
  static override properties = { bookingId: { attribute: false } };

  bookingId = '';

  readonly #documents = new Loaded<TaxDocumentList>(this, (signal) =>
    read(endpoints.staffTaxDocuments(this.bookingId), signal),
  );
  readonly live = new LiveController(this, ['payment'], () => this.#documents.again());

  /** Without a shadow root, so that the links look as those of the panel. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('bookingId') || !this.hasUpdated) return;
    this.#documents.value = undefined;
    void this.#documents.again();
  }

  override render(): TemplateResult {
    return this.#documents.render(({ documents }) =>
      documents.length === 0
        ? html`${nothing}`
        : html`<ul aria-label="Tax documents">
            ${documents.map(
              ({ documentId, kind, number, amountCents, currency }) =>
                html`<li>
                  <a
                    href=${endpoints.staffTaxDocumentPdf(this.bookingId, documentId)}
                    target="_blank"
                    rel="noreferrer"
                    >${kind === 'invoice' ? 'Tax invoice' : 'Credit note'} ${number},
                    ${money(amountCents, currency)}<span class="spoken">, PDF, new tab</span></a
                  >
                </li>`,
            )}
          </ul>`,
    );
  }
}

customElements.define('desk-tax-documents', TaxDocuments);
