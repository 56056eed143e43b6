/**
 * `pnpm pictures:guides`: takes the pictures of the guides for marketers. They are states of the gallery, so that the clinic
 * and the day in them are always the same. Build the handbook before.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fromRoot } from '../../scripts/repository.ts';
import { launchBrowser } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';
import { asWebp } from './as-webp.ts';

interface Picture {
  readonly name: string;
  readonly element: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

const pictures: readonly Picture[] = [
  { name: 'booking', element: 'bq-booking', width: 1000, height: 620 },
  { name: 'calendar', element: 'bq-combined-calendar', width: 1000, height: 720 },
  { name: 'dark', element: 'bq-combined-calendar', width: 1000, height: 720, dark: true },
  { name: 'phone', element: 'bq-service-picker', width: 390, height: 760 },
  { name: 'services', element: 'bq-service-picker', width: 1000, height: 560 },
];

// The browser writes dates as Australians do.
process.env.LANGUAGE = 'en_AU';
const [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
try {
  const blank = await browser.newPage();
  const folder = fromRoot('docs', 'guides', 'pictures');
  await mkdir(folder, { recursive: true });
  for (const { name, element, dark, ...viewport } of pictures) {
    const page = await browser.newPage({
      viewport,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      timezoneId: 'Australia/Melbourne',
      locale: 'en-AU',
    });
    await page.goto(`${stack.url}/gallery/${element}`);
    const state = await page.getByRole('link', { name: 'Default', exact: true }).first().getAttribute('href');
    await page.goto(stack.url + state);
    await page.locator('main[data-shown]').waitFor();
    await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
    const picture = await asWebp(blank, await page.screenshot());
    await writeFile(`${folder}/${name}.webp`, picture);
    console.log(`${name}.webp: ${Math.round(picture.length / 1024)} KB`);
    await page.close();
  }
} finally {
  await browser.close();
  await stack.stop();
}
// The database of the stack would go on.
process.exit();
