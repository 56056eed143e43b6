import { placeDeviceIn } from './device/device-zone.ts';
import { stopClockAt } from './device/fixed-date.ts';

/**
 * Runs in a page under the strict policy (`scripts/strict-page.mjs`). It puts the tags from the address's fragment on
 * the
 * page with the loader, as a marketer's page does, and stores the violations that the browser reports.
 */
declare global {
  interface Window {
    refusals?: string[];
  }
}

const refusals: string[] = [];
window.refusals = refusals;
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
  refusals.push(`${effectiveDirective} ${blockedURI} ${sample}`);
});

stopClockAt('2026-11-20T01:00:00Z');
placeDeviceIn('Australia/Melbourne');
for (const tag of location.hash.slice(1).split(',').filter(Boolean)) {
  const element = document.createElement(tag);
  if (tag !== 'bq-booking') {
    element.setAttribute('service', 'alternative_medicine');
    element.setAttribute('visit', 'followup');
  }
  document.body.append(element);
}
await import('../loader.ts');
