import '../../testing/console-guard.ts';
import type { Answers, Field, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { focusedName, press, typeText } from '../../testing/keyboard.ts';
import { byRole, deep, focused } from '../../testing/queries.ts';
import type { FormTypedEvent } from './form-section.events.ts';
import type { FormSection } from './form-section.ts';
import './form-section.ts';
import { LitElement } from 'lit';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';

const at = { today: '2026-11-20' };

/** What an element does around a section: keeps what is typed, and asks the engine what is shown. */
class Around extends LitElement {
  static override properties = { form: { attribute: false }, place: { type: Number } };
  static override styles = [tokens, base];
  declare form: FormDefinition;
  declare place: number;
  answers: Answers = {};
  left = 0;
  done = 0;

  get inner(): FormSection {
    const inner = this.renderRoot.querySelector('bq-form-section');
    if (!inner) throw new Error('no section');
    return inner as FormSection;
  }

  async settle(): Promise<void> {
    await this.updateComplete;
    await this.inner.updateComplete;
    await this.inner.updateComplete;
  }

  protected override render() {
    const section = this.form.sections[this.place];
    const shown = readForm(this.form, this.answers, at).sections.find((each) => each.section === section);
    return html`<bq-form-section
      .section=${section}
      .fields=${shown?.fields ?? []}
      .answers=${this.answers}
      .today=${at.today}
      @bq-form-typed=${({ field, value }: FormTypedEvent) => {
        this.answers = { ...this.answers, [field]: value };
        this.requestUpdate();
      }}
      @bq-form-left=${() => {
        this.left += 1;
      }}
      @bq-form-section-done=${() => {
        this.done += 1;
      }}
    ></bq-form-section>`;
  }
}
customElements.define('test-around', Around);

async function draw(form: FormDefinition, place = 0): Promise<Around> {
  const around = await fixture<Around>(html`<test-around .form=${form} .place=${place}></test-around>`);
  await around.settle();
  return around;
}

/** A form of these fields alone. */
function formOf(...fields: Field[]): FormDefinition {
  return {
    id: 'mini_intake',
    version: '1',
    title: 'Form',
    intro: '',
    minutes: 1,
    sections: [{ id: 'one', title: 'One', fields }],
    redFlags: [],
  };
}

const send = (around: Around) => byRole(around, 'button', /^Continue/).click();

function input(around: Around, id: string): HTMLInputElement {
  const found = [...deep(around.renderRoot)].find((each) => each.id === id);
  if (found && 'value' in found) return found as HTMLInputElement;
  throw new Error(`no control ${id}`);
}

async function type(around: Around, id: string, text: string): Promise<void> {
  const control = input(around, id);
  control.value = text;
  control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  await around.settle();
}

const texts = (around: Around, selector: string) =>
  [...around.inner.renderRoot.querySelectorAll(selector)].map((each) => each.textContent?.trim());

describe('every section of every form', () => {
  for (const id of formIds) {
    it(`(${id}) is accessible, empty and with all its errors, and fits 320 px`, async () => {
      const form = await loadForm(id);
      for (const place of form.sections.keys()) {
        const section = form.sections[place];
        // All that may be shown, at once: conditions are the engine's affair.
        const open = { ...form, sections: [{ ...section, fields: section?.fields.map(shownAlways) ?? [] }] };
        const around = await draw({
          ...open,
          sections: open.sections.map(({ showWhen, ...rest }) => rest),
        } as FormDefinition);
        around.style.inlineSize = '320px';
        await expectAccessible(around);
        send(around);
        await around.settle();
        await expectAccessible(around);
        const wide = [...deep(around.renderRoot)].filter(
          (each) => each.getBoundingClientRect().right > around.getBoundingClientRect().right + 1,
        );
        expect(
          wide.map((each) => `${each.localName}#${each.id}`),
          section?.title,
        ).to.deep.equal([]);
        expect(around.inner.scrollWidth).to.be.at.most(320);
        around.remove();
      }
    });
  }
});

function shownAlways({ showWhen: _never, ...field }: Field): Field {
  return field as Field;
}

const name: Field = { kind: 'text', id: 'name', label: 'Name', name: 'your name', maxLength: 5 };

describe('when something is wrong', () => {
  it('is told after leaving, never while typing, and goes as soon as it holds', async () => {
    const around = await draw(
      formOf(name, { kind: 'email', id: 'email', label: 'Email', name: 'your email' }),
    );
    input(around, 'name').focus();
    await press('Tab');
    await around.settle();
    expect(texts(around, '.error'), 'passed by without typing').to.deep.equal([]);
    await typeText('alex@');
    await around.settle();
    expect(texts(around, '.error'), 'while typing').to.deep.equal([]);
    await press('Tab');
    await around.settle();
    expect(texts(around, '.error')).to.deep.equal([
      'Enter an email address in the correct format, like name@example.com',
    ]);
    expect(input(around, 'email').getAttribute('aria-describedby')).to.equal('email-fault');
    await type(around, 'email', 'alex@example.com');
    expect(texts(around, '.error')).to.deep.equal([]);
  });

  it('a summary takes focus and leads to each field, and the section is not done', async () => {
    const around = await draw(
      formOf(
        name,
        { kind: 'address', id: 'home', label: 'Home', name: 'your home address' },
        {
          kind: 'yes_no',
          id: 'smokes',
          label: 'Do you smoke?',
          name: 'you smoke',
        },
      ),
    );
    send(around);
    await around.settle();
    await around.settle();
    expect(focusedName()).to.match(/^There are 3 things to mend/);
    byRole(around, 'link', 'Enter your home address').click();
    await around.settle();
    expect(focused()?.id).to.equal('home.line1');
    byRole(around, 'link', 'Select yes if you smoke').click();
    await around.settle();
    expect(focusedName()).to.equal('Yes');
    expect(around.done).to.equal(0);
  });
});
