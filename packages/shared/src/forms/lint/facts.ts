import { type FormDefinition, fieldsOf } from '../definition.ts';
import { factRules } from '../facts.ts';
import type { Mistake } from './mistake.ts';

/** Facts that the record could not take: from the wrong kind of question, with values it does not know, or twice. */
export function factMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = [];
  const filed = new Set<string>();
  for (const { field } of fieldsOf(form)) {
    if (field.files === undefined) continue;
    const where = field.id;
    const rule: { kinds: readonly string[]; values?: readonly string[] } = factRules[field.files];
    if (filed.has(field.files)) {
      mistakes.push({ code: 'fact_repeated', where, message: `"${field.files}" is filed twice` });
    }
    filed.add(field.files);
    if (!rule.kinds.includes(field.kind)) {
      const message = `"${field.files}" is filed from ${rule.kinds.join(' or ')}, not from ${field.kind}`;
      mistakes.push({ code: 'fact_kind', where, message });
    }
    const offered = 'options' in field ? field.options.map((option) => option.value) : [];
    const strange = offered.filter((value) => rule.values && !rule.values.includes(value));
    if (strange.length > 0) {
      mistakes.push({
        code: 'fact_values',
        where,
        message: `the record does not know ${strange.join(', ')}`,
      });
    }
  }
  return mistakes;
}
