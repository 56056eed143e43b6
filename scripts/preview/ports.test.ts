import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, describe, it } from 'node:test';
import { takenPort } from './ports.ts';

describe('the ports of the preview', () => {
  const other = createServer();
  after(() => other.close());

  it('says which port is taken, and which variable moves it', async () => {
    const port = await listen('127.0.0.1');
    const taken = await takenPort({ port, sandboxPort: port + 1000, sandboxSmtpPort: port + 2000, env: {} });
    assert.match(
      taken ?? '',
      new RegExp(`^Port ${port} .* is taken by another program\\. .*\\bPORT=${port + 100} `),
    );
  });

  it('names the variable of the sandbox when one of its ports is taken', async () => {
    const port = addressOf();
    const taken = await takenPort({
      port: port + 3000,
      sandboxPort: port - 2,
      sandboxSmtpPort: port + 2000,
      env: {},
    });
    assert.match(taken ?? '', new RegExp(`^Port ${port} .*\\bSANDBOX_PORT=${port - 2 + 100} `));
  });

  async function listen(host: string): Promise<number> {
    other.listen(0, host);
    await once(other, 'listening');
    return addressOf();
  }

  function addressOf(): number {
    const address = other.address();
    assert.ok(typeof address === 'object' && address);
    return address.port;
  }
});
