import '../../testing/console-guard.ts';
import type { FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RequestHandler } from 'msw';
import { forgetCatalogue } from '../../api/catalogue.ts';
import type { FormSection } from '../../components/form-section/form-section.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { stopClockAt } from '../../testing/fixed-date.ts';
import { type Entry, entriesFor } from '../../testing/form-entries.ts';
import { focusedName } from '../../testing/keyboard.ts';
import { play, startMockServer } from '../../testing/mock-server.ts';
import { allByRole, byRole, deep, type Name, textOf } from '../../testing/queries.ts';
import { sampleNow } from '../combined-calendar/combined-calendar.mocks.ts';
import { forgetPageEvents } from '../page-events.ts';
import { asked, forgetAsked, intakeScenarios, sampleLink } from './intake-form.mocks.ts';
import type { IntakeForm } from './intake-form.ts';
import './intake-form.ts';

const plain = html`<bq-intake-form><a href="tel:1">Call us</a></bq-intake-form>`;

async function place(
  scenario: RequestHandler[],
  { fragment = sampleLink('mini_intake'), markup = plain } = {},
): Promise<IntakeForm> {
  play(...scenario);
  history.replaceState(history.state, '', fragment || location.pathname + location.search);
  return fixture(markup);
}

async function appears(root: Element, role: string, name: Name): Promise<HTMLElement> {
  await waitUntil(() => allByRole(root, role, name).length > 0, `${role} "${name}" appears`, {
    timeout: 4000,
  });
  return byRole(root, role, name);
}

async function hasFocus(name: Name, why: string): Promise<void> {
  await waitUntil(
    () => (typeof name === 'string' ? focusedName() === name : name.test(focusedName())),
    `${why}; it is on "${focusedName()}"`,
  );
}

function sectionOf(element: IntakeForm): FormSection | undefined {
  return [...deep(element.renderRoot)].find(
    (each): each is FormSection => each.localName === 'bq-form-section',
  );
}

async function enter(element: IntakeForm, entry: Entry): Promise<void> {
  const all = [...deep(element.renderRoot)];
  if ('name' in entry) {
    const control = all.find(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.name === entry.name && each.value === entry.value,
    );
    if (!control) throw new Error(`no option ${entry.value} of ${entry.name}`);
    if (!control.checked) control.click();
  } else {
    const control = all.find((each) => each.id === entry.id);
    if (!control || !('value' in control)) throw new Error(`no control ${entry.id}`);
    control.value = entry.text;
    const type = control.localName === 'select' ? 'change' : 'input';
    control.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
  await element.updateComplete;
  await sectionOf(element)?.updateComplete;
}

/** Fills in what is shown of the section, and what opens on the way. */
async function fillSection(element: IntakeForm, form: FormDefinition): Promise<void> {
  const filled = new Set<string>();
  for (;;) {
    const section = sectionOf(element);
    const field = section?.fields.find(({ id }) => !filled.has(id));
    if (!section || !field) return;
    filled.add(field.id);
    for (const entry of entriesFor(form, field, section.answers)) await enter(element, entry);
  }
}

const goOn = (element: IntakeForm) => byRole(element, 'button', /^Continue/).click();

/** To the page where answers are checked. */
async function fillForm(element: IntakeForm, id: FormId = 'mini_intake'): Promise<FormDefinition> {
  const form = await loadForm(id);
  await waitUntil(() => sectionOf(element), 'the first question appears', { timeout: 4000 });
  for (let step = 0; step < form.sections.length; step++) {
    const section = sectionOf(element);
    if (!section) break;
    await fillSection(element, form);
    const before = section.section?.id;
    goOn(element);
    await waitUntil(
      () => sectionOf(element)?.section?.id !== before,
      `"${before}" does not go on: ${textOf(element)}`,
    );
  }
  await appears(element, 'heading', 'Check your answers');
  return form;
}

const sendIt = (element: IntakeForm) => byRole(element, 'button', /^Send the form/).click();

let startClock: () => void;
before(async () => {
  await startMockServer();
  startClock = stopClockAt(sampleNow);
});
after(() => {
  startClock();
  history.replaceState(history.state, '', location.pathname + location.search);
});
beforeEach(() => {
  forgetCatalogue();
  forgetPageEvents();
  forgetAsked();
});

describe('filling in a form', () => {
  for (const id of formIds) {
    it(`(${id}) every section can be filled in, checked and sent, and what arrives holds`, async () => {
      const element = await place(intakeScenarios.default(), { fragment: sampleLink(id) });
      const form = await fillForm(element, id);
      await expectAccessible(element);
      sendIt(element);
      await appears(element, 'heading', 'Thank you. We have your form');
      await hasFocus('Thank you. We have your form', 'the end takes focus');
      await expectAccessible(element);
      const body = asked[0]?.body ?? {};
      const answers = body.answers as Record<string, unknown>;
      expect(readForm(form, answers, { today: '2026-11-20' }).errors).to.deep.equal([]);
      expect(body.bookingId).to.equal('bok_1');
      expect(body.manageToken).to.equal('secret');
      expect(body.timeZone).to.equal('Australia/Perth');
    });
  }
});
