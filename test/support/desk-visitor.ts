import assert from 'node:assert/strict';
import { mailsTo } from './holdings.ts';
import type { Stack } from './stack.ts';
import { eventually } from './until.ts';

/** The newest sign-in link in a person's mailbox, as an address of the running desk. @param after how many mails there were before */
export async function signInLinkOf(stack: Stack, address: string, after = 0): Promise<string> {
  return eventually(async () => {
    const mails = await mailsTo(stack, address);
    assert.ok(mails.length > after, 'no new mail');
    const link = /https?:\/\/\S+\/desk\/link#token=[\w-]+/.exec(mails.at(-1)?.text ?? '')?.[0];
    assert.ok(link);
    return link;
  });
}

/** A person of staff who is signed in, without a browser. */
export interface DeskVisitor {
  read(path: string): Promise<Response>;
  write(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Signs in by a link, as the page of the desk does. */
export async function deskVisitor(stack: Stack, address: string): Promise<DeskVisitor> {
  const write = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(stack.url + path, {
      method,
      headers: { origin: stack.url, 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  const before = (await mailsTo(stack, address)).length;
  const asked = await write('POST', '/api/staff/sign-in/link', { address });
  assert.equal(asked.status, 202);
  const browser = asked.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const token = (await signInLinkOf(stack, address, before)).split('token=')[1];
  const pressed = await write('POST', '/api/staff/sign-in/link/press', { token }, { cookie: browser });
  assert.equal(pressed.status, 200);
  const cookie = pressed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const read = (path: string) => fetch(stack.url + path, { headers: { cookie } });
  const { csrfToken } = (await (await read('/api/staff/session')).json()) as { csrfToken: string };
  return {
    read,
    write: (method, path, body) => write(method, path, body, { cookie, 'x-csrf-token': csrfToken }),
  };
}
