import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import type { HttpCallReport } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { Mail } from '../../ports/messages.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { type SmtpDeadlines, smtpDeadlines } from './smtp-session.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A mail server on a real socket; `replies` by first word of the command, or `null` to hang up. */
async function mailServer(
  replies: Record<string, string | null> = {},
  pause: (word: string) => number = () => 0,
) {
  const messages: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let rest = '';
    let data: string | null = null;
    const answer = (word: string, usual: string): void => {
      const reply = word in replies ? replies[word] : usual;
      const say = () => (typeof reply === 'string' ? socket.write(`${reply}\r\n`) : socket.destroy());
      const wait = pause(word);
      if (wait > 0) setTimeout(say, wait);
      else say();
    };
    answer('CONNECT', '220 mail.example.com');
    socket.setEncoding('utf8').on('data', (chunk) => {
      rest += chunk;
      for (;;) {
        const end = rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null) {
          if (line !== '.') data += `${line}\n`;
          else {
            messages.push(data);
            data = null;
            answer('END', '250 queued');
          }
          continue;
        }
        const word = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
        answer(word, word === 'DATA' ? '354 go on' : '250 ok');
        commands.push(word);
        if (word === 'DATA') data = '';
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  cleanups.push(close);
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    messages,
    commands,
    connections: () => connections,
    close,
  };
}

function mailerFor(url: string, deadlines?: SmtpDeadlines) {
  const reports: HttpCallReport[] = [];
  const mailer = createSmtpMailer(
    { url, from: 'Clinic <bookings@example.com>', ...(deadlines ? { deadlines } : {}) },
    { clock: { now: () => new Date('2026-11-20T00:00:00Z') }, report: (one) => reports.push(one) },
  );
  cleanups.push(() => mailer.close());
  return { mailer, reports };
}

const mail: Mail = {
  to: 'alex@example.com',
  toName: 'Alex "Al" Sample\r\nBcc: eve@example.com',
  replyTo: 'enquiries@example.com',
  subject: 'Your call on Tuesday',
  text: 'Hello Alex',
  html: '<p>Hello Alex</p>',
  messageId: '<booking-1.confirmation@example.com>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: [
    { filename: 'call.ics', contentType: 'text/calendar; method=PUBLISH', content: 'BEGIN:VCALENDAR' },
  ],
};

/** A mail server that is slow to ask for the content, and slow to say that it takes the email. */
async function slowMailServer(pauses: { beforeContent(): number; beforeAnswer(): number }) {
  const pause = (word: string) =>
    word === 'DATA' ? pauses.beforeContent() : word === 'END' ? pauses.beforeAnswer() : 0;
  const server = await mailServer({}, pause);
  const taken = () => server.messages.map((one) => /^Message-ID: <(.*)@/m.exec(one)?.[1] ?? '');
  return { url: server.url, taken };
}

describe('a slow mail server', () => {
  it('gets each of many emails exactly once, however long it thinks about them', async () => {
    let count = 0;
    const server = await slowMailServer({
      // Every third email is given up before the server has it, on the first try only.
      beforeContent: () => (++count % 3 === 0 && count < 60 ? 500 : 0),
      // Longer than the deadline for the content: the answer has its own.
      beforeAnswer: () => (count % 2 === 0 ? 400 : 5),
    });
    const deadlines = { contentMs: 250, answerMs: 20_000 };
    const { mailer } = mailerFor(server.url, deadlines);
    const ids = Array.from({ length: 54 }, (_, n) => `mail-${n}`);
    let tries = 0;
    // As the job does it: again until the server has taken it.
    const deliver = async (id: string): Promise<void> => {
      for (;;) {
        tries += 1;
        try {
          return await mailer.send({ ...mail, messageId: `<${id}@example.com>` });
        } catch (error) {
          assert.ok(error instanceof UpstreamError && error.transient, String(error));
        }
      }
    };
    await Promise.all(ids.map(deliver));
    assert.ok(tries > ids.length, 'some were given up and sent again');
    assert.deepEqual(server.taken().toSorted(), ids.toSorted());
  });

  it('delivers nothing of an email that was given up, by deadline or by signal', async () => {
    const server = await slowMailServer({ beforeContent: () => 300, beforeAnswer: () => 0 });
    const { mailer } = mailerFor(server.url, { contentMs: 100, answerMs: 5000 });
    await assert.rejects(
      mailer.send(mail),
      (error) => error instanceof UpstreamError && error.reason === 'timeout',
    );
    const { mailer: patient } = mailerFor(server.url);
    await assert.rejects(
      patient.send(mail, { signal: AbortSignal.timeout(100) }),
      (error) => error instanceof UpstreamError && error.transient,
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.deepEqual(server.taken(), []);
  });

  it('is waited for although the job is told to stop, once it has the whole email', async () => {
    const server = await slowMailServer({ beforeContent: () => 0, beforeAnswer: () => 400 });
    await mailerFor(server.url).mailer.send(mail, { signal: AbortSignal.timeout(200) });
    assert.equal(server.taken().length, 1);
  });

  it('has ten minutes to answer, as its standard says', () => {
    assert.ok(smtpDeadlines.answerMs >= 600_000);
  });
});

describe('sending mail', () => {
  it('sends both texts, the file, the stable id and the headers, over one connection', async () => {
    const server = await mailServer();
    const { mailer, reports } = mailerFor(server.url);
    await mailer.send(mail);
    await mailer.send(mail);
    const [message] = server.messages;
    assert.ok(message);
    for (const part of [
      /^From: Clinic <bookings@example\.com>$/m,
      /^Reply-To: enquiries@example\.com$/m,
      /^Message-ID: <booking-1\.confirmation@example\.com>$/m,
      /^Auto-Submitted: auto-generated$/m,
      /^Hello Alex$/m,
      /^<p>Hello Alex<\/p>$/m,
      /^Content-Type: text\/calendar;/m,
    ]) {
      assert.match(message, part);
    }
    assert.doesNotMatch(message, /^Bcc:/m);
    assert.equal(server.messages.length, 2);
    assert.equal(server.connections(), 1);
    assert.deepEqual(reports[0], {
      service: 'mail',
      operation: 'send mail',
      outcome: 'ok',
      status: null,
      tries: 1,
      durationMs: 0,
    });
  });

  const failures: [string, Record<string, string | null>, UpstreamError['reason'], boolean][] = [
    ['a greylisting 451', { RCPT: '451 try again later' }, 'server_error', true],
    ['a full queue', { END: '452 no space' }, 'server_error', true],
    ['a receiver that does not exist', { RCPT: '550 no such user alex@example.com' }, 'rejected', false],
    ['a refused content', { END: '554 no' }, 'rejected', false],
    ['a connection lost before the answer', { END: null }, 'connection_lost', true],
    ['a server that closes at once', { CONNECT: '421 busy' }, 'server_error', true],
    ['a server that refuses us and not the mail', { CONNECT: '554 not you' }, 'server_error', true],
  ];
  for (const [what, replies, reason, transient] of failures) {
    it(`takes ${what} for "${reason}"`, async () => {
      const server = await mailServer(replies);
      const { mailer, reports } = mailerFor(server.url);
      await assert.rejects(mailer.send(mail), (error) => {
        assert.ok(error instanceof UpstreamError);
        assert.equal(error.reason, reason);
        assert.equal(error.transient, transient);
        assert.doesNotMatch(JSON.stringify([error.message, error.details]), /alex@/);
        return true;
      });
      assert.equal(reports[0]?.outcome, reason);
    });
  }

  it('says when no server listens', async () => {
    const server = await mailServer();
    server.close();
    await assert.rejects(
      mailerFor(server.url).mailer.send(mail),
      (error) => error instanceof UpstreamError && error.reason === 'unreachable' && error.transient,
    );
  });

  it('says when the password is wrong, and sends none in the clear to another machine', async () => {
    const server = await mailServer({
      EHLO: '250-hello\r\n250 AUTH PLAIN',
      AUTH: '535 no',
      STARTTLS: '502 no',
    });
    const url = server.url.replace('smtp://', 'smtp://user:secret@');
    await assert.rejects(
      mailerFor(url).mailer.send(mail),
      (error) => error instanceof UpstreamError && error.reason === 'unauthorized' && error.transient,
    );
    assert.equal(server.commands.filter((one) => one === 'AUTH').length, 1);
    const elsewhere = url.replace('127.0.0.1', '127.0.0.2');
    await assert.rejects(mailerFor(elsewhere).mailer.send(mail), UpstreamError);
    assert.equal(server.commands.filter((one) => one === 'AUTH').length, 1);
    assert.equal(server.commands.filter((one) => one === 'EHLO').length, 2);
  });
});
