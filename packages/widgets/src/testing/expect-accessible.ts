import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import { expectPartsReachable } from './expect-parts-reachable.ts';
import { deep } from './queries.ts';

// axe is not a module: it sets a property of the window.
const { axe } = window as Window & { axe?: typeof Axe };

/**
 * Runs axe on the current state of an element (with shadow roots), and fails with its findings in words. Fails too when
 * the page cannot style a part of that state.
 */
export async function expectAccessible(element: Element): Promise<void> {
  expectPartsReachable(element);
  // Ends transitions first, so that axe measures the final colours. A document does not list transitions in shadow
  // roots.
  const animations = [...deep(document)]
    .flatMap((inner) => inner.getAnimations())
    .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
  await Promise.all(animations.map((animation) => animation.finished.catch(() => undefined)));
  if (!axe) throw new Error('axe has not loaded');
  const { violations } = await axe.run(element, {
    resultTypes: ['violations'],
    // The rules about whole pages (landmarks, one h1) concern the page around our elements.
    rules: { region: { enabled: false } },
  });
  if (violations.length === 0) return;
  const words = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.flat().join(' ')}  ${node.failureSummary ?? ''}`).join('\n')}`,
  );
  throw new Error(`axe found ${violations.length}:\n${words.join('\n')}`);
}
