import { html } from 'lit';

/** An arrow to the left. The styles mirror it where text is read from right to left. */
export const backIcon = html`<svg class="icon turns" viewBox="0 0 16 16" aria-hidden="true"><path d="M10 3 5 8l5 5" /></svg>`;
export const forwardIcon = html`<svg class="icon turns" viewBox="0 0 16 16" aria-hidden="true"><path d="m6 3 5 5-5 5" /></svg>`;
export const clockIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.25" /><path d="M8 4.5V8l2.25 1.5" /></svg>`;
