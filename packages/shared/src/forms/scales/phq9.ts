import type { Answers, ChoiceField } from '../definition.ts';

/**
 * Patient Health Questionnaire (PHQ-9), developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and
 * colleagues with an educational grant from Pfizer Inc. "No permission required to reproduce, translate, display or
 * distribute" (https://www.phqscreeners.com; released without restriction in 2010,
 * https://news-medical.net/news/20100723/Pfizer-announces-unrestricted-access-to-patient-assessment-aids-for-mental-disorders.aspx).
 * Its words are the scale: do not reword them. Validated by Kroenke, Spitzer, Williams, J Gen Intern Med 2001;16:606–613.
 * It screens; it does not diagnose, and a person reads the result.
 */
export const phq9Question =
  'Over the last 2 weeks, how often have you been bothered by any of the following problems?';
export const phq9Credit =
  'PHQ-9, developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc.';

const howOften = [
  { value: '0', label: 'Not at all' },
  { value: '1', label: 'Several days' },
  { value: '2', label: 'More than half the days' },
  { value: '3', label: 'Nearly every day' },
] as const;
const name = 'how often this bothered you';

/** The nine items, each scored 0 to 3. */
export const phq9Items = [
  {
    kind: 'choice',
    id: 'phq1',
    label: 'Little interest or pleasure in doing things',
    name,
    options: howOften,
  },
  { kind: 'choice', id: 'phq2', label: 'Feeling down, depressed, or hopeless', name, options: howOften },
  {
    kind: 'choice',
    id: 'phq3',
    label: 'Trouble falling or staying asleep, or sleeping too much',
    name,
    options: howOften,
  },
  { kind: 'choice', id: 'phq4', label: 'Feeling tired or having little energy', name, options: howOften },
  { kind: 'choice', id: 'phq5', label: 'Poor appetite or overeating', name, options: howOften },
  {
    kind: 'choice',
    id: 'phq6',
    label: 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
    name,
    options: howOften,
  },
  {
    kind: 'choice',
    id: 'phq7',
    label: 'Trouble concentrating on things, such as reading the newspaper or watching television',
    name,
    options: howOften,
  },
  {
    kind: 'choice',
    id: 'phq8',
    label:
      'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
    name,
    options: howOften,
  },
  {
    kind: 'choice',
    id: 'phq9',
    label: 'Thoughts that you would be better off dead or of hurting yourself in some way',
    name,
    options: howOften,
  },
] as const satisfies readonly ChoiceField[];

/** Asked when any of the nine was scored; it does not count towards the score. */
export const phq9Difficulty = {
  kind: 'choice',
  id: 'phqDifficulty',
  label:
    'How difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
  name: 'how difficult these problems have made things',
  options: [
    { value: 'not', label: 'Not difficult at all' },
    { value: 'somewhat', label: 'Somewhat difficult' },
    { value: 'very', label: 'Very difficult' },
    { value: 'extremely', label: 'Extremely difficult' },
  ],
} as const satisfies ChoiceField;

export interface Phq9Score {
  /** 0 to 27. */
  readonly total: number;
  readonly band: 'minimal' | 'mild' | 'moderate' | 'moderately_severe' | 'severe';
  /** Item 9 was scored at all: thoughts of death or self-harm. It matters with any total. */
  readonly selfHarm: boolean;
}

/** The score of answers as the engine cleaned them; `null` while an item is unanswered (none is guessed). */
export function scorePhq9(answers: Answers): Phq9Score | null {
  const scores = phq9Items.map(({ id }) => howOften.findIndex(({ value }) => value === answers[id]));
  if (scores.includes(-1)) return null;
  const total = scores.reduce((sum, score) => sum + score, 0);
  return { total, band: bandOf(total), selfHarm: (scores[8] ?? 0) > 0 };
}

/** Cut-points 5, 10, 15 and 20 (Kroenke et al. 2001). */
function bandOf(total: number): Phq9Score['band'] {
  if (total < 5) return 'minimal';
  if (total < 10) return 'mild';
  if (total < 15) return 'moderate';
  return total < 20 ? 'moderately_severe' : 'severe';
}
