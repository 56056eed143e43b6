import type { AddressInfo, Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Fault } from '../control/faults.ts';
import { addressOf } from '../control/serve.ts';
import type { VendorContext } from '../control/vendor.ts';
import { readMail, type StoredMail } from './mailbox.ts';

export interface ListeningSmtp {
  /** `smtp://host:port` */
  url: string;
  stop(): Promise<void>;
}

/**
 * Takes mail over SMTP, without TLS, with any login or none. Faults: `CONNECT` in the route hits the greeting,
 * anything else the message itself.
 */
export function takeMail(context: VendorContext, keep: (mail: StoredMail) => void): Promise<ListeningSmtp> {
  const sockets = new Map<number | undefined, Socket>();
  const stopping = new AbortController();
  const desk = new Desk(context, sockets, stopping.signal, keep);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onConnect: (session, done) => void desk.greet(session).then(done, done),
    onData: (stream, session, done) =>
      void buffer(stream)
        .then((raw) => desk.receive(raw, session))
        .then(done, done),
  });
  // A client that goes away in the middle is no fault of ours.
  server.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const net: Server = server.listen(context.port, context.host, () => {
      resolve({
        url: `smtp://${addressOf(context.host)}:${portOf(net)}`,
        stop: () => stop(server, stopping),
      });
    });
    net.on('connection', (socket) => {
      sockets.set(socket.remotePort, socket);
      socket.on('close', () => sockets.delete(socket.remotePort));
    });
    net.on('error', (error) =>
      reject(
        new Error(`The sandbox's mail server cannot listen on port ${context.port}: ${error.message}`, {
          cause: error,
        }),
      ),
    );
  });
}

class Desk {
  readonly #context: VendorContext;
  readonly #sockets: ReadonlyMap<number | undefined, Socket>;
  readonly #stopping: AbortSignal;
  readonly #keep: (mail: StoredMail) => void;

  constructor(
    context: VendorContext,
    sockets: ReadonlyMap<number | undefined, Socket>,
    stopping: AbortSignal,
    keep: (mail: StoredMail) => void,
  ) {
    this.#context = context;
    this.#sockets = sockets;
    this.#stopping = stopping;
    this.#keep = keep;
  }

  async greet(session: SMTPServerSession): Promise<Error | null> {
    const hits = this.#context.faults.take(
      { service: 'mail', method: 'CONNECT', path: '/', text: '' },
      ({ route }) => route?.startsWith('CONNECT') ?? false,
    );
    await this.#wait(hits);
    return this.#failed(hits, session);
  }

  async receive(raw: Buffer, session: SMTPServerSession): Promise<Error | null> {
    const { faults, calls, clock } = this.#context;
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom ? mailFrom.address : '';
    const to = rcptTo.map(({ address }) => address);
    const path = `/${to.join(',')}`;
    const body = `${raw.byteLength} bytes from ${from}`;
    const call = calls.record({
      service: 'mail',
      method: 'DATA',
      path,
      query: '',
      body,
      status: null,
      fault: null,
      at: clock.now(),
    });
    const hits = faults.take({
      service: 'mail',
      method: 'DATA',
      path,
      text: `${path}\n${raw.toString('utf8')}`,
    });
    call.fault = hits.at(-1)?.kind ?? null;
    await this.#wait(hits);
    const lateDrop = hits.some(({ kind }) => kind === 'drop_after_commit');
    const failure = lateDrop ? null : this.#failed(hits, session);
    if (!failure) this.#keep(await readMail(raw, { from, to }, clock.now()));
    if (lateDrop) this.#drop(session);
    else if (!hits.some(({ kind }) => kind === 'drop')) call.status = failure ? failure.responseCode : 250;
    return failure;
  }

  #failed(hits: readonly Fault[], session: SMTPServerSession): SmtpRefusal | null {
    const fault = hits.find(({ kind }) => kind !== 'latency');
    if (!fault) return null;
    if (fault.kind === 'drop') this.#drop(session);
    return new SmtpRefusal(fault.kind === 'status' ? (fault.value ?? 451) : 451);
  }

  #drop(session: SMTPServerSession): void {
    this.#sockets.get(session.remotePort)?.destroy();
  }

  async #wait(hits: readonly Fault[]): Promise<void> {
    for (const { kind, value } of hits) {
      if (kind === 'latency')
        await sleep(value ?? 0, undefined, { signal: this.#stopping }).catch(() => undefined);
    }
  }
}

/** smtp-server answers with the error's `responseCode`. */
class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(code: number) {
    super(code < 500 ? 'Try again later' : 'The message is refused');
    this.responseCode = code;
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function stop(server: SMTPServer, stopping: AbortController): Promise<void> {
  stopping.abort();
  return new Promise((resolve) => server.close(() => resolve()));
}
