import assert from 'node:assert/strict';
import { type Answers, type FormDefinition, fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import type { Page } from 'playwright-core';
import { type Entry, entriesFor } from '../../packages/widgets/src/testing/form-entries.ts';
import { ownTag } from './own-tag.ts';

/** A form on a page, as a person goes through it. */
export interface FormWidget {
  /** Fills in every question that is shown, and those that open on the way. */
  fillSection(): Promise<void>;
  enter(entry: Entry): Promise<void>;
  /** To the next section, or to the answers. */
  goOn(): Promise<void>;
  /** From here to where the answers are checked. */
  toTheCheck(look?: (section: string) => Promise<void>): Promise<void>;
  send(): Promise<void>;
}

interface Shown {
  readonly section: string;
  readonly fields: readonly string[];
  readonly answers: Answers;
}

export function formWidget(page: Page, form: FormDefinition): FormWidget {
  const all = [...fieldsOf(form)].map(({ field }) => field);
  const section = page.locator(ownTag('bq-form-section'));

  /** What the section shows now. Its properties are what the tests of the widget speak with, too. */
  const shown = (): Promise<Shown> =>
    section.evaluate((element) => {
      const { section, fields, answers } = element as unknown as {
        section: { id: string };
        fields: { id: string }[];
        answers: Answers;
      };
      return { section: section.id, fields: fields.map(({ id }) => id), answers };
    });

  const widget: FormWidget = {
    async enter(entry) {
      if ('name' in entry) {
        const option = page.locator(`input[name="${entry.name}"][value="${entry.value}"]`);
        // Pressed, and not looked at again: after an alarming answer it is gone.
        if (!(await option.isChecked())) await option.click();
        return;
      }
      const control = page.locator(`[id="${entry.id}"]`);
      const isSelect = (await control.evaluate((element) => element.localName)) === 'select';
      await (isSelect ? control.selectOption(entry.text) : control.fill(entry.text));
    },
    async fillSection() {
      const filled = new Set<string>();
      for (;;) {
        const now = await shown();
        const field = all.find(({ id }) => now.fields.includes(id) && !filled.has(id));
        if (!field) return;
        filled.add(field.id);
        for (const entry of entriesFor(form, field, now.answers)) await widget.enter(entry);
      }
    },
    async goOn() {
      const before = await shown();
      await page.getByRole('button', { name: /^Continue/ }).click();
      await page.waitForFunction(
        ([form, section, before]) => {
          const element = document.querySelector(form)?.shadowRoot?.querySelector(section);
          return !element || (element as Element & { section?: { id: string } }).section?.id !== before;
        },
        ['bq-intake-form', ownTag('bq-form-section'), before.section] as const,
      );
    },
    async toTheCheck(look) {
      await section.or(page.getByRole('heading', { name: 'Check your answers' })).waitFor();
      for (let step = 0; step < form.sections.length && (await section.count()) > 0; step++) {
        await widget.fillSection();
        await look?.((await shown()).section);
        await widget.goOn();
      }
      await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    },
    async send() {
      await page.getByRole('button', { name: /^Send the form/ }).click();
    },
  };
  return widget;
}

/** Nothing is wider than the page. */
export async function assertFits(page: Page): Promise<void> {
  const [wide, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok((wide ?? 0) <= (room ?? 0), `${wide} px wide on a page of ${room}`);
}
