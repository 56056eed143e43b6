import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import type { Locator, Page } from 'playwright-core';

/** Answers by question; a question that is not in it is left out. */
export type Given = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A person with an ordinary concern and nothing alarming. */
export const well: Given = {
  emergencySigns: ['none'],
  selfHarm: 'no',
  unsafeWithSomeone: 'no',
  forWhom: 'self',
  age: '18_64',
  concern: 'health',
  healthSigns: ['none'],
  eatingNow: ['none'],
  pregnant: false,
  gutSigns: ['none'],
  mindSigns: ['none'],
  onset: 'months',
  trend: 'same',
  impact: 5,
  seenDoctor: true,
};

/** The concern behind which a question is asked; the others are asked of everybody. */
export const concernOf: Readonly<Record<string, string>> = {
  healthSigns: 'health',
  eatingNow: 'weight',
  gutSigns: 'food',
  mindSigns: 'mind',
};

/** Triage as a person meets it: headings, answers to press, buttons. */
export interface TriageWidget {
  readonly element: Locator;
  heading(words: string | RegExp): Locator;
  button(words: string | RegExp): Locator;
  link(words: string | RegExp): Locator;
  /** Presses answers, part after part, until they are sent or something else is shown. */
  answer(given: Given): Promise<void>;
}

export function triageWidget(page: Page): TriageWidget {
  const element = page.locator('bq-triage-form');
  const heading = (words: string | RegExp) => element.getByRole('heading', { name: words, exact: true });
  const button = (words: string | RegExp) => element.getByRole('button', { name: words });
  const asked = async () => {
    for (const section of triageForm.sections) {
      if ((await heading(section.title).count()) > 0) return section;
    }
    return null;
  };
  return {
    element,
    heading,
    button,
    link: (words) => element.getByRole('link', { name: words }),
    async answer(given) {
      await button('Continue').waitFor();
      for (;;) {
        const section = await asked();
        if (!section) return;
        const isLast = section === triageForm.sections.at(-1);
        for (const { id } of section.fields) {
          const value = given[id];
          if (value === undefined) continue;
          const values = Array.isArray(value) ? value : [typeof value === 'boolean' ? yesNo(value) : value];
          for (const each of values) {
            await element.locator(`input[name="${id}"][value="${each}"]`).click();
          }
          if ((await heading(section.title).count()) === 0) return;
        }
        await button(/^(Continue|Send my answers)/).click();
        if (isLast) return;
        await heading(section.title).waitFor({ state: 'detached' });
      }
    },
  };
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');
