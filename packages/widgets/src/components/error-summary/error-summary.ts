import { css, html, LitElement, type PropertyDeclarations } from 'lit';
import { summaryHeading } from '../../copy/error-summary.ts';
import { define } from '../../page/define.ts';
import { base } from '../../styles/base.ts';

/** One error: the control's name, and the same words that the control shows. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The patient wants to go to a field. Not composed: the form around the summary moves the focus. */
export class FieldWantedEvent extends Event {
  static readonly type = 'bq-field-wanted';
  readonly field: string;
  constructor(field: string) {
    super(FieldWantedEvent.type, { bubbles: true });
    this.field = field;
  }
}

/**
 * The errors of a form, at its top, each with a link to its field.
 * It takes focus when the form is sent with an error, so that people need not search.
 * https://design-system.service.gov.uk/components/error-summary/
 *
 * @element bq-error-summary
 * @fires bq-field-wanted - the patient followed a link
 * @csspart box - the frame
 */
export class ErrorSummary extends LitElement {
  static override properties: PropertyDeclarations = {
    errors: { attribute: false },
  };

  static override styles = [
    base,
    css`
    .box {
      padding: 0.875em 1em;
      border: 2px solid var(--_danger);
      border-radius: var(--_radius-s);
    }
    h3 {
      font-size: inherit;
    }
    ul {
      margin-block-start: 4px;
    }
    a {
      display: inline-block;
      padding-block: 11px;
      color: var(--_danger);
    }
  `,
  ];

  /** The errors, in the order of the fields. */
  errors: readonly FieldError[] = [];

  /** Moves focus to the summary, so that it is read out. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.box')?.focus();
  }

  protected override render() {
    return html`<div class="box" part="box" tabindex="-1" role="group" aria-labelledby="heading">
      <h3 id="heading">${summaryHeading(this.errors.length)}</h3>
      <ul>
        ${this.errors.map(
          ({ field, message }) => html`<li>
            <a href="#${field}" @click=${(event: Event) => this.#follow(event, field)}>${message}</a>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  #follow(event: Event, field: string) {
    // A fragment cannot reach into a shadow root, and would change the page's address.
    event.preventDefault();
    this.dispatchEvent(new FieldWantedEvent(field));
  }
}

define('bq-error-summary', ErrorSummary);
