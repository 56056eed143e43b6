/**
 * `pnpm pictures`: takes the pictures of docs/desk.md on the running stack with the data of the busy day.
 * `--all`: each screen also on a tablet, at 400 % zoom, dark and with forced colours, into `test/.artifacts/desk/`.
 * Names after the options take only these screens. Build the desk before.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { fromRoot } from '../../scripts/repository.ts';
import { launchBrowser, newVisitor } from '../support/browser.ts';
import { dayBefore, fillBusyDay } from '../support/busy-day/busy-day.ts';
import { signInAtDesk } from '../support/desk-page.ts';
import { deskScreens } from '../support/desk-screens.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { asWebp } from './as-webp.ts';

interface Look {
  name: string;
  width: number;
  height: number;
  dark?: boolean;
  forced?: boolean;
}

const desktop: Look = { name: '', width: 1280, height: 800 };
/** The screens that docs/desk.md shows. */
const inTheGuide = [
  'sign-in',
  'today',
  'triage-session',
  'phone-booking',
  'booking',
  'tasks',
  'forms',
  'waitlist',
  'messages',
  'calendars',
  'numbers',
];
/** 320 pixels wide is what a window of 1280 has at 400 % zoom. */
const looks: readonly Look[] = [
  { ...desktop, name: '-light' },
  { ...desktop, name: '-dark', dark: true },
  { ...desktop, name: '-forced-colours', forced: true },
  { name: '-tablet', width: 768, height: 1024 },
  { name: '-zoomed', width: 320, height: 640 },
];

const { values: options, positionals: wanted } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});

// The browser writes dates as Australians do.
process.env.LANGUAGE = 'en_AU';
const [stack, browser] = await Promise.all([startStack({ now: dayBefore }), launchBrowser()]);
const converter = await browser.newPage();
try {
  await takeAll(stack, browser);
} finally {
  await browser.close();
  await stack.stop();
}
// The database of the stack would go on.
process.exit();

async function takeAll(stack: Stack, browser: Browser): Promise<void> {
  const { robin } = await fillBusyDay(stack);
  const { page } = await newVisitor(browser, { now: stack.now(), origin: stack.url });
  page.setDefaultTimeout(20_000);
  await page.goto(`${stack.url}/desk`);
  await page.getByRole('textbox', { name: 'Work email' }).waitFor();
  if (isWanted('sign-in')) await take(page, 'sign-in');
  await signInAtDesk(page, stack, 'manager@botaniqal.example');
  for (const { name, path, open, shows } of deskScreens(robin)) {
    if (!isWanted(name)) continue;
    await page.setViewportSize(desktop);
    await page.goto(`${stack.url}/desk/${path}`);
    await open?.(page);
    await shows(page);
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await take(page, name);
  }
}

function isWanted(name: string): boolean {
  if (wanted.length > 0) return wanted.includes(name);
  return options.all || inTheGuide.includes(name);
}

async function take(page: Page, name: string): Promise<void> {
  if (!options.all) return save(page, desktop, join('docs', 'desk'), `${name}.webp`);
  for (const look of looks) {
    await save(page, look, join('test', '.artifacts', 'desk'), `${name}${look.name}.webp`);
  }
}

/** WebP keeps a screen of text and lines below 60 KB. */
async function save(page: Page, look: Look, folder: string, file: string): Promise<void> {
  await page.setViewportSize(look);
  await page.emulateMedia({
    colorScheme: look.dark ? 'dark' : 'light',
    forcedColors: look.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > look.width) console.log(`${file} is ${wide} pixels wide, not ${look.width}.`);
  const picture = await asWebp(converter, await page.screenshot());
  await mkdir(fromRoot(folder), { recursive: true });
  await writeFile(fromRoot(folder, file), picture);
  console.log(`${file}: ${Math.round(picture.length / 1024)} KB`);
}
