import type { Field } from '../../definition.ts';

export const takesMedicines = {
  kind: 'yes_no',
  id: 'takesMedicines',
  label: 'Do you take any medicines, vitamins or supplements?',
  hint: 'Include what you buy without a prescription, inhalers, patches and creams',
  name: 'you take any medicines, vitamins or supplements',
} as const satisfies Field;

export const medicines = {
  kind: 'rows',
  id: 'medicines',
  label: 'What do you take?',
  hint: 'Copy it from the label if you can',
  name: 'what you take',
  showWhen: { field: 'takesMedicines', is: true },
  item: 'medicine',
  maxRows: 30,
  columns: [
    { id: 'name', label: 'Name', name: 'the name of the medicine', maxLength: 80 },
    { id: 'dose', label: 'Strength or dose', name: 'the strength or dose', maxLength: 40, optional: true },
    { id: 'frequency', label: 'How often', name: 'how often you take it', maxLength: 60 },
    { id: 'reason', label: 'What for', name: 'what you take it for', maxLength: 80, optional: true },
  ],
} as const satisfies Field;

export const hasAllergies = {
  kind: 'yes_no',
  id: 'hasAllergies',
  label: 'Are you allergic to anything, or have you reacted badly to a medicine?',
  name: 'you are allergic to anything or have reacted badly to a medicine',
} as const satisfies Field;

export const allergies = {
  kind: 'rows',
  id: 'allergies',
  label: 'What do you react to?',
  name: 'what you react to',
  showWhen: { field: 'hasAllergies', is: true },
  item: 'allergy',
  maxRows: 20,
  columns: [
    { id: 'substance', label: 'Medicine, food or other', name: 'what you react to', maxLength: 80 },
    { id: 'reaction', label: 'What happens', name: 'what happens', maxLength: 120 },
    {
      id: 'severity',
      label: 'How bad',
      name: 'how bad it is',
      maxLength: 10,
      options: [
        { value: 'mild', label: 'Mild: uncomfortable' },
        { value: 'moderate', label: 'Moderate: I needed treatment' },
        { value: 'severe', label: 'Severe: I needed urgent help' },
        { value: 'unknown', label: 'I do not know' },
      ],
    },
  ],
} as const satisfies Field;

export const pregnancy = {
  kind: 'choice',
  id: 'pregnancy',
  label: 'Are you pregnant, trying to be, or breastfeeding?',
  hint: 'It changes what a clinician can safely suggest',
  name: 'whether you are pregnant, trying to be, or breastfeeding',
  options: [
    { value: 'pregnant', label: 'I am pregnant, or may be' },
    { value: 'trying', label: 'I am trying to become pregnant' },
    { value: 'breastfeeding', label: 'I am breastfeeding' },
    { value: 'no', label: 'No' },
    { value: 'not_applicable', label: 'This does not apply to me' },
  ],
} as const satisfies Field;

export const alcohol = {
  kind: 'choice',
  id: 'alcohol',
  label: 'How often do you drink alcohol?',
  name: 'how often you drink alcohol',
  options: [
    { value: 'never', label: 'Never' },
    { value: 'monthly', label: 'Once a month or less' },
    { value: 'weekly', label: 'On 1 to 3 days a week' },
    { value: 'most_days', label: 'On 4 or more days a week' },
  ],
} as const satisfies Field;

export const drinksPerWeek = {
  kind: 'number',
  id: 'drinksPerWeek',
  label: 'About how many standard drinks do you have in a week?',
  hint: 'A can of mid-strength beer, or 100 mL of wine, is about one standard drink',
  name: 'your standard drinks in a week',
  unit: 'drinks',
  min: 0,
  max: 200,
  showWhen: { field: 'alcohol', isOneOf: ['weekly', 'most_days'] },
} as const satisfies Field;

export const smoking = {
  kind: 'choice',
  id: 'smoking',
  label: 'Do you smoke or use e-cigarettes?',
  name: 'whether you smoke or use e-cigarettes',
  options: [
    { value: 'never', label: 'I never have' },
    { value: 'former', label: 'I used to' },
    { value: 'some_days', label: 'Some days' },
    { value: 'daily', label: 'Every day' },
  ],
} as const satisfies Field;

export const smokedPerDay = {
  kind: 'number',
  id: 'smokedPerDay',
  label: 'About how many cigarettes a day?',
  hint: 'Enter 0 if you use e-cigarettes only',
  name: 'your cigarettes a day',
  unit: 'cigarettes',
  min: 0,
  max: 150,
  showWhen: { field: 'smoking', is: 'daily' },
} as const satisfies Field;
