import '../../../testing/guards/console-guard.ts';
import type { Answers, Field, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect } from '@open-wc/testing';
import { press } from '../../../testing/device/keyboard.ts';
import { expectAccessible } from '../../../testing/expect-accessible.ts';
import { type Entry, entriesFor } from '../../../testing/form-entries.ts';
import {
  appears,
  enter,
  fillForm,
  fillSection,
  goOn,
  hasFocus,
  place,
  says,
  sectionOf,
  sendIt,
  setUpIntake,
  waitUntil,
} from '../../../testing/intake-page.ts';
import { allByRole, byRole, deep } from '../../../testing/queries.ts';
import { play } from '../../../testing/samples/mock-server.ts';
import { asked, forgetAsked, intakeScenarios, sampleLink } from '../intake-form.mocks.ts';
import type { IntakeForm } from '../intake-form.ts';
import '../intake-form.ts';

setUpIntake();

/** The first alarming option of a field, with the answers that it needs before it. */
function alarming(form: FormDefinition, field: Field, answers: Answers): Entry | null {
  const raises = (value: unknown) =>
    readForm(form, { ...answers, [field.id]: value }, { today: '2026-11-20' }).redFlags.length > 0;
  if (field.kind === 'yes_no') return raises(true) ? { name: field.id, value: 'yes' } : null;
  if (field.kind !== 'choice' && field.kind !== 'choices') return null;
  const option = field.options.find(({ value }) => raises(field.kind === 'choice' ? value : [value]));
  return option ? { name: field.id, value: option.value } : null;
}

const helpIn = (element: IntakeForm) =>
  [...deep(element.renderRoot)].find((each) => each.localName === 'bq-help-now');

describe('an alarming answer', () => {
  // Only the new patient form has no question with an alarming answer; see its definition.
  for (const id of formIds.filter((each) => each !== 'full_intake')) {
    it(`(${id}) stops the form at once, at every question that can raise it, and a slip can be taken back`, async () => {
      const form = await loadForm(id);
      const element = await place(intakeScenarios.default(), { fragment: sampleLink(id) });
      await waitUntil(() => sectionOf(element));
      let stops = 0;
      for (let section = sectionOf(element); section; section = sectionOf(element)) {
        const filled = new Set<string>();
        for (;;) {
          const now = sectionOf(element);
          const field = now?.fields.find((each) => !filled.has(each.id));
          if (!now || !field) break;
          filled.add(field.id);
          const alarm = alarming(form, field, now.answers);
          if (alarm) {
            forgetAsked();
            await enter(element, alarm);
            await waitUntil(() => helpIn(element), `${field.id} stops the form`);
            stops += 1;
            expect(sectionOf(element), 'no question stays').to.equal(undefined);
            await waitUntil(() => asked.length === 1, 'the clinic is told');
            const sent = asked[0]?.body.answers as Answers;
            expect(readForm(form, sent, { today: '2026-11-20' }).redFlags).to.not.deep.equal([]);
            if (stops === 1) await expectAccessible(element);
            byRole(element, 'button', 'I chose that by mistake').click();
            await waitUntil(() => sectionOf(element), 'the question is back');
          }
          for (const entry of entriesFor(form, field, sectionOf(element)?.answers ?? {})) {
            if (alarm && field.kind === 'choices' && 'name' in alarm) await untick(element, alarm);
            await enter(element, entry);
          }
        }
        const before: string | undefined = sectionOf(element)?.section?.id;
        goOn(element);
        await waitUntil(() => sectionOf(element)?.section?.id !== before, `${before} does not go on`);
      }
      expect(stops).to.be.greaterThan(0);
      await appears(element, 'heading', 'Check your answers');
    });
  }

  async function untick(
    element: IntakeForm,
    { name, value }: { name: string; value: string },
  ): Promise<void> {
    const box = [...deep(element.renderRoot)].find(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.name === name && each.value === value,
    );
    if (box?.checked) box.click();
    await element.updateComplete;
  }

  it('is not what arrow keys pass by; it is when the question is left', async () => {
    const element = await place(intakeScenarios.default());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'emergencySigns', value: 'none' });
    const first = byRole(element, 'radio', 'No');
    first.focus();
    await press('Space');
    await press('ArrowDown');
    await element.updateComplete;
    expect(sectionOf(element)?.answers.selfHarm).to.equal('thoughts');
    expect(helpIn(element), 'passing by').to.equal(undefined);
    await press('Tab');
    await waitUntil(() => helpIn(element), 'left');
    await hasFocus(/^Please talk to someone today/, 'help takes focus');
    await waitUntil(() => asked.length === 1, 'the clinic is told');
  });

  it('is not left behind by the browser’s Back', async () => {
    const element = await place(intakeScenarios.default(), { fragment: sampleLink('mental_health') });
    const form = await loadForm('mental_health');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    goOn(element);
    await hasFocus('The last 2 weeks', 'the next section takes focus');
    const never = allByRole(element, 'radio', 'Not at all').at(-1);
    never?.focus();
    await press('Space');
    await press('ArrowDown');
    await element.updateComplete;
    expect(helpIn(element), 'passing by').to.equal(undefined);
    history.back();
    await waitUntil(() => helpIn(element), 'it stops');
    await waitUntil(() => asked.length === 1, 'the clinic is told');
  });

  it('stops again when a person goes on with it', async () => {
    const element = await place(intakeScenarios.default());
    const form = await loadForm('mini_intake');
    await waitUntil(() => sectionOf(element));
    await fillSection(element, form);
    await enter(element, { name: 'selfHarm', value: 'thoughts' });
    await waitUntil(() => helpIn(element));
    byRole(element, 'button', 'I chose that by mistake').click();
    await hasFocus('First, your safety', 'the section takes focus');
    goOn(element);
    await waitUntil(() => helpIn(element), 'it stops again');
    await waitUntil(() => asked.length === 2, 'the clinic is told each time');
  });

  it('shows who helps without a network, says that the clinic does not know yet, and tells it later', async () => {
    const element = await place(intakeScenarios.cutOff());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'selfHarm', value: 'plan' });
    await says(element, '13 11 14');
    expect(byRole(element, 'link', 'Call 000').getAttribute('href')).to.equal('tel:000');
    const notTold = () => (helpIn(element)?.textContent ?? '').includes('has not reached us yet');
    await waitUntil(notTold, 'the page says that the clinic was not told');
    await expectAccessible(element);
    play(...intakeScenarios.default());
    dispatchEvent(new Event('online'));
    await waitUntil(() => !notTold(), 'it arrives');
    expect(asked.at(-1)?.key, 'as the same act').to.equal(asked[0]?.key);
  });

  it('tells the page nothing, on any page', async () => {
    const told: string[] = [];
    const hear = ({ type }: Event) => told.push(type);
    for (const type of ['bq-form-submitted', 'bq-error', 'bq-step']) addEventListener(type, hear);
    const element = await place(intakeScenarios.stopped());
    await fillForm(element);
    sendIt(element);
    await waitUntil(() => helpIn(element), 'the server’s word stops, too');
    await says(element, 'Lifeline');
    for (const type of ['bq-form-submitted', 'bq-error', 'bq-step']) removeEventListener(type, hear);
    expect(told).to.deep.equal([]);
  });

  it('the clinic is asked to call, with what is known filled in', async () => {
    const element = await place(intakeScenarios.known());
    await waitUntil(() => sectionOf(element));
    await enter(element, { name: 'selfHarm', value: 'plan' });
    await waitUntil(() => asked.length === 1);
    const fields = allByRole(element, 'textbox').map(
      (each) => each instanceof HTMLInputElement && each.value,
    );
    expect(fields).to.deep.equal(['Alex Sample', '0412345678']);
    byRole(element, 'button', /Ask for a call/).click();
    await says(element, 'We will call you');
    expect(asked.at(-1)).to.deep.include({
      what: 'call back',
      body: { name: 'Alex Sample', phone: '0412345678' },
    });
  });
});
