import type { Field, RedFlag } from '../../definition.ts';
import { crisisLines } from '../../triage/support-lines.ts';

/** Signs after which a patient should stop filling in a form and get help. Every form that may be the first contact asks for them. */
export const emergencySigns = {
  kind: 'choices',
  id: 'emergencySigns',
  label: 'Is any of this happening now?',
  hint: 'If it is, call 000 before you do anything else here',
  name: 'each sign that is happening now',
  options: [
    { value: 'chest_pain', label: 'Pain, pressure or tightness in the chest' },
    { value: 'breathing', label: 'Trouble breathing, or blue lips' },
    { value: 'stroke', label: 'A face that droops, an arm or leg that is weak, or slurred speech' },
    { value: 'collapse', label: 'Collapse, a fit, or sudden confusion' },
    { value: 'bleeding', label: 'Bleeding that does not stop' },
    { value: 'allergy', label: 'A swelling face, tongue or throat' },
    { value: 'overdose', label: 'Too much of a medicine, drug or poison' },
    { value: 'none', label: 'None of these', exclusive: true },
  ],
} as const satisfies Field;

/** One red flag for each sign, so that the consultant reads which one it was. */
export const emergencyFlags = [
  {
    code: 'chest_pain',
    when: { field: 'emergencySigns', includes: 'chest_pain' },
    urgency: 'emergency',
    reason: 'Reports pain, pressure or tightness in the chest now.',
    support: ['emergency'],
  },
  {
    code: 'breathing',
    when: { field: 'emergencySigns', includes: 'breathing' },
    urgency: 'emergency',
    reason: 'Reports trouble breathing or blue lips now.',
    support: ['emergency'],
  },
  {
    code: 'stroke_signs',
    when: { field: 'emergencySigns', includes: 'stroke' },
    urgency: 'emergency',
    reason: 'Reports a drooping face, a weak limb or slurred speech now.',
    support: ['emergency'],
  },
  {
    code: 'collapse',
    when: { field: 'emergencySigns', includes: 'collapse' },
    urgency: 'emergency',
    reason: 'Reports collapse, a fit or sudden confusion now.',
    support: ['emergency'],
  },
  {
    code: 'severe_bleeding',
    when: { field: 'emergencySigns', includes: 'bleeding' },
    urgency: 'emergency',
    reason: 'Reports bleeding that does not stop.',
    support: ['emergency'],
  },
  {
    code: 'severe_allergy',
    when: { field: 'emergencySigns', includes: 'allergy' },
    urgency: 'emergency',
    reason: 'Reports a swelling face, tongue or throat now.',
    support: ['emergency'],
  },
  {
    code: 'overdose',
    when: { field: 'emergencySigns', includes: 'overdose' },
    urgency: 'emergency',
    reason: 'Reports too much of a medicine, drug or poison.',
    support: ['emergency', 'poisons', 'lifeline'],
  },
] as const satisfies readonly RedFlag[];

/** Asked plainly: asking about suicide does not put the thought into anybody's head, and is what guidelines advise. */
export const selfHarm = {
  kind: 'choice',
  id: 'selfHarm',
  label: 'Are you having thoughts of suicide or of hurting yourself?',
  hint: 'Many people have them at some time. Tell us, so that you get help from a person, not from a form',
  name: 'the answer that is closest to how you feel',
  options: [
    { value: 'no', label: 'No' },
    { value: 'thoughts', label: 'Yes, I have thoughts, but I would not act on them' },
    { value: 'plan', label: 'Yes, and I have a plan, or I fear that I may act on them' },
    { value: 'acted', label: 'I have hurt myself in the last few days' },
    { value: 'unsure', label: 'I am not sure, or I would rather not say' },
  ],
} as const satisfies Field;

export const selfHarmFlags = [
  {
    code: 'self_harm_plan',
    when: { field: 'selfHarm', is: 'plan' },
    urgency: 'emergency',
    reason: 'Has thoughts of suicide or self-harm with a plan, or fears acting on them.',
    support: crisisLines,
  },
  {
    code: 'self_harm_act',
    when: { field: 'selfHarm', is: 'acted' },
    urgency: 'emergency',
    reason: 'Has hurt themselves in the last few days.',
    support: crisisLines,
  },
  {
    code: 'self_harm_thoughts',
    when: { field: 'selfHarm', is: 'thoughts' },
    urgency: 'same_day',
    reason: 'Has thoughts of suicide or self-harm and says they would not act on them.',
    support: crisisLines,
  },
  {
    code: 'self_harm_unsure',
    when: { field: 'selfHarm', is: 'unsure' },
    urgency: 'same_day',
    reason: 'Is not sure, or would rather not say, whether they think of suicide or self-harm.',
    support: crisisLines,
  },
] as const satisfies readonly RedFlag[];

export const unsafeWithSomeone = {
  kind: 'choice',
  id: 'unsafeWithSomeone',
  label: 'Is someone hurting you, threatening you or making you afraid?',
  hint: 'Skip this if someone may be looking over your shoulder: choose “I would rather not say”',
  name: 'whether someone is hurting you or making you afraid',
  options: [
    { value: 'no', label: 'No' },
    { value: 'past', label: 'Not now, but it has happened' },
    { value: 'now_danger', label: 'Yes, and I am in danger now' },
    { value: 'now', label: 'Yes' },
    { value: 'not_stated', label: 'I would rather not say' },
  ],
} as const satisfies Field;

export const unsafeFlags = [
  {
    code: 'violence_danger',
    when: { field: 'unsafeWithSomeone', is: 'now_danger' },
    urgency: 'emergency',
    reason: 'Is in danger from someone now.',
    support: ['emergency', 'respect', 'lifeline'],
  },
  {
    code: 'violence',
    when: { field: 'unsafeWithSomeone', is: 'now' },
    urgency: 'same_day',
    reason:
      'Is being hurt, threatened or made afraid by someone. Do not leave messages or send text without asking.',
    support: ['emergency', 'respect', 'lifeline', 'mensline', 'kids_helpline'],
  },
] as const satisfies readonly RedFlag[];
