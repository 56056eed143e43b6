import type { Field, FormDefinition, Option } from '@botaniqal/shared/forms/definition.ts';
import { describeSubmission } from '../features/forms/document/describe-submission.ts';
import {
  type SubmissionDocument,
  submissionReference,
} from '../features/forms/document/submission-document.ts';

/** Documents for tests and for looking at: every question answered, at length where there is room. */
export function sampleDocument(
  form: FormDefinition,
  change: (answers: Record<string, unknown>) => void = () => {},
): SubmissionDocument {
  const answers: Record<string, unknown> = {};
  for (const { fields } of form.sections) for (const field of fields) answers[field.id] = sampleAnswer(field);
  change(answers);
  return describeSubmission({
    ...sampleFrame,
    form,
    answers,
    at: { today: '2026-11-20' },
    incomplete: null,
  });
}

export const sampleFrame = {
  clinic: { name: 'Botaniqal', phone: '(03) 7010 4321' },
  reference: submissionReference('8f14e45f-ceea-467f-9575-1f4a2d6f1c22'),
  receivedAt: new Date('2026-11-20T04:04:05Z'),
  timeZone: 'Australia/Melbourne',
  source: 'page',
  patient: {
    name: 'Nguyễn Thị Ánh-Zoë O’Brien',
    dateOfBirth: '27 March 1980',
    contact: ['0491 570 156', 'zoe.obrien@example.com'],
  },
} as const;

const story =
  'It began about three years ago, after a long winter of poor sleep and two changes of job. I wake between two and four, lie awake for an hour or more, and then I am tired and foggy until noon. On bad days there is a dull ache behind the eyes and in the neck. I have tried magnesium, less coffee, and a course of physiotherapy that helped for about a month.\n\nWhat I hope for is simply to sleep through, and to have the patience that my family used to know.';

export function sampleAnswer(field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return /name/i.test(field.id) ? 'Zoë O’Brien' : 'About three times a week'.slice(0, field.maxLength);
    case 'long_text':
      return story.slice(0, field.maxLength);
    case 'email':
      return 'zoe.obrien@example.com';
    case 'phone':
      return '0491570156';
    case 'date':
      return field.when === 'future' ? '2027-02-03' : '1980-03-27';
    case 'number':
      return Math.round((field.min + field.max) / 2);
    case 'scale':
      return Math.round((field.min + field.max) / 2);
    case 'choice':
      return plain(field.options)[0]?.value;
    case 'choices':
      return plain(field.options)
        .slice(0, 3)
        .map(({ value }) => value);
    case 'yes_no':
      return true;
    case 'address':
      return { line1: 'Unit 4, 128–130 Sydney Road', suburb: 'Brunswick', state: 'VIC', postcode: '3056' };
    case 'medicare':
      return { number: '2123456701', irn: '1', expiry: '2028-05' };
    case 'dva':
      return { number: 'NBUR9080', colour: 'gold' };
    case 'concession':
      return { type: 'health_care', number: '307111942H', expiry: '2028-05' };
    case 'contact':
      return { name: 'Pádraig O’Brien', relationship: 'husband', phone: '0491570157' };
    case 'rows':
      return [0, 1, 2, 3].map((row) =>
        Object.fromEntries(
          field.columns.map((column, at) => [column.id, column.options?.[0]?.value ?? sampleCell(row, at)]),
        ),
      );
    case 'consent':
      return true;
    case 'signature':
      return 'Zoë O’Brien';
  }
}

/** Options that do not stand alone. */
function plain(options: readonly Option[]): readonly Option[] {
  return options.filter(({ exclusive }) => !exclusive);
}

function sampleCell(row: number, column: number): string {
  const cells = [
    ['Perindopril arginine', 'Vitamin D', 'Fish oil', 'Amitriptyline'],
    ['5 mg', '1000 IU', '2 capsules', '10 mg, for three weeks now'],
    [
      'Every morning with breakfast',
      'Once a day',
      'When I remember, mostly on weekends',
      'At night, two hours before bed',
    ],
  ];
  return cells[column % cells.length]?.[row] ?? 'Yes';
}
