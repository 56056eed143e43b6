import {
  type Field,
  type FormDefinition,
  fieldsOf,
  type Option,
} from '@botaniqal/shared/forms/definition.ts';
import { equineTherapy } from '@botaniqal/shared/forms/definitions/equine-therapy.ts';
import { fullIntake } from '@botaniqal/shared/forms/definitions/full-intake.ts';
import { gapsAssessment } from '@botaniqal/shared/forms/definitions/gaps-assessment.ts';
import { medicalHistory } from '@botaniqal/shared/forms/definitions/medical-history.ts';
import { mentalHealth } from '@botaniqal/shared/forms/definitions/mental-health.ts';
import { miniIntake } from '@botaniqal/shared/forms/definitions/mini-intake.ts';
import { triageForm } from '@botaniqal/shared/forms/definitions/triage.ts';
import { weightLoss } from '@botaniqal/shared/forms/definitions/weight-loss.ts';
import { boxesOf } from '@botaniqal/shared/forms/kinds/boxes.ts';
import type { FormId } from '@botaniqal/shared/ids/ids.ts';
import type { Finding } from '../../finding.ts';
import type { AnswerTarget, FormMapping } from '../forms-elsewhere-shape.ts';

const definitions: Readonly<Record<FormId, FormDefinition>> = {
  mini_intake: miniIntake,
  full_intake: fullIntake,
  medical_history: medicalHistory,
  gaps_assessment: gapsAssessment,
  weight_loss: weightLoss,
  mental_health: mentalHealth,
  equine_therapy: equineTherapy,
  triage: triageForm,
};

/** Whether what `clinic.yaml` says of JotForm's forms fits ours; every finding. */
export function checkJotform({ forms }: { forms: Readonly<Record<string, FormMapping>> }): Finding[] {
  return Object.entries(forms).flatMap(([formKey, mapping]) => {
    const form = definitions[mapping.form];
    const fields = new Map([...fieldsOf(form)].map(({ field }) => [field.id, field]));
    const taken = new Map<string, string>();
    return Object.entries(mapping.fields).flatMap(([questionKey, targets]) => {
      const path = ['jotform', 'forms', formKey, 'fields', questionKey];
      return targets
        .flatMap((target) => [
          ...checkTarget(target, fields.get(target.field), form),
          ...takenTwice(target, questionKey, taken),
        ])
        .map((sentence) => ({ path, sentence: `question ${questionKey} of JotForm: ${sentence}` }));
    });
  });
}

function takenTwice(target: AnswerTarget, questionKey: string, taken: Map<string, string>): string[] {
  const place = [target.field, target.part].filter(Boolean).join('.');
  const other = taken.get(place);
  taken.set(place, questionKey);
  return other === undefined ? [] : [`"${place}" is answered by question ${other} already: keep one.`];
}

function checkTarget(target: AnswerTarget, field: Field | undefined, form: FormDefinition): string[] {
  if (!field) return [`"${target.field}" is not a question of ${form.id}: check its spelling.`];
  return [...checkPart(target, field), ...checkConsent(target, field), ...checkOptions(target, field)];
}

/** Kinds that are put together from several of JotForm's questions. An address comes in one piece there, too. */
const inParts: readonly Field['kind'][] = ['medicare', 'dva', 'concession', 'contact'];

function checkPart({ part }: AnswerTarget, field: Field): string[] {
  const boxes = field.kind === 'rows' ? undefined : boxesOf(field);
  const names = boxes?.map(({ id }) => id) ?? [];
  if (part !== undefined && !names.includes(part)) {
    return [
      names.length > 0
        ? `"${part}" is not a part of "${field.id}": it has ${names.join(', ')}.`
        : `"${field.id}" has no parts: take "part" out.`,
    ];
  }
  if (part === undefined && inParts.includes(field.kind)) {
    return [
      `"${field.id}" is filled part by part: write { field: ${field.id}, part: ${names.join(' | ')} }.`,
    ];
  }
  return [];
}

/** Who agreed to other words than ours has not agreed to ours. */
function checkConsent({ version, agrees }: AnswerTarget, field: Field): string[] {
  if (field.kind !== 'consent') {
    return version === undefined && agrees === undefined
      ? []
      : [`"${field.id}" is no consent: take "version" and "agrees" out.`];
  }
  if (version === undefined || agrees === undefined) {
    return [
      `"${field.id}" is a consent: say with "version" which of our texts stands there word for word, and with "agrees" which answer means yes.`,
    ];
  }
  if (version === field.version) return [];
  return [
    `"${field.id}" is at version ${field.version} here: put its text into JotForm word for word, then say so with "version".`,
  ];
}

function checkOptions({ options, part }: AnswerTarget, field: Field): string[] {
  if (!options) return [];
  const ours = optionsOf(field, part);
  if (!ours) return [`"${field.id}" offers no choice: take "options" out.`];
  const values = ours.map(({ value }) => value);
  return Object.values(options)
    .filter((value) => !values.includes(value))
    .map((value) => `"${value}" is not an option of "${field.id}": it has ${values.join(', ')}.`);
}

function optionsOf(field: Field, part: string | undefined): readonly Option[] | undefined {
  if (part !== undefined) return boxesOf(field)?.find(({ id }) => id === part)?.options;
  return field.kind === 'choice' || field.kind === 'choices' ? field.options : undefined;
}
