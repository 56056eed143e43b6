import type { Finding } from './finding.ts';
import { elementFindings, offerFindings, sourceFindings, unclosedFindings } from './rules/element-rules.ts';
import { drawnFindings, reachFindings } from './rules/live-rules.ts';
import { policyFindings, scriptFindings } from './rules/script-rules.ts';

/**
 * Examines the page that is open.
 * @param origin the booking server
 */
export async function examinePage(origin: string): Promise<Finding[]> {
  const [reach, offer] = await Promise.all([reachFindings(document, origin), offerFindings(document)]);
  return [
    ...scriptFindings(document, origin),
    ...policyFindings(document, origin),
    ...reach,
    ...elementFindings(document),
    ...unclosedFindings(document),
    ...offer,
    ...drawnFindings(document),
  ];
}

/**
 * Examines HTML that was pasted. It is parsed and never run, and nothing of it leaves the browser. What only a drawn page
 * shows (width, what is cut off, contrast) is not examined.
 * @param origin the booking server
 */
export async function examineSource(source: string, origin: string): Promise<Finding[]> {
  const page = new DOMParser().parseFromString(trusted(source), 'text/html');
  return [
    ...scriptFindings(page, origin),
    ...policyFindings(page, origin),
    ...sourceFindings(source),
    ...elementFindings(page),
    ...(await offerFindings(page)),
  ];
}

interface Parsing {
  createHTML(html: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Parsing): Parsing;
}

let parsing: Parsing | undefined;

/** A page with Trusted Types lets only a named policy parse text. What is parsed here is never put into a page. */
function trusted(source: string): string {
  // Other files declare the part of it that they use.
  const { trustedTypes } = window as unknown as { trustedTypes?: PolicyFactory };
  parsing ??= trustedTypes?.createPolicy('bq-doctor', { createHTML: (html) => html });
  return parsing?.createHTML(source) ?? source;
}
