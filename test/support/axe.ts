import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails when axe finds anything on the page as it stands, and says what and where. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(untilNothingMoves);
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const found = results.violations.map(
    (violation) =>
      `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `    ${JSON.stringify(node.target)} ${node.failureSummary}`).join('\n')}`,
  );
  assert.deepEqual(found, [], `axe found something ${state}`);
}

/**
 * A colour on its way to another one has a contrast that is seen for a blink only. One transition can start when another
 * ends, so the page is calm once two frames in a row have none.
 */
async function untilNothingMoves(): Promise<void> {
  for (let calmFrames = 0; calmFrames < 2; ) {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
    const running = roots
      .flatMap((root) => root.getAnimations())
      .filter((each) => each.playState === 'running')
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    calmFrames = running.length === 0 ? calmFrames + 1 : 0;
    await Promise.allSettled(running.map((each) => each.finished));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
