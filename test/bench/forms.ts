import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { launchBrowser } from '../support/browser.ts';
import { ownTag } from '../support/own-tag.ts';
import { startStack } from '../support/stack.ts';
import { type Finding, median } from './measure.ts';

const runs = 5;
/** How many times the shortest form's wait the longest one may take: all that is more is the form's length. */
const allowedRatio = 2;

/**
 * From the moment the longest form's definition has arrived until its first question can be answered, against the
 * same wait for the shortest form in the same browser.
 */
export async function firstQuestion(): Promise<Finding> {
  const [shortest, longest] = await extremeForms();
  const stack = await startStack();
  const browser = await launchBrowser();
  try {
    const waits = { [shortest]: [] as number[], [longest]: [] as number[] };
    for (const id of Array.from({ length: runs }, () => [shortest, longest]).flat()) {
      // No visitor of the journeys: theirs have a clock that stands in for the real one.
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true });
      const page = await context.newPage();
      await page.addInitScript((sectionTag) => {
        addEventListener('bq-ready', ({ target }) => {
          const ready = async (element: Element & { updateComplete: Promise<unknown> }) => {
            await element.updateComplete;
            const section = element.shadowRoot?.querySelector(sectionTag);
            await (section as (Element & { updateComplete: Promise<unknown> }) | null)?.updateComplete;
            const control = section?.shadowRoot?.querySelector<HTMLElement>('input, select, textarea');
            control?.focus();
            const isUsable = section?.shadowRoot?.activeElement === control && control !== undefined;
            document.documentElement.dataset.usable = String(isUsable ? performance.now() : Number.NaN);
          };
          void ready(target as Element & { updateComplete: Promise<unknown> });
        });
      }, ownTag('bq-form-section'));
      await page.goto(`${stack.url}/forms#form=${id}`);
      await page.waitForFunction(() => document.documentElement.dataset.usable !== undefined);
      waits[id]?.push(
        await page.evaluate((path) => {
          const [entry] = performance
            .getEntriesByType('resource')
            .filter(({ name }) => new URL(name).pathname === path);
          const arrived = entry instanceof PerformanceResourceTiming ? entry.responseEnd : Number.NaN;
          return Number(document.documentElement.dataset.usable) - arrived;
        }, `/api/forms/${id}`),
      );
      await context.close();
    }
    const [short, long] = [median(waits[shortest] ?? []), median(waits[longest] ?? [])];
    const limit = allowedRatio * short;
    return {
      name: 'the longest form, from its definition to its first question',
      measured: `${long.toFixed(1)} ms`,
      limit: `${limit.toFixed(1)} ms (${allowedRatio} × ${short.toFixed(1)} ms of ${shortest})`,
      holds: long <= limit,
      detail: `${longest}, on a phone's page; median of ${runs}, the slowest ${Math.max(...(waits[longest] ?? [])).toFixed(1)} ms`,
    };
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function extremeForms(): Promise<[shortest: FormId, longest: FormId]> {
  const sizes = await Promise.all(
    formIds.map(async (id) => ({ id, size: JSON.stringify(await loadForm(id)).length })),
  );
  const ids = sizes.toSorted((a, b) => a.size - b.size).map(({ id }) => id);
  return [ids[0] ?? 'mini_intake', ids.at(-1) ?? 'full_intake'];
}
