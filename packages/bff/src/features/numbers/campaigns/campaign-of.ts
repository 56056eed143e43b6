import type { StaffCampaigns } from '@botaniqal/shared/contracts/staff/campaigns.ts';
import { adNetworks, type Touch } from '@botaniqal/shared/visits/touch.ts';

export type CampaignName = Pick<StaffCampaigns['rows'][number], 'kind' | 'source' | 'medium' | 'campaign'>;

/**
 * The campaign that a touch counts for. What names none is said as it is: the ad's network, the site that linked here, or
 * nothing.
 * @param ownHosts hosts of the clinic's own sites: a link from there is no referral
 */
export function campaignOf(touch: Touch | null | undefined, ownHosts: ReadonlySet<string>): CampaignName {
  const { source, medium, campaign, id, click, referrer } = touch ?? {};
  const network = click && adNetworks[click];
  const named = {
    source: source ?? network ?? null,
    medium: medium ?? null,
    campaign: campaign ?? id ?? null,
  };
  if (source ?? medium ?? campaign ?? id) return { kind: 'campaign', ...named };
  if (network) return { kind: 'ad', ...named };
  if (referrer && !ownHosts.has(referrer)) {
    return { kind: 'referral', source: referrer, medium: null, campaign: null };
  }
  return { kind: 'unknown', source: null, medium: null, campaign: null };
}
