import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import { launchBrowser } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';
import { type Finding, median } from './measure.ts';

const runs = 5;
/** Milliseconds. */
const limit = 100;

/** From the moment the longest form's definition has arrived until its first question can be answered. */
export async function firstQuestion(): Promise<Finding> {
  const id = await longestForm();
  const stack = await startStack();
  const browser = await launchBrowser();
  try {
    const waits: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      // No visitor of the journeys: theirs have a clock that stands in for the real one.
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true });
      const page = await context.newPage();
      await page.addInitScript(() => {
        addEventListener('bq-ready', ({ target }) => {
          const ready = async (element: Element & { updateComplete: Promise<unknown> }) => {
            await element.updateComplete;
            const section = element.shadowRoot?.querySelector('bq-form-section');
            await (section as (Element & { updateComplete: Promise<unknown> }) | null)?.updateComplete;
            const control = section?.shadowRoot?.querySelector<HTMLElement>('input, select, textarea');
            control?.focus();
            const isUsable = section?.shadowRoot?.activeElement === control && control !== undefined;
            document.documentElement.dataset.usable = String(isUsable ? performance.now() : Number.NaN);
          };
          void ready(target as Element & { updateComplete: Promise<unknown> });
        });
      });
      await page.goto(`${stack.url}/forms#form=${id}`);
      await page.waitForFunction(() => document.documentElement.dataset.usable !== undefined);
      waits.push(
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
    const measured = median(waits);
    return {
      name: 'the longest form, from its definition to its first question',
      measured: `${measured.toFixed(1)} ms`,
      limit: `${limit} ms`,
      holds: measured <= limit,
      detail: `${id}, on a phone's page; median of ${runs}, the slowest ${Math.max(...waits).toFixed(1)} ms`,
    };
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function longestForm(): Promise<FormId> {
  const sizes = await Promise.all(
    formIds.map(async (id) => ({ id, size: JSON.stringify(await loadForm(id)).length })),
  );
  return sizes.toSorted((a, b) => b.size - a.size)[0]?.id ?? 'full_intake';
}
