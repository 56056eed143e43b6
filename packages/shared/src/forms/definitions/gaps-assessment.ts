import { defineForm } from '../define-form.ts';
import type { RedFlag } from '../definition.ts';
import { signature } from './sections/consents.ts';
import { allergies, hasAllergies, medicines, pregnancy, takesMedicines } from './sections/health.ts';
import { whoIsThisAbout } from './sections/person.ts';

/** What a coach must not go on with before a doctor has seen it. */
const gutFlags = [
  {
    code: 'gut_bleeding',
    when: { field: 'gutWarnings', includes: 'blood' },
    urgency: 'same_day',
    reason: 'Reports blood in the stool, black stool, or vomiting blood.',
    support: ['emergency', 'healthdirect'],
  },
  {
    code: 'gut_pain',
    when: { field: 'gutWarnings', includes: 'pain' },
    urgency: 'same_day',
    reason: 'Reports severe belly pain that does not ease.',
    support: ['emergency', 'healthdirect'],
  },
  {
    code: 'cannot_keep_fluids',
    when: { field: 'gutWarnings', includes: 'fluids' },
    urgency: 'same_day',
    reason: 'Cannot keep fluids down, or passes very little urine.',
    support: ['emergency', 'healthdirect'],
  },
] as const satisfies readonly RedFlag[];

/** For the GAPS coach, before a first appointment. Coaching about food and habits: no diagnosis, no treatment. */
export const gapsAssessment = defineForm({
  id: 'gaps_assessment',
  version: '2026-11',
  title: 'GAPS coaching questions',
  intro:
    'Your coach reads this before you meet. Coaching is about food and habits. It does not replace your doctor; please go on with what your doctor has prescribed.',
  minutes: 10,
  buildsOn: 'full_intake',
  sections: [
    whoIsThisAbout,
    {
      id: 'safety',
      title: 'First, what a doctor should see',
      fields: [
        {
          kind: 'choices',
          id: 'gutWarnings',
          label: 'Is any of this happening now?',
          name: 'each that is happening now',
          options: [
            { value: 'blood', label: 'Blood in the stool, black stool, or vomiting blood' },
            { value: 'pain', label: 'Severe belly pain that does not ease' },
            { value: 'fluids', label: 'I cannot keep fluids down, or pass very little urine' },
            { value: 'weight_loss', label: 'I am losing weight without trying' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        {
          kind: 'yes_no',
          id: 'weightLossSeen',
          label: 'Has a doctor looked into the weight loss?',
          hint: 'If not, please see a doctor before you change what you eat',
          name: 'a doctor has looked into the weight loss',
          showWhen: { field: 'gutWarnings', includes: 'weight_loss' },
        },
        {
          kind: 'choice',
          id: 'eatingDisorder',
          label: 'Do you have, or have you had, an eating disorder?',
          hint: 'Strict food plans can make one worse. Your coach will plan with that in mind',
          name: 'whether you have or have had an eating disorder',
          options: [
            { value: 'no', label: 'No' },
            { value: 'past', label: 'In the past' },
            { value: 'now', label: 'Now' },
            { value: 'unsure', label: 'I am not sure' },
          ],
        },
      ],
    },
    {
      id: 'gut',
      title: 'Digestion',
      fields: [
        {
          kind: 'choices',
          id: 'gutSymptoms',
          label: 'Which of these trouble you in most weeks?',
          name: 'each that troubles you',
          options: [
            { value: 'bloating', label: 'Bloating or wind' },
            { value: 'constipation', label: 'Constipation' },
            { value: 'diarrhoea', label: 'Loose stools or diarrhoea' },
            { value: 'reflux', label: 'Heartburn or reflux' },
            { value: 'nausea', label: 'Nausea' },
            { value: 'cramps', label: 'Cramps' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        {
          kind: 'scale',
          id: 'gutImpact',
          label: 'How much do they get in the way of your days?',
          name: 'how much they get in the way',
          min: 0,
          max: 10,
          ends: ['Not at all', 'All the time'],
          showWhen: {
            field: 'gutSymptoms',
            includesAnyOf: ['bloating', 'constipation', 'diarrhoea', 'reflux', 'nausea', 'cramps'],
          },
        },
        {
          kind: 'choice',
          id: 'bowelMotions',
          label: 'How often do you open your bowels?',
          name: 'how often you open your bowels',
          options: [
            { value: 'rarely', label: 'Less than 3 times a week' },
            { value: 'some_days', label: '3 to 6 times a week' },
            { value: 'daily', label: 'Once or twice a day' },
            { value: 'often', label: '3 times a day or more' },
          ],
        },
        {
          kind: 'choices',
          id: 'gutDiagnoses',
          label: 'Has a doctor told you that you have any of these?',
          name: 'each that you were told',
          options: [
            { value: 'coeliac', label: 'Coeliac disease' },
            { value: 'ibd', label: 'Crohn’s disease or ulcerative colitis' },
            { value: 'ibs', label: 'Irritable bowel syndrome' },
            { value: 'ulcer', label: 'Stomach ulcer' },
            { value: 'gallstones', label: 'Gallstones' },
            { value: 'other', label: 'Something else about digestion' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        {
          kind: 'text',
          id: 'gutDiagnosisOther',
          label: 'What were you told?',
          name: 'what you were told',
          maxLength: 200,
          showWhen: { field: 'gutDiagnoses', includes: 'other' },
        },
        {
          kind: 'number',
          id: 'antibiotics',
          label: 'About how many courses of antibiotics have you had in the last 5 years?',
          name: 'your courses of antibiotics',
          unit: 'courses',
          min: 0,
          max: 60,
        },
      ],
    },
    {
      id: 'food',
      title: 'What you eat',
      fields: [
        {
          kind: 'choices',
          id: 'diets',
          label: 'Do you eat in one of these ways?',
          name: 'each way in which you eat',
          options: [
            { value: 'vegetarian', label: 'Vegetarian' },
            { value: 'vegan', label: 'Vegan' },
            { value: 'gluten_free', label: 'Without gluten' },
            { value: 'dairy_free', label: 'Without dairy' },
            { value: 'religious', label: 'By religious rules' },
            { value: 'other', label: 'By another plan' },
            { value: 'none', label: 'None of these', exclusive: true },
          ],
        },
        {
          kind: 'long_text',
          id: 'ordinaryDay',
          label: 'What do you eat and drink on an ordinary day?',
          hint: 'Breakfast, lunch, dinner, snacks and drinks',
          name: 'what you eat and drink on an ordinary day',
          maxLength: 2000,
        },
        {
          kind: 'yes_no',
          id: 'foodReactions',
          label: 'Do some foods disagree with you?',
          name: 'some foods disagree with you',
        },
        {
          kind: 'rows',
          id: 'foods',
          label: 'Which foods, and what happens?',
          name: 'the foods that disagree with you',
          showWhen: { field: 'foodReactions', is: true },
          item: 'food',
          maxRows: 20,
          columns: [
            { id: 'food', label: 'Food', name: 'the food', maxLength: 80 },
            { id: 'reaction', label: 'What happens', name: 'what happens', maxLength: 120 },
          ],
        },
        {
          kind: 'choice',
          id: 'cooking',
          label: 'Who cooks at home?',
          name: 'who cooks at home',
          options: [
            { value: 'me', label: 'Mostly I do' },
            { value: 'shared', label: 'We share it' },
            { value: 'others', label: 'Mostly someone else' },
            { value: 'ready', label: 'We mostly buy ready-made food' },
          ],
        },
      ],
    },
    {
      id: 'health',
      title: 'Your health',
      fields: [
        { ...takesMedicines, askOnce: true },
        { ...medicines, askOnce: true },
        { ...hasAllergies, askOnce: true },
        { ...allergies, askOnce: true },
        { ...pregnancy, askOnce: true },
        {
          kind: 'long_text',
          id: 'early',
          label:
            'Is there anything about your birth, childhood illnesses or early feeding that you think matters?',
          name: 'what matters about your early years',
          optional: true,
          maxLength: 1000,
        },
        {
          kind: 'scale',
          id: 'energy',
          label: 'How is your energy on most days?',
          name: 'how your energy is',
          min: 0,
          max: 10,
          ends: ['I have none', 'I have plenty'],
        },
      ],
    },
    {
      id: 'goals',
      title: 'What you want to change',
      fields: [
        {
          kind: 'long_text',
          id: 'goals',
          label: 'What would you like to be different in three months?',
          name: 'what you would like to be different',
          maxLength: 1000,
        },
        {
          kind: 'scale',
          id: 'readiness',
          label: 'How ready do you feel to change what you eat?',
          name: 'how ready you feel',
          min: 0,
          max: 10,
          ends: ['Not ready', 'I want to start today'],
        },
        {
          kind: 'long_text',
          id: 'obstacles',
          label: 'What could make it hard?',
          hint: 'For example time, money, shift work, or what your family eats',
          name: 'what could make it hard',
          optional: true,
          maxLength: 1000,
        },
        {
          kind: 'consent',
          id: 'coachingConsent',
          label: 'What coaching is',
          name: 'you understand what coaching is',
          version: '2026-11',
          text: [
            'A coach helps you to plan food and habits. A coach does not diagnose, treat or prescribe, and does not replace your doctor. I will not stop or change a medicine without asking the doctor who prescribed it, and I will tell my coach when my health changes.',
          ],
        },
        signature,
      ],
    },
  ],
  redFlags: gutFlags,
});
