import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../scripts/browsers/chromium.ts';
import { freePort, startStack } from '../support/stack.ts';
import { type Finding, median } from './measure.ts';

const runs = 3;

/** Lighthouse as a phone sees the booking page: performance, and how much the page moves. */
export async function bookingPageOnAPhone(): Promise<Finding[]> {
  const chromePath = await findChromium();
  if (!chromePath) throw new Error('Lighthouse needs Chrome or Chromium. Install one, or set CHROME_PATH.');
  const stack = await startStack();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: chromePath,
    args: [...chromiumArguments, `--remote-debugging-port=${port}`],
  });
  try {
    const found: { performance: number; shift: number; others: string }[] = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(`${stack.url}/webflow/book.html`, {
        port,
        output: 'json',
        logLevel: 'error',
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
      });
      if (!result) throw new Error('Lighthouse gave no result.');
      const { categories, audits } = result.lhr;
      found.push({
        performance: categories.performance?.score ?? 0,
        shift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
        others: [
          `accessibility ${categories.accessibility?.score}`,
          `best practices ${categories['best-practices']?.score}`,
          ...['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time'].map(
            (id) => `${id} ${audits[id]?.displayValue}`,
          ),
        ].join(', '),
      });
    }
    const performance = median(found.map((each) => each.performance));
    const shift = Math.max(...found.map((each) => each.shift));
    return [
      {
        name: 'booking page on a phone, Lighthouse performance',
        measured: performance.toFixed(2),
        limit: 'at least 0.98',
        holds: performance >= 0.98,
        detail: `median of ${runs} runs; the last: ${found.at(-1)?.others}`,
      },
      {
        name: 'booking page on a phone, layout shift',
        measured: shift.toFixed(4),
        limit: '0',
        holds: shift === 0,
        detail: `largest of ${runs} runs`,
      },
    ];
  } finally {
    await browser.close();
    await stack.stop();
  }
}
