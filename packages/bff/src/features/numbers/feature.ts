import { staffCampaigns, staffCampaignsQuery } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import { staffNumbers, staffNumbersQuery } from '@botaniqal/shared/contracts/staff/numbers.ts';
import type { Feature } from '../../platform/feature.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import { route } from '../../platform/http/route.ts';
import type { StaffAuth } from '../../platform/staff-auth/staff-auth.ts';
import { campaignsCsv, readCampaigns } from './campaigns/read-campaigns.ts';
import { type NumbersDeps, numbersCsv, readNumbers } from './numbers.ts';

/** How the clinic does, without data of a person. It owns no data. */
export function numbersFeature(deps: NumbersDeps & { staff: StaffAuth }): Feature {
  const numbers = route(
    {
      method: 'get',
      path: '/api/staff/numbers',
      summary: 'Count bookings, attendance and revenue',
      description: 'By day, channel, service and visit. No data of a person. As CSV with `format=csv`.',
      tag: 'Staff',
      query: staffNumbersQuery,
      security: 'staff',
      admit: (c) => deps.staff.require(c, 'insights:read'),
      answers: { 200: { description: 'The numbers', body: staffNumbers } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c }) => {
      const found = await readNumbers(deps, query);
      if (query.format !== 'csv') return c.json(found, 200, noStore);
      return c.body(numbersCsv(found), 200, csvHeaders(`numbers-${found.from}-${found.to}`));
    },
  );
  const campaigns = route(
    {
      method: 'get',
      path: '/api/staff/campaigns',
      summary: 'Count bookings, waitlists and revenue by campaign',
      description:
        'Of visits online. A count of one to four people is `null` (`<5` in the CSV). No data of a person. As CSV with `format=csv`.',
      tag: 'Staff',
      query: staffCampaignsQuery,
      security: 'staff',
      admit: (c) => deps.staff.require(c, 'insights:read'),
      answers: { 200: { description: 'The counts', body: staffCampaigns } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ query, c }) => {
      const found = await readCampaigns(deps, query);
      if (query.format !== 'csv') return c.json(found, 200, noStore);
      const name = `campaigns-${found.touch}-${found.from}-${found.to}`;
      return c.body(campaignsCsv(found), 200, csvHeaders(name));
    },
  );
  return { name: 'numbers', routes: [numbers, campaigns] };
}

function csvHeaders(name: string): Record<string, string> {
  return {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    ...noStore,
  };
}
