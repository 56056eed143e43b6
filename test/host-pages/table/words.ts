import assert from 'node:assert/strict';
import { calendar, everyElement, fallback, type HostPage, ourScript } from '../host-page.ts';

const page = (name: string, more: Partial<HostPage>): HostPage => ({
  kind: 'words of the author',
  name,
  ...more,
});

const tag = (attributes: string) => `<bq-combined-calendar ${attributes}>${fallback}</bq-combined-calendar>`;

export const words: readonly HostPage[] = [
  page('no attributes at all', {
    body: `<bq-booking>${fallback}</bq-booking>`,
    shows: 'What can we help with?',
  }),
  page('a locale with an underscore', {
    body: tag('service="gaps_coaching" visit="consultation" locale="en_AU"'),
    warns: [/<bq-combined-calendar locale="en_AU">: understood as "en-AU"/],
  }),
  page('a locale that we have no words in', {
    body: tag('service="gaps_coaching" visit="consultation" locale="fr"'),
    shows: /novembre/,
    warns: [/locale="fr">: a page has one language, here "en"/],
  }),
  page('a locale that is none', {
    body: tag('service="gaps_coaching" visit="consultation" locale="Australia!"'),
    warns: [/locale="Australia!".*en-AU is used/],
  }),
  page('a service with a hyphen', {
    body: tag('service="Gaps-Coaching" visit="Consultation"'),
    warns: [/service="Gaps-Coaching">: understood as "gaps_coaching"/, /visit="Consultation">: understood/],
  }),
  page('a service that is not there, in a calendar', {
    body: tag('service="homeopathy"'),
    shows: 'Choose a service first',
    also: async (host) => {
      await host
        .getByRole('link', { name: /7010 4321/ })
        .first()
        .waitFor();
      assert.equal(await host.getByRole('button', { name: 'Try again' }).count(), 0);
    },
    warns: [/service="homeopathy">: there is no such service\. Allowed: alternative_medicine, /],
  }),
  page('a service that is not there, in a booking', {
    body: `<bq-booking service="alternativ_medicin"></bq-booking>`,
    shows: 'What can we help with?',
    warns: [/Did you mean "alternative_medicine"\?/],
  }),
  page('a visit that the service does not have', {
    body: tag('service="weight_loss" visit="checkup"'),
    shows: /\d+:\d\d/,
    warns: [/visit="checkup">: there is no such visit\. Allowed: consultation, initial, followup/],
  }),
  page('a practitioner who does not work here', {
    body: tag('service="gaps_coaching" visit="consultation" practitioner="dr_dya"'),
    warns: [/practitioner="dr_dya">: no practitioner has this id.*Did you mean "dr_dia"\?/],
  }),
  page('a zone that is not there', {
    body: tag('service="gaps_coaching" visit="consultation" time-zone="Australia/Melborne"'),
    warns: [/time-zone="Australia\/Melborne">.*Did you mean "Australia\/Melbourne"\?/],
  }),
  page('an attribute that is misspelt', {
    body: tag('service="gaps_coaching" visit="consultation" timezone="Australia/Perth"'),
    warns: [/timezone="Australia\/Perth">: there is no such attribute; did you mean "time-zone"\?/],
  }),
  page('attributes of frameworks', {
    body: tag(
      'service="gaps_coaching" visit="consultation" data-w-id="1" v-cloak aria-live="off" onclick="void 0"',
    ),
  }),
  page('a tag that is misspelt', {
    body: `<bq-calender>${fallback}</bq-calender>${calendar}`,
    warns: [/<bq-calender>: there is no such element.*Allowed: bq-booking/],
  }),
  page('the script twice', { script: ourScript + ourScript, warns: [/more than once\. It runs once/] }),
  page('an address of the server that is none', {
    body: tag('service="gaps_coaching" visit="consultation" api="our booking server"'),
    warns: [/api="our booking server">: this is no address/],
  }),
  page('a site that is not listed', {
    isUnlisted: true,
    body: everyElement.map((element) => element.replace(fallback, '')).join('\n'),
    shows: 'Booking does not work from this page',
    also: async (host) => {
      for (const [element] of everyElement.map((each) => /(?<=^<)[\w-]+/.exec(each) ?? [])) {
        const shown = host.locator(String(element));
        await shown.getByText('Booking does not work from this page').first().waitFor();
        await shown.getByRole('link', { name: /7010 4321/ }).waitFor();
      }
      assert.equal(await host.getByRole('button', { name: 'Try again' }).count(), 0);
      assert.equal(await host.getByText('Check your connection').count(), 0);
    },
    warns: [/Add "http:\/\/unlisted\.localhost:\d+" to `sites` in its clinic\.yaml/],
  }),
  page('a calendar that follows the page, on a site that is not listed', {
    isUnlisted: true,
    body: '<bq-combined-calendar></bq-combined-calendar>',
    shows: 'Booking does not work from this page',
    also: async (host) => host.getByRole('link', { name: /7010 4321/ }).waitFor(),
    warns: [/to `sites` in its clinic\.yaml/],
  }),
  page('a frame without an address of its own', {
    isUnlisted: true,
    isFramed: true,
    body: `<iframe sandbox="allow-scripts" style="width: 100%; height: 900px; border: 0" srcdoc='${tag('service="gaps_coaching"')}${ourScript}'></iframe>`,
    shows: 'Booking does not work from this page',
    also: async (host) =>
      host
        .frameLocator('iframe')
        .getByRole('link', { name: /7010 4321/ })
        .first()
        .waitFor(),
    warns: [/sandboxed frame, which has no address of its own\. Add allow-same-origin/],
  }),
  page('a start that is none', {
    body: '<bq-booking service="gaps_coaching" visit="consultation" start="next Tuesday"></bq-booking>',
    warns: [/start="next Tuesday">: this is no instant/],
  }),
];
