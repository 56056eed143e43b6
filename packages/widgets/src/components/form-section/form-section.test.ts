import '../../testing/guards/console-guard.ts';
import type { Answers, Field, FormDefinition } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { readForm } from '@botaniqal/shared/forms/engine.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import { expect, fixture, html } from '@open-wc/testing';
import { focusedName, press, typeText } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, deep, focused, textOf } from '../../testing/queries.ts';
import type { FormTypedEvent } from './form-section.events.ts';
import type { FormSection } from './form-section.ts';
import './form-section.ts';
import { LitElement } from 'lit';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';

const at = { today: '2026-11-20' };

/** Does the work of the element around a section: it keeps the answers and asks the engine for the visible fields. */
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
        // Draws all fields at once: the engine decides about conditions, and has its own tests.
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
    expect(input(around, 'email').getAttribute('aria-describedby')).to.equal('email-error');
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
    expect(focusedName()).to.match(/^There are 3 things to fix/);
    byRole(around, 'link', 'Enter your home address').click();
    await around.settle();
    expect(focused()?.id).to.equal('home.line1');
    byRole(around, 'link', 'Select yes if you smoke').click();
    await around.settle();
    expect(focusedName()).to.equal('Yes');
    expect(around.done).to.equal(0);
  });

  it('a summary names the question where several lack the same answer', async () => {
    const asked = (id: string, label: string): Field => ({
      kind: 'yes_no',
      id,
      label,
      name: 'this bothered you',
    });
    const around = await draw(formOf(asked('sleep', 'Trouble sleeping'), asked('energy', 'Little energy')));
    send(around);
    await around.settle();
    await around.settle();
    byRole(around, 'link', 'Select yes if this bothered you: Trouble sleeping');
    byRole(around, 'link', 'Select yes if this bothered you: Little energy').click();
    await around.settle();
    expect(focused()?.getAttribute('name')).to.equal('energy');
  });
});

const rows: Field = {
  kind: 'rows',
  id: 'medicines',
  label: 'What do you take?',
  name: 'what you take',
  item: 'medicine',
  maxRows: 3,
  columns: [
    { id: 'name', label: 'Name', name: 'the name of the medicine', maxLength: 80 },
    { id: 'dose', label: 'Dose', name: 'the dose', maxLength: 40, optional: true },
  ],
};

async function pressButton(around: Around, name: string | RegExp): Promise<void> {
  byRole(around, 'button', name).click();
  await around.settle();
  await around.settle();
}

describe('rows', () => {
  it('are added, taken out and brought back, with focus and count where they belong', async () => {
    const around = await draw(formOf(rows));
    await type(around, 'medicines.0.name', 'Ibuprofen');
    await pressButton(around, 'Add another medicine');
    expect(focused()?.id).to.equal('medicines.1.name');
    expect(texts(around, '[aria-live]')[0]).to.contain('2 in the list');
    await type(around, 'medicines.1.name', 'Vitamin D');
    await pressButton(around, 'Remove Medicine 1: Ibuprofen');
    expect(focusedName()).to.equal('Undo');
    expect(texts(around, '[aria-live]')[0]).to.contain('Removed: Medicine 1: Ibuprofen. 1 in the list');
    expect(input(around, 'medicines.0.name').value).to.equal('Vitamin D');
    await expectAccessible(around);
    await pressButton(around, 'Undo');
    expect(focused()?.id).to.equal('medicines.0.name');
    expect(around.answers.medicines).to.deep.equal([{ name: 'Ibuprofen' }, { name: 'Vitamin D' }]);
  });

  it('the only one can be taken out and brought back, and there is always one to type into', async () => {
    const around = await draw(formOf(rows));
    await type(around, 'medicines.0.name', 'Ibuprofen');
    await pressButton(around, 'Remove Medicine 1: Ibuprofen');
    expect(input(around, 'medicines.0.name').value).to.equal('');
    await pressButton(around, 'Undo');
    expect(input(around, 'medicines.0.name').value).to.equal('Ibuprofen');
    expect(around.answers.medicines).to.deep.equal([{ name: 'Ibuprofen' }]);
  });

  it('end where there is no more room, and say so', async () => {
    const around = await draw(formOf(rows));
    await pressButton(around, 'Add another medicine');
    await pressButton(around, 'Add another medicine');
    expect(allByRole(around, 'button', 'Add another medicine')).to.deep.equal([]);
    expect(textOf(around)).to.contain('3 is as many as fit here');
  });

  it('what is missing is told in the row that is seen, empty ones before it not counted', async () => {
    const around = await draw(formOf(rows));
    await pressButton(around, 'Add another medicine');
    await type(around, 'medicines.1.dose', '400 mg');
    send(around);
    await around.settle();
    await around.settle();
    byRole(around, 'link', 'Enter the name of the medicine').click();
    await around.settle();
    expect(focused()?.id).to.equal('medicines.1.name');
  });
});

describe('each kind of question', () => {
  it('"None of these" takes the others away, and the others take it away', async () => {
    const around = await draw(
      formOf({
        kind: 'choices',
        id: 'signs',
        label: 'Signs',
        name: 'each sign',
        options: [
          { value: 'a', label: 'Cough', hint: 'Wet or dry' },
          { value: 'b', label: 'Fever' },
          { value: 'none', label: 'None of these', exclusive: true },
        ],
      }),
    );
    const tick = async (label: string | RegExp) => {
      byRole(around, 'checkbox', label).click();
      await around.settle();
      return around.answers.signs;
    };
    expect(await tick('Fever')).to.deep.equal(['b']);
    expect(await tick(/^Cough/)).to.deep.equal(['b', 'a']);
    expect(await tick('None of these')).to.deep.equal(['none']);
    expect(await tick('Fever')).to.deep.equal(['b']);
    expect(await tick('Fever')).to.deep.equal([]);
    await expectAccessible(around);
  });

  it('autofill finds every control under the name it knows', async () => {
    const { sections } = await loadForm('full_intake');
    const fields = sections.flatMap((section) => section.fields.map(shownAlways));
    const around = await draw(formOf(...fields));
    const tokens = (id: string) => input(around, id).getAttribute('autocomplete');
    expect(
      Object.fromEntries(
        [
          'firstName',
          'lastName',
          'preferredName',
          'dateOfBirth-day',
          'dateOfBirth-month',
          'dateOfBirth-year',
          'email',
          'mobilePhone',
          'address.line1',
          'address.line2',
          'address.suburb',
          'address.state',
          'address.postcode',
          'emergencyContact.phone',
          'medicare.number',
        ].map((id) => [id, tokens(id)]),
      ),
    ).to.deep.equal({
      firstName: 'given-name',
      lastName: 'family-name',
      preferredName: 'nickname',
      'dateOfBirth-day': 'bday-day',
      'dateOfBirth-month': 'bday-month',
      'dateOfBirth-year': 'bday-year',
      email: 'email',
      mobilePhone: 'tel',
      'address.line1': 'address-line1',
      'address.line2': 'address-line2',
      'address.suburb': 'address-level2',
      'address.state': 'address-level1',
      'address.postcode': 'postal-code',
      // A browser should not offer the details of another person, or a card.
      'emergencyContact.phone': 'off',
      'medicare.number': 'off',
    });
    const roots = new Set(
      [...deep(around.renderRoot)]
        .filter((each) => each.matches('input, select, textarea'))
        .map((each) => each.getRootNode()),
    );
    expect(roots.size, 'one root for all of them').to.equal(1);
  });

  it('an address that a browser fills in one breath is taken whole', async () => {
    const around = await draw(formOf({ kind: 'address', id: 'home', label: 'Home', name: 'your address' }));
    for (const [id, text] of [
      ['home.line1', '1 High St'],
      ['home.suburb', 'Richmond'],
      ['home.state', 'VIC'],
      ['home.postcode', '3121'],
    ] as const) {
      const control = input(around, id);
      control.value = text;
      control.dispatchEvent(
        new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }),
      );
    }
    await around.settle();
    expect(around.answers.home).to.deep.equal({
      line1: '1 High St',
      suburb: 'Richmond',
      state: 'VIC',
      postcode: '3121',
    });
  });

  it('a date may be known in part, and one that was kept stands in its boxes', async () => {
    const form = formOf(
      { kind: 'date', id: 'since', label: 'Since when?', name: 'since when', partial: true, when: 'past' },
      { kind: 'medicare', id: 'card', label: 'Card', name: 'your card' },
    );
    const around = await draw(form);
    around.answers = { since: '2019-05', card: { number: '2123456701', irn: '1', expiry: '2027-05' } };
    around.requestUpdate();
    await around.settle();
    expect(['since-day', 'since-month', 'since-year'].map((id) => input(around, id).value)).to.deep.equal([
      '',
      '05',
      '2019',
    ]);
    expect(input(around, 'card.expiry').value).to.equal('05/2027');
    expect(textOf(around)).to.contain('the year alone is enough');
    send(around);
    await around.settle();
    expect(around.done).to.equal(1);
  });

  it('a number says its unit, and brings up the right keys', async () => {
    const around = await draw(
      formOf(
        { kind: 'number', id: 'height', label: 'Height', name: 'your height', unit: 'cm', min: 50, max: 250 },
        {
          kind: 'number',
          id: 'weight',
          label: 'Weight',
          name: 'your weight',
          unit: 'kg',
          min: 20,
          max: 350,
          decimals: 1,
        },
      ),
    );
    expect(input(around, 'height').inputMode).to.equal('numeric');
    expect(input(around, 'weight').inputMode).to.equal('decimal');
    expect(input(around, 'height').getAttribute('aria-describedby')).to.equal('height-unit');
    await type(around, 'height', '999');
    send(around);
    await around.settle();
    expect(textOf(around)).to.contain('Your height must be 250 cm or less');
  });

  it('a consent holds for the text that stands there, and no other', async () => {
    const field: Field = {
      kind: 'consent',
      id: 'fees',
      label: 'Fees',
      name: 'you understand the fees',
      version: '2',
      text: ['It costs something.'],
    };
    const around = await draw(formOf(field));
    around.answers = { fees: { agreed: true, version: '1' } };
    around.requestUpdate();
    await around.settle();
    const box = byRole(around, 'checkbox', 'I agree to this');
    expect(box instanceof HTMLInputElement && box.checked, 'an older text was agreed to').to.equal(false);
    box.click();
    await around.settle();
    expect(around.answers.fees).to.deep.equal({ agreed: true, version: '2' });
    byRole(around, 'checkbox', 'I agree to this').click();
    await around.settle();
    expect(around.answers.fees).to.equal(undefined);
  });

  it('a question that a choice brings up appears in place, and is announced', async () => {
    const asks: Field = { kind: 'yes_no', id: 'asks', label: 'Do you smoke?', name: 'you smoke' };
    const more: Field = {
      kind: 'text',
      id: 'more',
      label: 'How much?',
      name: 'how much',
      maxLength: 20,
      showWhen: { field: 'asks', is: true },
    };
    const around = await draw(formOf(asks, more, name));
    await type(around, 'name', 'Al');
    byRole(around, 'radio', 'Yes').click();
    await around.settle();
    expect(
      [...deep(around.renderRoot)].filter((each) => each.matches('input')).map((each) => each.id),
    ).to.include('more');
    expect(texts(around, '[aria-live]')[0]).to.contain('One more question below: How much?');
    expect(input(around, 'name').value, 'what is below keeps its value').to.equal('Al');
    byRole(around, 'radio', 'No').click();
    await around.settle();
    expect([...deep(around.renderRoot)].some((each) => each.id === 'more')).to.equal(false);
  });

  it('what looks odd is said after leaving, and holds no one back', async () => {
    const around = await draw(formOf({ kind: 'dva', id: 'dva', label: 'DVA card', name: 'your DVA card' }));
    await type(around, 'dva.number', 'ODD');
    await type(around, 'dva.colour', 'gold');
    input(around, 'dva.colour').focus();
    input(around, 'dva.colour').blur();
    await around.settle();
    expect(texts(around, '.warning')).to.deep.equal([
      'Check the DVA file number: it usually looks like NBUR9080',
    ]);
    expect(input(around, 'dva.number').getAttribute('aria-invalid')).to.equal(null);
    send(around);
    await around.settle();
    expect(around.done).to.equal(1);
  });

  it('a scale is read with what its ends mean, and fits a phone', async () => {
    const around = await draw(
      formOf({
        kind: 'scale',
        id: 'pain',
        label: 'Pain',
        name: 'your pain',
        min: 0,
        max: 10,
        ends: ['None', 'Worst'],
      }),
    );
    around.style.inlineSize = '320px';
    expect(
      allByRole(around, 'radio').map((each) =>
        each.closest('label')?.textContent?.replace(/\s+/g, ' ').trim(),
      )[0],
    ).to.equal('0, None');
    expect(around.inner.scrollWidth).to.be.at.most(320);
    byRole(around, 'radio', '7').click();
    await around.settle();
    expect(around.answers.pain).to.equal(7);
    const { height, width } = byRole(around, 'radio', '7').getBoundingClientRect();
    expect(Math.min(height, width)).to.be.at.least(44);
  });
});

describe('on a page with CSS of its own', () => {
  it('looks the same with each rule of the page for all elements', async () => {
    const form = formOf(name, { kind: 'yes_no', id: 'asks', label: 'Do you smoke?', name: 'you smoke' });
    const look = async () => {
      const around = await draw(form);
      const found = [...deep(around.renderRoot)].map((each) => {
        const { display, padding, margin, color, textTransform, letterSpacing, borderRadius } =
          getComputedStyle(each);
        return [each.localName, display, padding, margin, color, textTransform, letterSpacing, borderRadius];
      });
      around.remove();
      return found;
    };
    const kind = await look();
    const unkind = new CSSStyleSheet();
    unkind.replaceSync(
      'input, label, button, form, fieldset, legend, p, h3 { all: unset; margin: 40px; padding: 40px; border-radius: 50%; color: red; display: inline; text-transform: uppercase; letter-spacing: 9px }',
    );
    document.adoptedStyleSheets.push(unkind);
    try {
      expect(await look()).to.deep.equal(kind);
    } finally {
      document.adoptedStyleSheets.pop();
    }
  });
});
