import type { Field, Option } from '@botaniqal/shared/forms/definition.ts';
import { boxesOf } from '@botaniqal/shared/forms/kinds/boxes.ts';
import { states } from '@botaniqal/shared/forms/kinds/postcodes.ts';
import type { AnswerTarget } from '../../../config/clinic/forms-elsewhere-shape.ts';
import type { GivenAnswer, GivenQuestion } from '../../../ports/forms-elsewhere.ts';

/**
 * One answer in the form that our engine expects. An answer that cannot be converted is passed on in its original
 * words: the engine reports it, and the document shows it.
 * @returns `undefined` when no part of the answer goes into this field
 */
export function convertAnswer(given: GivenQuestion, target: AnswerTarget, field: Field): unknown {
  const { answer } = given;
  if (target.take) return answer.kind === 'name' ? answer[target.take] : given.words;
  if (target.part !== undefined) {
    const box = boxesOf(field)?.find(({ id }) => id === target.part);
    return box?.options ? optionFor(textOf(given), box.options, target) : textOf(given);
  }
  switch (field.kind) {
    case 'choice':
      return optionFor(textOf(given), field.options, target);
    case 'choices':
      return textsOf(given).map((text) => optionFor(text, field.options, target));
    case 'yes_no':
      return yesOrNo(textOf(given));
    case 'consent':
      return {
        agreed: textsOf(given).some((text) => same(text, target.agrees ?? '')),
        version: target.version,
      };
    case 'date':
      return answer.kind === 'date' ? partsOf(answer) : textOf(given);
    case 'address':
      return answer.kind === 'address' ? addressOf(answer) : given.words;
    case 'rows': {
      const [first] = field.columns;
      const lines = textOf(given)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      return first ? lines.map((line) => ({ [first.id]: line })) : undefined;
    }
    default:
      return textOf(given);
  }
}

function textsOf({ answer, words }: GivenQuestion): readonly string[] {
  return answer.kind === 'texts' ? answer.texts : [words];
}

function textOf(given: GivenQuestion): string {
  const texts = textsOf(given);
  return texts.length === 1 ? (texts[0] ?? '') : given.words;
}

/**
 * Finds the option by the mapping of `clinic.yaml`, by its label or by its value; otherwise returns the original
 * words.
 */
function optionFor(text: string, options: readonly Option[], { options: named = {} }: AnswerTarget): string {
  const told = Object.entries(named).find(([label]) => same(label, text));
  if (told) return told[1];
  const ours = options.find(({ label, value }) => same(label, text) || same(value, text));
  return ours?.value ?? text;
}

const yes = ['yes', 'y', 'true', '1'];
const no = ['no', 'n', 'false', '0'];

function yesOrNo(text: string): boolean | string {
  const word = plain(text);
  if (yes.includes(word)) return true;
  return no.includes(word) ? false : text;
}

function partsOf({ day, month, year }: Extract<GivenAnswer, { kind: 'date' }>) {
  return { day, month, year };
}

function addressOf({ kind: _, state, ...lines }: Extract<GivenAnswer, { kind: 'address' }>) {
  const known = states.find(({ label, value }) => same(label, state) || same(value, state));
  return { ...lines, state: known?.value ?? state };
}

function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** People retype labels, so capitals, spaces and the kind of apostrophe do not matter. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
