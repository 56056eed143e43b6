import { scriptMistake } from '../../page/advice/check-page.ts';
import type { Finding } from '../finding.ts';

/** The part of an address by which a loader of any version is known: `/widgets/v1/bq.js`, `/widgets/1.2.0/entry-….js`. */
const loaderPath = /\/widgets\/(v\d+\/bq(?:-[a-z]{2})?|\d+\.\d+\.\d+[^/]*\/entry-[\da-f]+)\.js/;
const currentMajor = 'v1';
const scriptLine = (origin: string) => `<script type="module" src="${origin}/widgets/v1/bq.js"></script>`;

/** The loaders that a page asks for. A script that this page's doctor has added is none of its author's. */
export function loadersOf(page: Document): HTMLScriptElement[] {
  return [...page.querySelectorAll<HTMLScriptElement>('script[src]')].filter(
    (script) => loaderPath.test(script.getAttribute('src') ?? '') && !script.src.includes('doctor'),
  );
}

/** @param origin the booking server, for the line that is missing */
export function scriptFindings(page: Document, origin: string): Finding[] {
  const loaders = loadersOf(page);
  if (loaders.length === 0) {
    const remedy = `Add this line to the head of the site: ${scriptLine(origin)}`;
    return [{ rule: 'no_script', place: 'the page', what: 'The script is missing.', remedy }];
  }
  const twice = scriptMistake(loaders);
  return [
    ...(twice
      ? [
          {
            rule: 'script_twice',
            place: '<script src="…bq.js">',
            what: sentence(twice.what),
            remedy: '',
          } as const,
        ]
      : []),
    ...loaders.flatMap((script) => [...moduleFindings(script), ...ageFindings(script)]),
  ];
}

function moduleFindings(script: HTMLScriptElement): Finding[] {
  if (script.getAttribute('type') === 'module') return [];
  return [
    {
      rule: 'no_module',
      place: openingTag(script),
      what: 'The script is not a module, so it does not run.',
      remedy: 'Add type="module" to its tag.',
    },
  ];
}

function ageFindings(script: HTMLScriptElement): Finding[] {
  const [, path = ''] = loaderPath.exec(script.getAttribute('src') ?? '') ?? [];
  const isOld = path.startsWith('v') && !path.startsWith(`${currentMajor}/`);
  const isUnchecked = !path.startsWith('v') && !script.hasAttribute('integrity');
  if (isOld) {
    const what = 'This is an earlier version of the script, which gets no more repairs.';
    return [
      { rule: 'old_script', place: openingTag(script), what, remedy: `Use /widgets/${currentMajor}/bq.js.` },
    ];
  }
  if (isUnchecked) {
    const what =
      'This file is of one release and gets no repairs, and its tag has no checksum that would need that.';
    const remedy = `Use /widgets/${currentMajor}/bq.js, or copy the strict snippet with its integrity again.`;
    return [{ rule: 'old_script', place: openingTag(script), what, remedy }];
  }
  return [];
}

/** The directives that hold for what the elements load, and what each is needed for. */
const needed = [
  ['script-src', 'the script'],
  ['connect-src', 'times and bookings'],
] as const;

/** A policy that the page states in its head keeps the browser from loading the script, or from asking the server. */
export function policyFindings(page: Document, origin: string): Finding[] {
  const policies = [...page.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]')];
  return policies.flatMap((meta) => {
    const policy = meta.getAttribute('content') ?? '';
    return needed.flatMap(([directive, what]): Finding[] => {
      const sources = sourcesOf(policy, directive);
      if (!sources || isAllowed(sources, origin)) return [];
      return [
        {
          rule: 'blocked',
          place: `Content-Security-Policy, ${directive}`,
          what: `The policy of the page blocks ${what}.`,
          remedy: `Add ${origin} to its ${directive}.`,
        },
      ];
    });
  });
}

function sourcesOf(policy: string, directive: string): string[] | undefined {
  const lists = policy.split(';').map((part) => part.trim().split(/\s+/));
  const found =
    lists.find(([name]) => name?.toLowerCase() === directive) ??
    lists.find(([name]) => name === 'default-src');
  return found?.slice(1);
}

function isAllowed(sources: readonly string[], origin: string): boolean {
  const { protocol, host } = new URL(origin);
  return sources.some((source) => {
    const given = source.toLowerCase();
    if (given === '*' || given === protocol || given === origin || given === host) return true;
    if (given.startsWith(`${origin}/`) || /^'(nonce|sha\d+)-|^'strict-dynamic'$/.test(given)) return true;
    const [, parent] = /^(?:https?:\/\/)?\*(\..+)$/.exec(given) ?? [];
    return parent !== undefined && host.endsWith(parent);
  });
}

/** The tag as it stands on the page, without what is in it. */
export function openingTag(element: Element): string {
  const [tag = ''] = /^<[^>]*>/.exec(element.outerHTML) ?? [];
  return tag;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
