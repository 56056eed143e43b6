import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { fromRoot } from '../repository.ts';

export type Environment = Record<string, string | undefined>;

export interface PreviewSettings {
  port: number;
  /** The panel's port; the vendors' ports count up from it. */
  sandboxPort: number;
  sandboxSmtpPort: number;
  /** What the BFF is started with. */
  env: Environment;
}

/** How many ports the sandbox takes: the panel and one per vendor. */
export const sandboxPortCount = 7;

/**
 * The preview's environment: `.env.example`, then `.env`, then the real environment; the later one wins.
 * Addresses that depend on a port follow the port, unless `.env` or the real environment names them.
 * @throws with a sentence when a port is not a port, or two want the same one
 */
export function previewSettings(
  real: Environment = process.env,
  files: { example: string; own: string } = { example: fromRoot('.env.example'), own: fromRoot('.env') },
): PreviewSettings {
  const example = readEnvironmentFile(files.example);
  const chosen: Environment = { ...different(readEnvironmentFile(files.own), example), ...present(real) };
  const port = portFrom(chosen, 'PORT', 8787);
  const sandboxPort = portFrom(chosen, 'SANDBOX_PORT', 8788);
  const sandboxSmtpPort = portFrom(chosen, 'SANDBOX_SMTP_PORT', 2525);
  keepApart({ port, sandboxPort, sandboxSmtpPort });
  const at = (offset: number) => `http://localhost:${sandboxPort + offset}`;

  const derived: Environment = {
    // The addresses that `start` prints should stay in sight; LOG_LEVEL=info shows every request.
    LOG_LEVEL: 'warn',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    CALENDLY_BASE_URL: at(1),
    MEDIRECORDS_BASE_URL: at(2),
    STRIPE_API_BASE: at(3),
    STRIPE_JS_URL: `${at(3)}/endive/stripe.js`,
    MICROSOFT_LOGIN_BASE_URL: at(4),
    MICROSOFT_GRAPH_BASE_URL: at(4),
    JOTFORM_BASE_URL: at(5),
    TWILIO_BASE_URL: at(6),
    SMTP_URL: `smtp://localhost:${sandboxSmtpPort}`,
  };
  return {
    port,
    sandboxPort,
    sandboxSmtpPort,
    env: { ...example, ...derived, ...chosen },
  };
}

function readEnvironmentFile(path: string): Environment {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

/** What a copy of the example file says like the example was not chosen. */
function different(own: Environment, example: Environment): Environment {
  return Object.fromEntries(Object.entries(own).filter(([name, value]) => value !== example[name]));
}

/** A variable that is set to nothing (`PORT= pnpm start`) counts as not set. */
function present(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function portFrom(environment: Environment, name: string, fallback: number): number {
  const value = environment[name];
  if (!value) return fallback;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(
    `${name} is "${value}", which is not a port. Use a number from 1 to 65535, for instance ${fallback}.`,
  );
}

type Ports = Pick<PreviewSettings, 'port' | 'sandboxPort' | 'sandboxSmtpPort'>;

function keepApart({ port, sandboxPort, sandboxSmtpPort }: Ports): void {
  const last = sandboxPort + sandboxPortCount - 1;
  if (last > 65535) {
    throw new Error(
      `SANDBOX_PORT is ${sandboxPort}, but the sandbox takes ${sandboxPortCount} ports from there on: use ${65536 - sandboxPortCount} at most.`,
    );
  }
  for (const [name, value] of [
    ['PORT', port],
    ['SANDBOX_SMTP_PORT', sandboxSmtpPort],
  ] as const) {
    if (value < sandboxPort || value > last) continue;
    throw new Error(
      `${name} is ${value}, which is one of the sandbox's ports (${sandboxPort} to ${last}). Choose another ${name}, or move the sandbox with SANDBOX_PORT.`,
    );
  }
  if (port === sandboxSmtpPort) {
    throw new Error(`PORT and SANDBOX_SMTP_PORT are both ${port}: choose another one for either.`);
  }
}
