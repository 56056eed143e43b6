import { startSandbox } from './start.ts';

const first = portFrom('SANDBOX_PORT', 8788);
const sandbox = await startSandbox({
  clinicConfigPath: process.env.CLINIC_CONFIG || 'clinic.yaml',
  env: process.env,
  ...(process.env.SANDBOX_HOST && { host: process.env.SANDBOX_HOST }),
  ports: {
    panel: first,
    calendly: first + 1,
    medirecords: first + 2,
    stripe: first + 3,
    microsoft: first + 4,
    jotform: first + 5,
    twilio: first + 6,
    smtp: portFrom('SANDBOX_SMTP_PORT', 2525),
  },
}).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});

console.log('The sandbox is ready. No mail is sent on.');
for (const [name, url] of Object.entries({ ...sandbox.urls, mail: sandbox.smtpUrl })) {
  console.log(`  ${name.padEnd(12)} ${url}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}

function portFrom(name: string, otherwise: number): number {
  const value = process.env[name];
  if (!value) return otherwise;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_530) return port;
  console.error(`${name} must be a port number, not "${value}".`);
  process.exit(1);
}
