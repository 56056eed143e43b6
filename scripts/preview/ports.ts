import { createServer } from 'node:net';
import type { PreviewSettings } from './environment.ts';
import { sandboxPortCount } from './environment.ts';

interface WantedPort {
  port: number;
  /** The variable that moves it. */
  variable: string;
  /** A value of that variable that is likely to be free. */
  instead: number;
  use: string;
}

/**
 * The first port that another process listens on, as a sentence; `undefined` when all of them are free.
 * Asked before anything starts, so that a taken port leaves nothing half running.
 */
export async function takenPort(settings: PreviewSettings): Promise<string | undefined> {
  for (const wanted of wantedPorts(settings)) {
    if (await isFree(wanted.port)) continue;
    return (
      `Port ${wanted.port} (${wanted.use}) is taken by another program. ` +
      `Stop that program, or choose another port: ${wanted.variable}=${wanted.instead} npx pnpm@12 start`
    );
  }
  return undefined;
}

function wantedPorts({ port, sandboxPort, sandboxSmtpPort }: PreviewSettings): WantedPort[] {
  return [
    { port, variable: 'PORT', instead: port + 100, use: 'the clinic pages and the API' },
    ...Array.from({ length: sandboxPortCount }, (_, offset) => ({
      port: sandboxPort + offset,
      variable: 'SANDBOX_PORT',
      instead: sandboxPort + 100,
      use: offset === 0 ? "the sandbox's panel" : 'the sandbox',
    })),
    {
      port: sandboxSmtpPort,
      variable: 'SANDBOX_SMTP_PORT',
      instead: sandboxSmtpPort + 100,
      use: "the sandbox's mail",
    },
  ];
}

/** Tries both address families: a program on `127.0.0.1` alone does not stop one on `::`, but would shadow it. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::']) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      // A machine without IPv6 answers EAFNOSUPPORT or EADDRNOTAVAIL, which says nothing about the port.
      probe.once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
      );
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
    });
    if (!free) return false;
  }
  return true;
}
