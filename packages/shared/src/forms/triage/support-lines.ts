/**
 * Who helps at once. Shown as links that call (`tel:`); free or local from anywhere in Australia.
 * Numbers collected from public material, not read live (healthdirect and Poisons from memory): have a person ring each one
 * before launch.
 */
export const supportLines = {
  emergency: {
    name: 'Emergency: ambulance, police, fire',
    phone: '000',
    for: 'When a life is in danger',
    source: 'https://www.triplezero.gov.au',
  },
  lifeline: {
    name: 'Lifeline',
    phone: '13 11 14',
    text: '0477 13 11 14',
    for: 'Crisis support, day and night',
    source: 'https://www.lifeline.org.au',
  },
  suicide_call_back: {
    name: 'Suicide Call Back Service',
    phone: '1300 659 467',
    for: 'Counselling for anyone touched by suicide, day and night',
    source: 'https://www.suicidecallbackservice.org.au',
  },
  thirteen_yarn: {
    name: '13YARN',
    phone: '13 92 76',
    for: 'Aboriginal and Torres Strait Islander people, day and night',
    source: 'https://www.13yarn.org.au',
  },
  beyond_blue: {
    name: 'Beyond Blue',
    phone: '1300 22 4636',
    for: 'Anxiety, depression and feeling low, day and night',
    source: 'https://www.beyondblue.org.au',
  },
  kids_helpline: {
    name: 'Kids Helpline',
    phone: '1800 55 1800',
    for: 'Anyone aged 5 to 25, day and night',
    source: 'https://kidshelpline.com.au',
  },
  mensline: {
    name: 'MensLine Australia',
    phone: '1300 789 978',
    for: 'Men, about worries and relationships, day and night',
    source: 'https://mensline.org.au',
  },
  respect: {
    name: '1800RESPECT',
    phone: '1800 737 732',
    for: 'Anyone who is hurt or threatened by someone, day and night',
    source: 'https://www.1800respect.org.au',
  },
  healthdirect: {
    name: 'healthdirect',
    phone: '1800 022 222',
    for: 'A nurse who tells you what to do next, day and night',
    source: 'https://www.healthdirect.gov.au',
  },
  poisons: {
    name: 'Poisons Information Centre',
    phone: '13 11 26',
    for: 'When something harmful was swallowed, day and night',
    source: 'https://www.healthdirect.gov.au/poisoning',
  },
} as const satisfies Record<string, SupportLine>;

export interface SupportLine {
  readonly name: string;
  readonly phone: string;
  /** A number that takes text messages. */
  readonly text?: string;
  readonly for: string;
  readonly source: string;
}
export type SupportLineId = keyof typeof supportLines;

/** The lines shown after any sign of self-harm, the nearest help first. */
export const crisisLines = [
  'emergency',
  'lifeline',
  'suicide_call_back',
  'thirteen_yarn',
  'beyond_blue',
  'kids_helpline',
  'mensline',
] as const satisfies readonly SupportLineId[];

/** The lines by id, in order, each once. */
export function linesOf(
  ids: readonly SupportLineId[],
): readonly (SupportLine & { readonly id: SupportLineId })[] {
  return [...new Set(ids)].map((id) => ({ id, ...supportLines[id] }));
}

/** Whom to call after these red flags: the lines of the most urgent first, each once. */
export function helpFor(
  flags: readonly {
    readonly urgency: 'emergency' | 'same_day';
    readonly support: readonly SupportLineId[];
  }[],
): { readonly urgency: 'emergency' | 'same_day'; readonly lines: ReturnType<typeof linesOf> } {
  const emergencies = flags.filter(({ urgency }) => urgency === 'emergency');
  const others = flags.filter(({ urgency }) => urgency !== 'emergency');
  return {
    urgency: emergencies.length > 0 ? 'emergency' : 'same_day',
    lines: linesOf([...emergencies, ...others].flatMap(({ support }) => support)),
  };
}
