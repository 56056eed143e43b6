import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import {
  leastPeople,
  type StaffCampaigns,
  type StaffCampaignsQuery,
} from '@botaniqal/shared/contracts/staff/campaigns.ts';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { csvFile } from '../../../platform/http/answers/csv.ts';
import { bookingTouches } from '../../bookings/index.ts';
import { sessionTouches } from '../../forms/index.ts';
import { entryTouches } from '../../waitlist/index.ts';
import { countedDays } from '../counted-days.ts';
import type { NumbersDeps } from '../numbers.ts';
import { campaignOf } from './campaign-of.ts';
import { type CampaignFact, countCampaigns } from './count-campaigns.ts';

/** Bookings, waitlists, triage and revenue of some days, by campaign. @throws Problem invalid_request */
export async function readCampaigns(deps: NumbersDeps, query: StaffCampaignsQuery): Promise<StaffCampaigns> {
  const { db } = deps.store;
  const { from, to, ...days } = countedDays(deps, query);
  const { timeZone, currency } = deps.clinic.clinic;
  const touch = query.touch ?? 'last';
  const [bookings, entries, sessions] = await Promise.all([
    bookingTouches(db, days),
    entryTouches(db, days),
    sessionTouches(db, days),
  ]);
  const own = ownHosts(deps.clinic);
  const campaign = (attribution: Attribution | null) =>
    campaignOf(touch === 'first' ? (attribution?.first ?? attribution) : attribution, own);
  const joined = (what: 'waitlist' | 'triage', some: typeof entries): CampaignFact[] =>
    some.map(({ attribution, person }) => ({
      campaign: campaign(attribution),
      person,
      what,
      confirmed: false,
      revenueCents: 0,
    }));
  const facts: CampaignFact[] = [
    ...bookings.map(({ attribution, ...booking }) => ({
      ...booking,
      campaign: campaign(attribution),
      what: 'booking' as const,
    })),
    ...joined('waitlist', entries),
    ...joined('triage', sessions),
  ];
  return { from, to, timeZone, currency, touch, leastPeople, ...countCampaigns(facts) };
}

/** A link from one of the clinic's own sites is no referral. */
function ownHosts({ sites }: Pick<Clinic, 'sites'>): ReadonlySet<string> {
  return new Set(sites.flatMap((site) => (URL.canParse(site) ? [new URL(site).host] : [])));
}

const columns = [
  'kind',
  'source',
  'medium',
  'campaign',
  'started',
  'confirmed',
  'waitlist',
  'triage',
  'revenueCents',
] as const;

/** A count that is not shown is `<5`. */
export function campaignsCsv({ rows }: StaffCampaigns): string {
  const cell = (row: StaffCampaigns['rows'][number], column: (typeof columns)[number]) => {
    const value = row[column];
    const isName = column === 'source' || column === 'medium' || column === 'campaign';
    return value === null && !isName ? `<${leastPeople}` : value;
  };
  return csvFile([columns, ...rows.map((row) => columns.map((column) => cell(row, column)))]);
}
