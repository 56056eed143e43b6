import { connect, type Socket } from 'node:net';

/**
 * Asks one address again and again over a few kept connections, by hand on sockets: a full HTTP client would take
 * more of a two-core machine than the servers it measures.
 */
export interface LoadOptions {
  url: URL;
  /** Sent with each request; called with its number. */
  headers: (index: number) => Record<string, string>;
  requests: number;
  connections: number;
}

export interface LoadResult {
  /** Milliseconds for all of it. */
  duration: number;
  requestsPerSecond: number;
  /** Of the last answer, to compare. */
  body: string;
}

/** @throws when an answer is not 200, or a connection ends early */
export async function load(options: LoadOptions): Promise<LoadResult> {
  let next = 0;
  let body = '';
  const started = performance.now();
  const worker = async () => {
    const connection = await openConnection(options.url);
    try {
      while (next < options.requests) body = await connection.ask(requestText(options, next++));
    } finally {
      connection.close();
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  const duration = performance.now() - started;
  return { duration, requestsPerSecond: (options.requests / duration) * 1000, body };
}

function requestText({ url, headers }: LoadOptions, index: number): string {
  const lines = Object.entries(headers(index)).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${lines.join('')}\r\n`;
}

interface Connection {
  ask(request: string): Promise<string>;
  close(): void;
}

async function openConnection(url: URL): Promise<Connection> {
  const socket = connect({ port: Number(url.port), host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    ask: (request) => ask(socket, request),
    close: () => socket.destroy(),
  };
}

function ask(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const settle = (done: () => void) => {
      socket.off('data', onData);
      socket.off('error', onEnd);
      socket.off('close', onEnd);
      done();
    };
    const onEnd = () => settle(() => reject(new Error('The server closed the connection.')));
    const onData = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answer = completeAnswer(received);
      if (answer === undefined) return;
      if (answer.status === 200) settle(() => resolve(answer.body));
      else settle(() => reject(new Error(`HTTP ${answer.status}: ${answer.body.slice(0, 300)}`)));
    };
    socket.on('data', onData).once('error', onEnd).once('close', onEnd);
    socket.write(request);
  });
}

/** `undefined` while parts are missing. Both servers measured here send a Content-Length. */
function completeAnswer(received: Buffer): { status: number; body: string } | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`No Content-Length in the answer:\n${head}`);
  const bodyStart = headEnd + 4;
  if (received.length < bodyStart + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), body: received.toString('utf8', bodyStart) };
}
