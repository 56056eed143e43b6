/** The states and territories, as the post writes them. */
export const states = [
  { value: 'ACT', label: 'Australian Capital Territory' },
  { value: 'NSW', label: 'New South Wales' },
  { value: 'NT', label: 'Northern Territory' },
  { value: 'QLD', label: 'Queensland' },
  { value: 'SA', label: 'South Australia' },
  { value: 'TAS', label: 'Tasmania' },
  { value: 'VIC', label: 'Victoria' },
  { value: 'WA', label: 'Western Australia' },
] as const;
export type State = (typeof states)[number]['value'];

export function isState(value: string): value is State {
  return states.some((state) => state.value === value);
}

/** Which state a postcode is in, by its range. https://en.wikipedia.org/wiki/Postcodes_in_Australia */
const ranges: readonly (readonly [from: number, to: number, state: State])[] = [
  [200, 299, 'ACT'],
  [800, 999, 'NT'],
  [1000, 2599, 'NSW'],
  [2600, 2618, 'ACT'],
  [2619, 2899, 'NSW'],
  [2900, 2920, 'ACT'],
  [2921, 2999, 'NSW'],
  [3000, 3999, 'VIC'],
  [4000, 4999, 'QLD'],
  [5000, 5999, 'SA'],
  [6000, 6999, 'WA'],
  [7000, 7999, 'TAS'],
  [8000, 8999, 'VIC'],
  [9000, 9999, 'QLD'],
];

/**
 * Postcodes that reach over a border, by the state beyond it. Counted in the list of
 * https://github.com/matthewproctor/australianpostcodes (delivery areas).
 */
const beyond: Readonly<Record<string, readonly State[]>> = {
  '0872': ['SA', 'WA'],
  '2540': ['ACT'],
  '2611': ['NSW'],
  '2618': ['NSW'],
  '2620': ['ACT'],
  '3500': ['NSW'],
  '3586': ['NSW'],
  '3644': ['NSW'],
  '3691': ['NSW'],
  '3707': ['NSW'],
  '4375': ['NSW'],
  '4377': ['NSW'],
  '4380': ['NSW'],
  '4383': ['NSW'],
  '4385': ['NSW'],
  '4825': ['NT'],
};

/** The states in which a postcode of four digits may be, the likeliest first; none when the postcode is not in use. */
export function statesOf(postcode: string): readonly State[] {
  const number = Number(postcode);
  const range = ranges.find(([from, to]) => number >= from && number <= to);
  return range ? [range[2], ...(beyond[postcode] ?? [])] : [];
}
