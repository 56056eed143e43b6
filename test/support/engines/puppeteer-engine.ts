import puppeteer, { type ElementHandle, type LaunchOptions } from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../../scripts/browsers/chromium.ts';
import { findFirefox } from '../../../scripts/browsers/firefox.ts';
import { moveDate } from '../../../scripts/checks/moved-dates/move-date.ts';
import type { Engine, EngineOptions, EnginePage } from './engine-page.ts';

export const blink: Engine = {
  name: 'Blink',
  async start(options) {
    return open(options, {
      browser: 'chrome',
      executablePath: (await findChromium()) ?? missing('Chromium'),
      args: [...chromiumArguments],
    });
  },
};

/** A stock Firefox speaks WebDriver BiDi by itself. */
export const gecko: Engine = {
  name: 'Gecko',
  async start(options) {
    return open(options, { browser: 'firefox', executablePath: (await findFirefox()) ?? missing('Firefox') });
  },
};

function missing(name: string): never {
  throw new Error(`${name} is not installed. \`pnpm test\` installs it on Debian.`);
}

async function open(options: EngineOptions, launch: LaunchOptions): Promise<EnginePage> {
  const browser = await puppeteer.launch({
    ...launch,
    headless: true,
    env: { ...process.env, TZ: options.timeZone },
    defaultViewport: options.window,
  });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(moveDate, options.clockOffset);
  const element = async (source: string, values: readonly unknown[]): Promise<ElementHandle> => {
    const handle = await page.evaluateHandle(call(source, values));
    const found = handle.asElement();
    if (!found) throw new Error('The element is not on the page.');
    return found as ElementHandle;
  };
  return {
    open: async (url) => void (await page.goto(url)),
    evaluate: <T>(source: string, ...values: readonly unknown[]) =>
      page.evaluate(call(source, values)) as Promise<T>,
    async press(source, ...values) {
      const found = await element(source, values);
      await found.click();
      await found.dispose();
    },
    async type(text, source, ...values) {
      const found = await element(source, values);
      await found.type(text);
      await found.dispose();
    },
    picture: () => page.screenshot({ type: 'png' }),
    close: () => browser.close(),
  };
}

function call(source: string, values: readonly unknown[]): string {
  return `(${source})(${values.map((value) => JSON.stringify(value)).join(', ')})`;
}
