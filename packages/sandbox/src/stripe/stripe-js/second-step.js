import { styleSheetOf } from './appearance.js';
import { make } from './card-form.js';

/**
 * The bank's second step, as a dialog over the page. Closing it without an answer counts as failed, as it does with
 * a real bank.
 * @param {{ amount: number, currency: string }} intent
 * @returns {Promise<'succeeded' | 'failed'>}
 */
export function askBank(intent) {
  return new Promise((resolve) => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(dialogStyles);
    root.adoptedStyleSheets = [styleSheetOf(), sheet];

    const dialog = make('dialog', { 'aria-labelledby': 'title' });
    const notice = make('p', { class: 'Notice' });
    notice.append(make('strong', {}, 'Test payments'), ': no bank is asked, and no money moves.');
    const amount = new Intl.NumberFormat('en-AU', {
      style: 'currency',
      currency: intent.currency.toUpperCase(),
    }).format(intent.amount / 100);
    const complete = make('button', { type: 'button', class: 'Button Button--primary' }, 'Complete');
    const fail = make('button', { type: 'button', class: 'Button' }, 'Fail');
    dialog.append(
      notice,
      make('h2', { id: 'title' }, 'Your bank asks: is this payment yours?'),
      make('p', {}, amount),
      complete,
      fail,
    );
    root.append(dialog);
    document.body.append(host);

    let outcome = /** @type {'succeeded' | 'failed'} */ ('failed');
    complete.addEventListener('click', () => {
      outcome = 'succeeded';
      dialog.close();
    });
    fail.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      host.remove();
      resolve(outcome);
    });
    dialog.showModal();
  });
}

const dialogStyles = `
dialog { max-inline-size: min(26rem, calc(100vw - 2rem)); padding: 1.5rem; border: 0; border-radius: 8px;
  background: #ffffff; color: #30313d; }
dialog::backdrop { background: rgb(0 0 0 / 50%); }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
.Button { min-block-size: 44px; margin: .5rem .5rem 0 0; padding: 0 1rem; border: 1px solid #5a5b69; border-radius: 5px;
  background: #ffffff; color: #30313d; font: inherit; cursor: pointer; }
.Button--primary { border-color: #0a58a6; background: #0a58a6; color: #ffffff; }
.Button:focus-visible { outline: 3px solid #0570de; outline-offset: 2px; }
`;
