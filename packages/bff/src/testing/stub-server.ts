import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** One request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** With the query. */
  url: URL;
  headers: IncomingMessage['headers'];
  /** The body as text; empty without one. */
  text: string;
}

export type StubAnswer = (response: ServerResponse, request: ReceivedRequest) => void;

/** A server on a real socket for the tests of clients: it answers as told, and remembers what it was asked. */
export interface StubServer {
  url: string;
  requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** Starts one on a free port. `answer` gets every request once its body is complete. */
export async function startStubServer(answer: StubAnswer): Promise<StubServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      method: incoming.method ?? '',
      url: new URL(incoming.url ?? '/', 'http://stub'),
      headers: incoming.headers,
      text: Buffer.concat(chunks).toString('utf8'),
    };
    requests.push(request);
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The address of a port without a listener. */
export async function closedAddress(): Promise<string> {
  const server = await startStubServer((response) => response.end());
  await server.close();
  return server.url;
}
