import { html, type TemplateResult } from 'lit';
import { BqElement } from '../bq-element.ts';
import { define } from '../define.ts';

/** @element bq-combined-calendar */
export class CombinedCalendar extends BqElement {
  override render(): TemplateResult {
    return html`<h2>Choose a time</h2>`;
  }
}
define('bq-combined-calendar', CombinedCalendar);
