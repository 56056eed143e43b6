import type {
  ChoiceField,
  ChoicesField,
  Option,
  ScaleField,
  YesNoField,
} from '@botaniqal/shared/forms/definition.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formsCopy } from '../../../copy/forms/forms.ts';
import { optionView } from '../option.ts';
import { groupView } from './group.ts';
import { faultAt, type ShownField } from './shown-field.ts';

/** Draws an option of a question, with its hint. */
function questionOption(
  type: 'radio' | 'checkbox',
  { field, faults }: ShownField,
  option: Option,
  checked: boolean,
  choose: (checked: boolean) => void,
): TemplateResult {
  const { label, value, hint } = option;
  const describedBy = hint && `${field.id}-${value}-hint`;
  return optionView({
    type,
    name: field.id,
    value,
    checked,
    wrong: faultAt(faults, field.id),
    describedBy,
    choose,
    // The hint is outside the label, so that a screen reader reads it once, after the label.
    words: html`<span
      >${label}${
        describedBy ? html`<small class="hint" id=${describedBy} aria-hidden="true">${hint}</small>` : nothing
      }</span
    >`,
  });
}

/** Short options are drawn side by side; a few longer ones only where there is room. */
function layoutOf(options: readonly Option[]): string {
  const longest = Math.max(...options.map(({ label, hint }) => (hint ? Infinity : label.length)));
  if (longest < 14) return 'short';
  return options.length <= 4 && longest < 26 ? 'few' : '';
}

/** Draws a question with one answer. */
export function choiceView(shown: ShownField<ChoiceField>): TemplateResult {
  const { field, typed, change } = shown;
  return groupView(
    shown,
    html`<div class="choices ${layoutOf(field.options)}">
      ${field.options.map((option) =>
        questionOption('radio', shown, option, typed === option.value, () => change(() => option.value)),
      )}
    </div>`,
  );
}

const yesNo = [
  { value: 'yes', label: formsCopy.yes },
  { value: 'no', label: formsCopy.no },
] as const;

export function yesNoView(shown: ShownField<YesNoField>): TemplateResult {
  const { typed, change } = shown;
  return groupView(
    shown,
    html`<div class="choices short">
      ${yesNo.map((option) => {
        const answer = option.value === 'yes';
        return questionOption('radio', shown, option, typed === answer, () => change(() => answer));
      })}
    </div>`,
  );
}

/** Draws a question with several answers. "None of these" removes the others, and each of the others removes it. */
export function choicesView(shown: ShownField<ChoicesField>): TemplateResult {
  const { field, change } = shown;
  const ticked = (typed: unknown): readonly unknown[] => (Array.isArray(typed) ? typed : []);
  const standing = ticked(shown.typed);
  return groupView(
    shown,
    html`<div class="choices">
      ${field.options.map((option) =>
        questionOption('checkbox', shown, option, standing.includes(option.value), (checked) =>
          change((typed) => {
            const others = ticked(typed).filter((value) => value !== option.value);
            if (!checked) return others;
            const beside = field.options.filter(
              ({ value, exclusive }) => !option.exclusive && !exclusive && others.includes(value),
            );
            return [...beside.map(({ value }) => value), option.value];
          }),
        ),
      )}
    </div>`,
  );
}

/** Draws a row of numbers. The meaning of both ends is written below and read out with them. */
export function scaleView(shown: ShownField<ScaleField>): TemplateResult {
  const { field, typed, change } = shown;
  const { min, max, ends } = field;
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return groupView(
    shown,
    html`<div class="scale numbers">
        ${numbers.map(
          (number) => html`<label
            ><input
              type="radio"
              part="choice"
              name=${field.id}
              value=${number}
              .checked=${String(typed) === String(number)}
              @change=${() => change(() => number)}
            />${number}${
              number === min || number === max
                ? html`<span class="spoken">, ${ends[number === min ? 0 : 1]}</span>`
                : nothing
            }</label
          >`,
        )}
      </div>
      <p class="ends hint" aria-hidden="true">
        <span>${min}: ${ends[0]}</span><span>${max}: ${ends[1]}</span>
      </p>`,
  );
}
