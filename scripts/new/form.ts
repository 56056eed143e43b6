import type { Names } from './names.ts';
import { addBefore, type Plan } from './plan.ts';

/** A form: its definition, and its line in each list of forms. */
export function newForm({ kebab, snake, camel, title }: Names): Plan {
  return {
    files: { [`packages/shared/src/forms/definitions/${kebab}.ts`]: definition({ snake, camel, title }) },
    lists: [
      {
        path: 'packages/shared/src/ids/ids.ts',
        add: (text) => addBefore(text, "  'triage',", `  '${snake}',`),
      },
      {
        path: 'packages/shared/src/forms/definitions/load.ts',
        add: (text) =>
          addBefore(
            text,
            '  triage: async',
            `  ${snake}: async () => (await import('./${kebab}.ts')).${camel},`,
          ),
      },
      {
        path: 'packages/bff/src/config/clinic/checks/jotform-checks.ts',
        add: (text) =>
          addBefore(
            addBefore(
              text,
              "definitions/triage.ts';",
              `import { ${camel} } from '@botaniqal/shared/forms/definitions/${kebab}.ts';`,
            ),
            '  triage: triageForm,',
            `  ${snake === camel ? camel : `${snake}: ${camel}`},`,
          ),
      },
      {
        path: 'packages/widgets/src/copy/forms/due-forms.ts',
        add: (text) => addBefore(text, "  triage: '", `  ${snake}: '${title}',`),
      },
    ],
    // The schema of clinic.yaml lists the forms.
    commands: [
      ['node', 'packages/bff/scripts/clinic-schema.ts'],
      ['biome', 'format', '--write', 'clinic.schema.json'],
    ],
    next: [
      `Write the questions in packages/shared/src/forms/definitions/${kebab}.ts, and its title in packages/widgets/src/copy/forms/due-forms.ts.`,
      'Name the form at a visit in clinic.yaml, and check it: pnpm test -- unit forms.',
    ],
  };
}

const definition = ({ snake, camel, title }: Pick<Names, 'snake' | 'camel' | 'title'>) => `\
import { defineForm } from '../define-form.ts';
import { privacyConsent } from './sections/consents.ts';
import { dateOfBirth, email, firstName, lastName } from './sections/person.ts';
import { emergencyFlags, emergencySigns, selfHarm, selfHarmFlags } from './sections/safety.ts';

/** ${title}: say here who fills it in, when, and what for. */
export const ${camel} = defineForm({
  id: '${snake}',
  version: '${new Date().toISOString().slice(0, 7)}',
  title: '${title}',
  intro: 'A few questions before your appointment. Nothing is decided by this form.',
  minutes: 3,
  sections: [
    { id: 'safety', title: 'First, your safety', fields: [emergencySigns, selfHarm] },
    {
      id: 'person',
      title: 'About you',
      fields: [
        { ...firstName, files: 'firstName' },
        { ...lastName, files: 'lastName' },
        { ...dateOfBirth, files: 'dateOfBirth' },
        { ...email, files: 'email' },
      ],
    },
    {
      id: 'concern',
      title: 'What you would like help with',
      fields: [
        {
          kind: 'long_text',
          id: 'reason',
          label: 'What would you like help with?',
          hint: 'In your own words. A sentence or two is enough',
          name: 'what you would like help with',
          maxLength: 2000,
        },
      ],
    },
    { id: 'consent', title: 'Your agreement', fields: [privacyConsent] },
  ],
  redFlags: [...emergencyFlags, ...selfHarmFlags],
});
`;
