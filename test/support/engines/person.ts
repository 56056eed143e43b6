import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../../scripts/repository.ts';
import { eventually } from '../until.ts';
import type { EnginePage } from './engine-page.ts';
import { findInPage } from './find-in-page.ts';

/** A role that `findInPage` knows, or a CSS selector. */
type Role = 'button' | 'link' | 'tab' | 'textbox' | 'radio' | 'checkbox' | 'heading' | 'text' | (string & {});

/** Someone in front of a page, who looks for things by their role and their words. */
export interface Person {
  readonly page: EnginePage;
  /** Waits until it is there. */
  sees(role: Role, words: RegExp): Promise<void>;
  isThere(role: Role, words: RegExp): Promise<boolean>;
  press(role: Role, words: RegExp, index?: number): Promise<void>;
  fill(label: RegExp, text: string): Promise<void>;
  /** Types into the control that a CSS selector names. What is there is replaced. */
  fillControl(selector: string, text: string): Promise<void>;
  takePicture(name: string): Promise<void>;
}

const find = String(findInPage);
/** Scrolls it to the middle first, so that no sticky bar covers it. */
const findSeen = `(...values) => {
  const element = (${find})(...values);
  element?.scrollIntoView({ block: 'center' });
  return element;
}`;

const anything = /(?:)/;

/** @param patience milliseconds after which something that is waited for will not come */
export function personAt(page: EnginePage, patience = 300_000): Person {
  const isThere = (role: Role, words: RegExp, index = 0) =>
    page.evaluate<boolean>(`(...values) => (${find})(...values) !== null`, role, words.source, index);
  const wait = (role: Role, words: RegExp, index = 0) =>
    eventually(async () => {
      if (!(await isThere(role, words, index))) throw new Error(`There is no ${role} named ${words}.`);
    }, patience);
  return {
    page,
    isThere,
    sees: (role, words) => wait(role, words),
    async press(role, words, index = 0) {
      await wait(role, words, index);
      await page.press(findSeen, role, words.source, index);
    },
    async fill(label, text) {
      await wait('textbox', label);
      await page.type(text, findSeen, 'textbox', label.source, 0);
    },
    async fillControl(selector, text) {
      await wait(selector, anything);
      await page.evaluate(`(...values) => { (${find})(...values).value = ''; }`, selector, '', 0);
      await page.type(text, findSeen, selector, '', 0);
    },
    async takePicture(name) {
      const folder = fromRoot('test', '.artifacts');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.png`), await page.picture());
    },
  };
}
