import { keepText, keptText, onThisPage } from './kept-text.ts';

const name = () => onThisPage('bq-link');

/** Called before the patient may leave for the bank's page, which returns to the address without its `#` part. */
export function keepFragment(): void {
  if (location.hash) keepText(name(), location.hash);
}

/** The fragment that was kept, for a patient who returns from the bank's page. */
export function keptFragment(): string {
  return location.search.includes('payment_intent=') ? keptText(name()) : '';
}
