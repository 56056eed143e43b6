import { html, nothing, type TemplateResult } from 'lit';
import { calendarCopy as words } from '../../../copy/calendar.ts';

export interface MessageAction {
  label: string;
  act: () => void;
  primary?: boolean;
}

/** The message that replaces the times when there are none or they could not be read: the reason, and what to do. */
export function timesMessage(notice: {
  title: string;
  advice: string;
  actions: readonly MessageAction[];
  phone: string;
}): TemplateResult {
  return html`
    <div class="notice" part="notice">
      <h3 tabindex="-1" id="times-heading">${notice.title}</h3>
      ${notice.advice ? html`<p class="quiet">${notice.advice}</p>` : nothing}
      ${
        notice.actions.length > 0
          ? html`<div class="notice-actions">
              ${notice.actions.map(
                ({ label, act, primary }) =>
                  html`<button type="button" class=${primary ? 'primary' : ''} @click=${act}>${label}</button>`,
              )}
            </div>`
          : nothing
      }
      ${
        notice.phone
          ? html`<p class="quiet">${words.callInstead} <a href="tel:${notice.phone.replace(/[^\d+]/g, '')}">${notice.phone}</a></p>`
          : html`<slot></slot>`
      }
    </div>
  `;
}
