/** What a visitor is asked for, in the words of Google's Consent Mode. */
type Purpose = 'ad_storage' | 'analytics_storage';

/** `true`: allowed. `false`: refused. `undefined`: nothing was said. */
type Choice = boolean | undefined;

interface Page {
  /** The page's own answer; it counts before all others. */
  readonly bqConsent?: unknown;
  /** Webflow's browser API. */
  readonly wf?: { getUserTrackingChoice?(): unknown };
  readonly dataLayer?: unknown;
}

/**
 * Whether ids of clicks on ads may be kept: only after a yes. The page says it in `window.bqConsent`, in Google's Consent
 * Mode or in Webflow's own choice. One no is enough for a no.
 */
export function allowsClickIds(): boolean {
  const own = ownChoice('ad_storage');
  if (own !== undefined) return own;
  if ((navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl) return false;
  const said = [webflowChoice(), consentMode('ad_storage')];
  return said.includes(true) && !said.includes(false);
}

/**
 * Whether the page's tags must not hear of this visit. Google's own tags follow the Consent Mode themselves, so only a no
 * in `window.bqConsent` or in Webflow's choice counts.
 */
export function refusesTags(): boolean {
  return (ownChoice('analytics_storage') ?? webflowChoice()) === false;
}

const page = () => window as Window & Page;

/** `window.bqConsent`: one answer for all, an answer for each purpose, or a function that gives either. */
function ownChoice(purpose: Purpose): Choice {
  return calmly(() => {
    const { bqConsent } = page();
    const said: unknown = typeof bqConsent === 'function' ? bqConsent() : bqConsent;
    return choiceOf(typeof said === 'object' && said ? (said as Record<string, unknown>)[purpose] : said);
  });
}

function webflowChoice(): Choice {
  return calmly(() => choiceOf(page().wf?.getUserTrackingChoice?.()));
}

/**
 * The latest word of Google's Consent Mode in the page's data layer: `gtag('consent', 'update', { ad_storage: … })`. A
 * yes for some regions only is none, because the page's script does not know the visitor's region.
 */
function consentMode(purpose: Purpose): Choice {
  return calmly(() => {
    const { dataLayer } = page();
    let choice: Choice;
    for (const entry of Array.isArray(dataLayer) ? dataLayer : []) {
      const [command, , said] = Array.from((entry ?? {}) as ArrayLike<unknown>);
      if (command !== 'consent' || typeof said !== 'object' || !said) continue;
      const { region, [purpose]: answer } = said as Record<string, unknown>;
      const next = choiceOf(answer);
      if (next !== undefined && !(region && next)) choice = next;
    }
    return choice;
  });
}

function choiceOf(said: unknown): Choice {
  if (said === true || said === 'granted' || said === 'allow') return true;
  if (said === false || said === 'denied' || said === 'deny') return false;
  return undefined;
}

/** Another script's mistake is no answer. */
function calmly(ask: () => Choice): Choice {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
