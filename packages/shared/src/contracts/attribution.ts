import { z } from 'zod';
import { cleanClickIds, cleanTouch, clickIdNames, touchLimits } from '../visits/touch.ts';

const touchShape = {
  source: z.string().max(touchLimits.source).optional(),
  medium: z.string().max(touchLimits.medium).optional(),
  campaign: z.string().max(touchLimits.campaign).optional(),
  term: z.string().max(touchLimits.term).optional(),
  content: z.string().max(touchLimits.content).optional(),
  id: z.string().max(touchLimits.id).optional(),
  /** A host. */
  referrer: z.string().max(touchLimits.referrer).optional(),
  /** A path, without query and fragment. */
  landingPage: z.string().max(touchLimits.landingPage).optional(),
  /** The name of the click id that was in the address: it tells the advertising network. It is not the id. */
  click: z.enum(clickIdNames).optional(),
};

const clickId = z.string().max(300).optional();

const shape = z.object({
  ...touchShape,
  first: z.object(touchShape).optional(),
  /** Ids of clicks on ads. A page sends them with the visitor's consent only. */
  clickIds: z
    .object({
      gclid: clickId,
      gbraid: clickId,
      wbraid: clickId,
      fbclid: clickId,
      msclkid: clickId,
      ttclid: clickId,
      li_fat_id: clickId,
    })
    .optional(),
});

/**
 * Where a visitor came from, for the clinic's own count. The campaign at the top is the last one of the visit; `first` is
 * how the visit began, where that differs. Never personal: it is cleaned before it is read, and a request is never
 * refused because of it.
 */
export const attribution = z.preprocess(cleanAttribution, shape);
export type Attribution = z.output<typeof shape>;

/** Pages clean in the same way. The server does not rely on it, as anyone can send anything. */
function cleanAttribution(sent: unknown): Attribution {
  const { first, clickIds } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<
    string,
    unknown
  >;
  const found: Attribution = cleanTouch(sent);
  const began = cleanTouch(first);
  const ids = cleanClickIds(clickIds);
  if (Object.keys(began).length > 0) found.first = began;
  if (Object.keys(ids).length > 0) found.clickIds = ids;
  return found;
}
