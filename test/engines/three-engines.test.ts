import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answers, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import { entriesFor } from '../../packages/widgets/src/testing/form-entries.ts';
import type { EnginePage } from '../support/engines/engine-page.ts';
import { type Person, personAt } from '../support/engines/person.ts';
import { blink, gecko } from '../support/engines/puppeteer-engine.ts';
import { webKit } from '../support/engines/webkit-engine.ts';
import { inviteesOf, mailsTo } from '../support/holdings.ts';
import { ownTag } from '../support/own-tag.ts';
import { newPatient } from '../support/patients.ts';
import { cards, followupPage, payingPatient } from '../support/payment-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { well } from '../support/triage-widget.ts';
import { eventually } from '../support/until.ts';

/** The same five visits in the engines of Chrome, Firefox and Safari. */
describe('in three engines', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(async () => {
    await stack?.stop();
  });
  for (const engine of [blink, gecko, webKit]) {
    describe(`${engine.name}: a patient`, () => {
      let page: EnginePage;
      let person: Person;
      before(async () => {
        page = await engine.start({
          clockOffset: stack.now().getTime() - Date.now(),
          timeZone: 'Australia/Melbourne',
          window: { width: 390, height: 844 },
        });
        person = personAt(page);
      });
      after(async () => {
        await page?.close();
      });

      it('books a free call', async () => {
        const patient = newPatient('Engine');
        await page.open(`${stack.url}/webflow/book.html`);
        await person.press('button', /^Free first call .*Alternative medicine/);
        await chooseTime();
        await person.fill(/^Full name/, patient.patientName);
        await person.fill(/^E-?mail/i, patient.email);
        await person.fill(/^Mobile/, patient.phone);
        await person.fill(/^What would you like help with/, patient.primaryConcern);
        await person.takePicture(`engine-${engine.name}-1-details`);
        await person.press('button', /^Book this time/);
        await booked('2-booked');
        await eventually(async () => assert.equal((await inviteesOf(stack, patient.email)).length, 1));
      });

      it('pays for a follow-up by card', async () => {
        const patient = payingPatient('Pays');
        await page.open(stack.url + followupPage);
        await chooseTime();
        await person.fill(/^First name/, patient.firstName);
        await person.fill(/^Last name/, patient.lastName);
        await person.fill(/^Day/, '27');
        await person.fill(/^Month/, '3');
        await person.fill(/^Year/, '1980');
        await person.fill(/^Mobile/, patient.phone);
        await person.fill(/^E-?mail/i, patient.email);
        await person.press('button', /^Continue to payment/);
        await person.fill(/^Card number/, cards.pays);
        await person.fill(/^Expiration date/, '12 / 34');
        await person.fill(/^Security code/, '123');
        await person.takePicture(`engine-${engine.name}-3-payment`);
        await person.press('button', /^Pay \$79\.00/);
        await booked('4-paid');
        await person.sees('text', /\$79\.00/);
      });

      it('fills in a form', async () => {
        const form = await loadForm('mini_intake');
        const fields = [...fieldsOf(form)].map(({ field }) => field);
        await page.open(`${stack.url}/forms#form=mini_intake`);
        for (const { title } of form.sections) {
          await person.sees('heading', new RegExp(`^${title}`));
          const filled = new Set<string>();
          for (;;) {
            const shown = await shownSection();
            const field = fields.find(({ id }) => shown.fields.includes(id) && !filled.has(id));
            if (!field) break;
            filled.add(field.id);
            for (const entry of entriesFor(form, field, shown.answers)) {
              if ('name' in entry) await pressOption(entry.name, entry.value);
              else await person.fillControl(`[id="${entry.id}"]`, entry.text);
            }
          }
          if (title === form.sections[1]?.title) await person.takePicture(`engine-${engine.name}-5-form`);
          await person.press('button', /^Continue/);
        }
        await person.sees('heading', /^Check your answers/);
        await person.press('button', /^Send the form/);
        await person.sees('heading', /^Thank you/);
        await person.takePicture(`engine-${engine.name}-6-form-sent`);
      });

      it('is led by triage to a free call', async () => {
        await page.open(`${stack.url}/webflow/triage.html`);
        for (let part = await triagePart(); part; part = await triagePart(part.title)) {
          for (const { id } of part.fields) {
            const value = well[id];
            if (value === undefined) continue;
            const values = Array.isArray(value) ? value : [typeof value === 'boolean' ? yesNo(value) : value];
            for (const each of values) {
              if (await person.isThere(optionOf(id, each), anything)) await pressOption(id, each);
            }
          }
          await person.press('button', /^(Continue|Send my answers)/);
        }
        await person.sees('heading', outcome);
        await person.takePicture(`engine-${engine.name}-7-triage`);
        await person.press('button', /^Book the free call/);
        await person.sees('button', timeName);
      });

      it('joins a waitlist', async () => {
        const patient = newPatient('Waits');
        await page.open(`${stack.url}/webflow/counselling.html`);
        await person.fill(/^Full name/, patient.patientName);
        await person.fill(/^E-?mail/i, patient.email);
        await person.press('radio', /^As soon as possible/);
        await person.press('checkbox', /^You may write to me/);
        await person.takePicture(`engine-${engine.name}-8-waitlist`);
        // A machine is faster than a person: the server asks those to wait a moment.
        await wait(2_500);
        await person.press('button', /^Join the waitlist/);
        await person.sees('heading', /^You are number \d+ of \d+/);
        await eventually(async () => assert.ok((await mailsTo(stack, patient.email)).length > 0));
      });

      /** The first time: of Dr Dia where there are several practitioners. */
      const chooseTime = async () => {
        await person.sees('button', timeName);
        if (await person.isThere('tab', /^Dr Dia/)) await person.press('tab', /^Dr Dia/);
        await person.press('button', timeName);
        await person.press('button', /^Continue/);
        await person.sees('heading', /^Your details/);
      };

      const booked = async (picture: string) => {
        await person.sees('heading', /^You are booked/);
        await person.takePicture(`engine-${engine.name}-${picture}`);
      };

      const pressOption = (name: string, value: string | number) =>
        person.press(optionOf(name, value), anything);

      const shownSection = () =>
        page.evaluate<{ fields: string[]; answers: Answers }>(`() => {
        const section = document.querySelector('bq-intake-form').shadowRoot.querySelector('${ownTag('bq-form-section')}');
        return { fields: section.fields.map(({ id }) => id), answers: section.answers };
      }`);

      /** Waits for the part of triage after `before`; `undefined` when its outcome is shown. */
      const triagePart = (before = '') =>
        eventually(async () => {
          for (const part of triageForm.sections) {
            if (part.title !== before && (await person.isThere('heading', new RegExp(`^${part.title}$`))))
              return part;
          }
          if (await person.isThere('heading', outcome)) return undefined;
          throw new Error(`Nothing comes after "${before}".`);
        });
    });
  }
});

const timeName = /^\d+:\d\d\s[ap]m/;
const outcome = /^A call is a good place to start/;
const anything = /(?:)/;
const optionOf = (name: string, value: string | number) => `input[name="${name}"][value="${value}"]`;
const yesNo = (value: boolean) => (value ? 'yes' : 'no');
