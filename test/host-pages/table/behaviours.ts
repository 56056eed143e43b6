import assert from 'node:assert/strict';
import { calendar, type HostPage } from '../host-page.ts';

const page = (name: string, more: Partial<HostPage>): HostPage => ({
  kind: 'scripts and browsers',
  name,
  ...more,
});

/** Presses "Continue" on a page that hears of it, and reads what the page heard. */
async function goesOn(host: import('playwright-core').Page): Promise<void> {
  await host.evaluate(() =>
    document.addEventListener('bq-slot-selected', () => Object.assign(window, { heard: true })),
  );
  await host.getByRole('button', { name: 'Continue' }).click();
  assert.equal(await host.evaluate(() => (window as unknown as { heard?: boolean }).heard), true);
}

export const behaviours: readonly HostPage[] = [
  page('a data layer that throws', {
    head: '<script>window.dataLayer = []; dataLayer.push = () => { throw new Error("tag layer") }</script>',
    body: `<bq-booking service="gaps_coaching" visit="consultation"></bq-booking>`,
    also: async (host) => {
      await host.getByRole('button', { name: 'Continue' }).click();
      await host.getByRole('textbox', { name: 'Full name' }).waitFor();
    },
    warns: [/data layer of this page failed/],
  }),
  page('a data layer that comes late', {
    body: `${calendar}<script>setTimeout(() => { window.dataLayer = window.dataLayer || [] }, 1500)</script>`,
    also: async (host) => {
      await host.waitForFunction(() =>
        (window as unknown as { dataLayer?: { event: string }[] }).dataLayer?.some(
          ({ event }) => event === 'bq_ready',
        ),
      );
    },
  }),
  page('a browser without URL.canParse', {
    before: () => Reflect.deleteProperty(URL, 'canParse'),
    body: '<bq-booking service="gaps_coaching" visit="consultation"></bq-booking>',
    also: async (host) => {
      await host.getByRole('button', { name: 'Continue' }).click();
      await host.getByRole('textbox', { name: 'Full name' }).fill('Alex Sample');
      await host.getByRole('textbox', { name: /mail/ }).fill('alex@example.com');
      await host.getByRole('textbox', { name: 'Mobile' }).fill('0412 345 678');
      await host.getByRole('textbox', { name: /What would you like/ }).fill('Sleep');
      await host.getByRole('button', { name: /^Book this time/ }).click();
      await host.getByRole('heading', { name: 'You are booked' }).waitFor();
    },
  }),
  page('a browser of two years ago', {
    before: () => {
      for (const [owner, names] of [
        [URL, ['canParse', 'parse']],
        [AbortSignal, ['any', 'timeout']],
        [Promise, ['withResolvers', 'try']],
        [Object, ['groupBy']],
        [Map, ['groupBy']],
        [Set.prototype, ['union', 'difference', 'intersection', 'isSubsetOf']],
        [Array, ['fromAsync']],
        [window, ['requestIdleCallback', 'Iterator', 'scheduler']],
        [HTMLElement.prototype, ['showPopover', 'togglePopover']],
        [Element.prototype, ['checkVisibility', 'setHTML']],
      ] as const) {
        for (const name of names) Reflect.deleteProperty(owner, name);
      }
    },
  }),
  page('no secure context: no randomUUID', {
    before: () => Reflect.deleteProperty(Crypto.prototype, 'randomUUID'),
  }),
  page('storage that throws', {
    before: () => {
      for (const name of ['sessionStorage', 'localStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    },
    body: '<bq-booking service="gaps_coaching" visit="consultation"></bq-booking>',
  }),
  page('a history that cannot be written', {
    before: () => {
      const refuse = () => {
        throw new DOMException('too many', 'SecurityError');
      };
      Object.assign(history, { pushState: refuse, replaceState: refuse });
    },
    body: '<bq-booking service="gaps_coaching" visit="consultation"></bq-booking>',
    also: async (host) => {
      await host.getByRole('button', { name: 'Continue' }).click();
      await host.getByRole('textbox', { name: 'Full name' }).waitFor();
    },
  }),
  ...(['Etc/Unknown', '+00:00', 'GMT', 'NZ', ''] as const).map((zone) =>
    page(`a device that reports the zone "${zone}"`, {
      before: new Function(
        `const before = Intl.DateTimeFormat.prototype.resolvedOptions; const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
         Intl.DateTimeFormat.prototype.resolvedOptions = function () { const found = before.call(this); return found.timeZone === own ? { ...found, timeZone: ${JSON.stringify(zone)} || undefined } : found }`,
      ) as () => void,
      timeZone: 'Pacific/Fakaofo',
      ...(zone === '' || zone === 'Etc/Unknown'
        ? { also: async (host) => host.getByText('Your device did not give its time zone').waitFor() }
        : {}),
    }),
  ),
  page('a loader of an earlier release whose files are gone', {
    network: async (host) => {
      await host.route(/\/widgets\/v1\/bq\.js$/, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(/-[\w-]{6}\.js/g, '-GoneGone.js');
        await route.fulfill({ contentType: 'text/javascript', body });
      });
    },
  }),
  page('files of ours that never arrive, and nothing between the tags', {
    body: '<bq-booking></bq-booking>',
    network: async (host) => {
      await host.route(/\/widgets\/(\d.*\/booking-|v1\/base)/, (route) => route.abort());
    },
    shows: 'This part of the page did not load. Call us',
    also: async (host) =>
      host
        .getByRole('link', { name: /7010 4321/ })
        .first()
        .waitFor(),
    warns: [/<bq-booking> could not be loaded/],
  }),
  page('a page that owns one of our inner tags', {
    head: '<script>for (const tag of ["bq-calendar-view", "bq-banner", "bq-service-list", "bq-details-form"]) customElements.define(tag, class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).textContent = "not yours" } })</script>',
  }),
  page('listeners that throw', {
    head: '<script>for (const name of ["bq-ready", "bq-step", "bq-slot-selected"]) document.addEventListener(name, () => { throw "mine" }); onerror = () => true</script>',
    also: goesOn,
  }),
  page('prototypes that were extended', {
    head: '<script>Array.prototype.last = function () { return this[this.length - 1] }; Object.defineProperty(Object.prototype, "extra", { value: 1, enumerable: true }); String.prototype.trim2 = () => ""</script>',
    also: goesOn,
  }),
  page('AMD and CommonJS in the page', {
    head: '<script>window.define = Object.assign(() => {}, { amd: {} }); window.module = { exports: {} }; window.exports = module.exports; window.process = { env: {} }</script>',
    also: goesOn,
  }),
  page('a form around the element', {
    body: `<form onsubmit="document.title = 'sent'">${calendar}<button>Send</button></form>`,
    also: async (host) => assert.notEqual(await host.title(), 'sent'),
  }),
  page('ids and names that hide globals', {
    body: `<div id="history"></div><form name="location2"></form><img name="fetch2" alt=""><div id="CSS2"></div>${calendar}`,
  }),
];
