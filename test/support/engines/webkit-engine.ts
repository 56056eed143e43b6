import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from '../../../scripts/browsers/programs.ts';
import { findMiniBrowser, findWebKitDriver, xvfb } from '../../../scripts/browsers/webkit.ts';
import { moveDate } from '../../../scripts/checks/moved-dates/move-date.ts';
import { freePort } from '../stack.ts';
import type { Engine, EngineOptions, EnginePage } from './engine-page.ts';

/** The key of an element in WebDriver's JSON. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
/** Milliseconds after which a start hangs. */
const patience = 60_000;

/** WebKitGTK, driven over HTTP by its WebDriver, on a display of its own. */
export const webKit: Engine = {
  name: 'WebKit',
  async start(options) {
    const [driver, browser, display] = await Promise.all([
      findWebKitDriver(),
      findMiniBrowser(),
      findProgram(xvfb),
    ]);
    if (!driver || !browser || !display) {
      throw new Error('WebKitGTK is not installed. `pnpm test` installs it on Debian.');
    }
    const screen = `${options.window.width}x${options.window.height + 200}x24`;
    const server = spawn(display, ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const processes = [server];
    const endAll = async () => {
      for (const each of processes.reverse()) await end(each);
    };
    try {
      const number = await firstLine(server.stdio[3] as Readable);
      const port = await freePort();
      processes.push(
        spawn(driver, [`--port=${port}`], {
          stdio: 'ignore',
          env: {
            ...process.env,
            DISPLAY: `:${number}`,
            TZ: options.timeZone,
            LANG: 'en_AU.UTF-8',
            // Its own sandbox and the graphics card are missing in a container.
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
            WEBKIT_DISABLE_COMPOSITING_MODE: '1',
          },
        }),
      );
      const session = await startSession(`http://127.0.0.1:${port}`, browser);
      return await pageOf(session, options, endAll);
    } catch (error) {
      await endAll();
      throw error;
    }
  },
};

type Send = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>;

async function startSession(driver: string, binary: string): Promise<Send> {
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
  };
  const end = Date.now() + patience;
  for (;;) {
    try {
      const { sessionId } = await ask<{ sessionId: string }>('POST', `${driver}/session`, { capabilities });
      return (method, path, body) => ask(method, `${driver}/session/${sessionId}${path}`, body);
    } catch (error) {
      // The driver may not listen yet.
      if (Date.now() > end) throw error;
      await wait(100);
    }
  }
}

async function ask<T>(method: string, url: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}

async function pageOf(send: Send, options: EngineOptions, endAll: () => Promise<void>): Promise<EnginePage> {
  await send('POST', '/timeouts', { script: 120_000, pageLoad: 120_000 });
  await send('POST', '/window/rect', { x: 0, y: 0, ...options.window });
  const evaluate = <T>(source: string, ...values: readonly unknown[]) =>
    send<T>('POST', '/execute/sync', { script: `return (${source}).apply(null, arguments)`, args: values });
  const element = async (source: string, values: readonly unknown[]): Promise<string> => {
    const found = await evaluate<Record<string, string> | null>(source, ...values);
    const id = found?.[elementKey];
    if (!id) throw new Error('The element is not on the page.');
    return `/element/${id}`;
  };
  return {
    async open(url) {
      const address = new URL(url);
      // The driver cannot run a script before the page's own. So an answer without scripts is opened, its clock is moved,
      // and the page is written into it.
      await send('POST', '/url', { url: `${address.origin}/healthz` });
      await send('POST', '/execute/async', {
        script: openWithMovedDate,
        args: [address.pathname + address.search + address.hash, options.clockOffset],
      });
    },
    evaluate,
    press: async (source, ...values) => void (await send('POST', `${await element(source, values)}/click`)),
    type: async (text, source, ...values) =>
      void (await send('POST', `${await element(source, values)}/value`, { text })),
    picture: async () => Buffer.from(await send<string>('GET', '/screenshot'), 'base64'),
    async close() {
      await send('DELETE', '').catch(() => undefined);
      await endAll();
    },
  };
}

const openWithMovedDate = `
  const [path, milliseconds, done] = arguments;
  history.replaceState(null, '', path);
  fetch(path).then((answer) => answer.text()).then((text) => {
    document.open();
    (${moveDate})(milliseconds);
    addEventListener('load', () => done(), { once: true });
    document.write(text);
    document.close();
  });
`;

async function firstLine(stream: Readable): Promise<string> {
  const [chunk] = await once(stream, 'data', { signal: AbortSignal.timeout(patience) });
  return String(chunk).trim();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
