import { leastPeople, type StaffCampaigns } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import type { CampaignName } from './campaign-of.ts';

/** One thing that a person did, and the campaign that it counts for. */
export interface CampaignFact {
  readonly campaign: CampaignName;
  /** The same for everything that this person did. */
  readonly person: string;
  readonly what: 'booking' | 'waitlist' | 'triage';
  readonly confirmed: boolean;
  readonly revenueCents: number;
}

type Row = StaffCampaigns['rows'][number];
type Measure = keyof StaffCampaigns['total'];

/** What each measure counts of a fact. */
const measures: Readonly<Record<Measure, (fact: CampaignFact) => number>> = {
  started: ({ what }) => (what === 'booking' ? 1 : 0),
  confirmed: ({ what, confirmed }) => (what === 'booking' && confirmed ? 1 : 0),
  waitlist: ({ what }) => (what === 'waitlist' ? 1 : 0),
  triage: ({ what }) => (what === 'triage' ? 1 : 0),
  revenueCents: ({ revenueCents }) => revenueCents,
};
const names = Object.keys(measures) as readonly Measure[];

/** A count, and the people in it. */
interface Cell {
  sum: number;
  readonly people: Set<string>;
}

/** The most rows of an answer: anyone can put any name into an address. */
const mostRows = 200;

/** Counts by campaign, the busiest first. A count of fewer than `leastPeople` people is `null`. */
export function countCampaigns(
  facts: readonly CampaignFact[],
  most = mostRows,
): Pick<StaffCampaigns, 'rows' | 'total'> {
  const groups = [...Map.groupBy(facts, ({ campaign }) => JSON.stringify(keyOf(campaign))).values()].toSorted(
    (one, other) => other.length - one.length,
  );
  const shown = groups.length > most ? [...groups.slice(0, most - 1), groups.slice(most - 1).flat()] : groups;
  const counted = shown.map((group, index) => ({
    name: groups.length > most && index === most - 1 ? other : nameOf(group),
    cells: cellsOf(group),
  }));
  const rows: Row[] = counted.map(({ name, cells }) => ({
    ...name,
    ...valuesOf((measure) => shownOf(cells[measure])),
  }));
  const all = cellsOf(facts);
  const total = valuesOf((measure) =>
    isSafe(counted.map(({ cells }) => cells[measure])) ? all[measure].sum : null,
  );
  return { rows: rows.toSorted(busiestFirst), total };
}

const other: CampaignName = { kind: 'other', source: null, medium: null, campaign: null };

/** Google, google and GOOGLE are one campaign. */
function keyOf({ kind, source, medium, campaign }: CampaignName): unknown[] {
  return [kind, ...[source, medium, campaign].map((part) => part?.toLowerCase() ?? null)];
}

function nameOf(group: readonly CampaignFact[]): CampaignName {
  return group[0]?.campaign ?? other;
}

function cellsOf(facts: readonly CampaignFact[]): Record<Measure, Cell> {
  const cells = valuesOf((): Cell => ({ sum: 0, people: new Set() }));
  for (const fact of facts) {
    for (const name of names) {
      const value = measures[name](fact);
      if (value === 0) continue;
      cells[name].sum += value;
      cells[name].people.add(fact.person);
    }
  }
  return cells;
}

function valuesOf<T>(value: (measure: Measure) => T): Record<Measure, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Measure, T>;
}

function isHidden({ people }: Cell): boolean {
  return people.size > 0 && people.size < leastPeople;
}

function shownOf(cell: Cell): number | null {
  return isHidden(cell) ? null : cell.sum;
}

/** Whether a total tells nothing about the counts that are not shown: there are none, or many people in several of them. */
function isSafe(cells: readonly Cell[]): boolean {
  const hidden = cells.filter(isHidden);
  const people = new Set(hidden.flatMap((cell) => [...cell.people]));
  return hidden.length === 0 || (hidden.length > 1 && people.size >= leastPeople);
}

/** By counts that are shown. The order of others follows their names, so that it tells nothing about their size. */
function busiestFirst(one: Row, other: Row): number {
  const size = ({ confirmed, started, waitlist, triage }: Row) =>
    (confirmed ?? 0) * 1000 + (started ?? 0) + (waitlist ?? 0) + (triage ?? 0);
  const name = (row: Row) => [row.source, row.medium, row.campaign].join(' ').toLowerCase();
  return size(other) - size(one) || (name(one) < name(other) ? -1 : 1);
}
