import { Audit, type Outcome } from '@siteimprove/alfa-act';
import { Device } from '@siteimprove/alfa-device';
import { Native as NativeDevice } from '@siteimprove/alfa-device/native';
import { type Document, Element, Node, Text } from '@siteimprove/alfa-dom';
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
    found.push({
      engine: 'alfa',
      rule: outcome.rule.uri.split('/').pop() ?? '',
      words: briefly(outcome.target, device),
    });
  }
  return found;
}

/** The element with its text and its measures, or the text itself. */
function briefly(target: unknown, device: Device): string {
  const element = (Array.isArray(target) ? target : [target]).find(Element.isElement);
  if (!element) return Text.isText(target) ? target.data : String(target).slice(0, 300);
  const text = element
    .descendants(Node.fullTree)
    .filter(Text.isText)
    .map(({ data }) => data.trim());
  const box = element.getBoundingBox(device).getOr(undefined);
  return `${element.name} "${[...text].filter(Boolean).join(' ').slice(0, 200)}" ${Math.round(box?.width ?? 0)}×${Math.round(box?.height ?? 0)}`;
}

function isFailed(outcome: unknown): outcome is Outcome.Failed<unknown, never> {
  return (outcome as { isFailed?: unknown; toJSON(): { outcome: string } }).toJSON().outcome === 'failed';
}
