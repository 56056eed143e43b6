import { Audit, type Outcome } from '@siteimprove/alfa-act';
import { Device } from '@siteimprove/alfa-device';
import { Native as NativeDevice } from '@siteimprove/alfa-device/native';
import { type Document, Node } from '@siteimprove/alfa-dom';
import { Native } from '@siteimprove/alfa-dom/native';
import { Request, Response } from '@siteimprove/alfa-http';
import rules from '@siteimprove/alfa-rules';
import { Page } from '@siteimprove/alfa-web';
import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import { withReadableColours } from './readable-colours.ts';

/** One finding of one engine. */
export interface Finding {
  readonly engine: 'axe' | 'ibm' | 'alfa';
  readonly rule: string;
  /** What the engine says, and where. */
  readonly words: string;
}

interface Ibm {
  readonly Checker: new () => {
    check(
      root: globalThis.Node,
      policies: readonly string[],
    ): Promise<{
      results: { ruleId: string; value: [string, string]; message: string; snippet: string }[];
    }>;
  };
}

const engines = window as Window & { axe?: typeof Axe; ace?: Ibm };

/** IBM's engine is a plain script that sets a global. */
export function loadIbm(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/packages/widgets/node_modules/accessibility-checker-engine/ace.js';
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('The engine of IBM did not load.'));
    document.head.append(script);
  });
}

/** What the three engines find in the page as it is now: certain faults only, no questions to a person. */
export async function findings(): Promise<Finding[]> {
  return [...(await ofAxe()), ...(await ofIbm()), ...(await ofAlfa())];
}

async function ofAxe(): Promise<Finding[]> {
  if (!engines.axe) throw new Error('axe has not loaded');
  const { violations } = await engines.axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => ({
      engine: 'axe' as const,
      rule: id,
      words: `${help}: ${target.flat().join(' ')} ${html.slice(0, 160)}`,
    })),
  );
}

async function ofIbm(): Promise<Finding[]> {
  const { ace } = engines;
  if (!ace) throw new Error('The engine of IBM has not loaded.');
  const faults: Finding[] = [];
  const report = console.error;
  // A rule that throws is neither passed nor failed in the results; the engine only tells the console.
  console.error = (...words: unknown[]) => {
    if (words[0] === 'RULE EXCEPTION:') {
      faults.push({
        engine: 'ibm',
        rule: String(words[1]),
        words: `did not run: ${words.slice(2).join(' ')}`,
      });
    } else report(...words);
  };
  try {
    const { results } = await withReadableColours(() => new ace.Checker().check(document, ['WCAG_2_2']));
    const failed = results
      .filter(({ value: [kind, result] }) => kind === 'VIOLATION' && result === 'FAIL')
      .map(({ ruleId, message, snippet }) => ({
        engine: 'ibm' as const,
        rule: ruleId,
        words: `${message}: ${snippet.slice(0, 160)}`,
      }));
    return [...failed, ...faults];
  } finally {
    console.error = report;
  }
}

async function ofAlfa(): Promise<Finding[]> {
  // The page as it was measured: Alfa judges the sizes of targets for this window only.
  const device = Device.from(NativeDevice.fromWindow(window));
  const json = await Native.fromNode(document);
  const page = Page.of(Request.empty(), Response.empty(), Node.from(json, device) as Document, device);
  const found: Finding[] = [];
  for (const outcome of await Audit.of(page, rules).evaluate()) {
    if (!isFailed(outcome)) continue;
    const { target, rule } = outcome.toJSON() as { target?: unknown; rule: { uri: string } };
    found.push({
      engine: 'alfa',
      rule: rule.uri.split('/').pop() ?? '',
      words: briefly(target),
    });
  }
  return found;
}

/** The path that leads to an element, or the text itself. */
function briefly(target: unknown): string {
  const { path, data } = target as { path?: string; data?: string };
  return `${data ?? ''} ${path ?? JSON.stringify(target)}`.trim().slice(0, 300);
}

function isFailed(outcome: unknown): outcome is Outcome.Failed<unknown, never> {
  return (outcome as { isFailed?: unknown; toJSON(): { outcome: string } }).toJSON().outcome === 'failed';
}
