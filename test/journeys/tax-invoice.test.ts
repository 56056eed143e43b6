import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { assertAccessible } from '../support/axe.ts';
import { launchBrowser, takePicture } from '../support/browser.ts';
import { bookFollowup, managingVisitor } from '../support/move-widget.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

describe('the tax invoice of a paid booking', () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  async function opened(page: Page, press: Locator): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
    return { name: download.suggestedFilename(), text: await textOf(download) };
  }

  it('opens on the page of the booking, and a cancellation adds a credit note', async () => {
    const booked = await bookFollowup(stack, 0);
    const { patient } = booked.request;
    const visitor = await managingVisitor(browser, stack);
    const { page, watch, widget } = visitor;
    await page.goto(booked.page);
    const button = widget.button(/^Tax invoice/);
    await button.waitFor();
    await assertAccessible(page, 'where a tax invoice can be opened');
    // The invoice is issued by a job after the payment.
    const { number } = await eventually(async () => {
      const [first] = (await documentsOf(stack, booked.held)).documents;
      assert.ok(first, 'it is issued');
      return first;
    });
    const invoice = await opened(page, button);
    assert.equal(invoice.name, `${number}.pdf`);
    for (const words of [
      `Tax invoice ${number}`,
      'ABN 49 624 595 711',
      `${patient.firstName} ${patient.lastName}`,
      '$79.00',
    ]) {
      assert.ok(invoice.text.includes(words), `${words} in ${invoice.text}`);
    }

    await widget.button(/^Cancel this booking/).click();
    await widget.button(/^Yes, cancel/).click();
    await page
      .getByText(/^Cancelled/)
      .first()
      .waitFor();
    await eventually(async () => {
      assert.equal((await documentsOf(stack, booked.held)).documents.length, 2, 'the credit note is issued');
    });
    await page.reload();
    await widget.button(/^Tax invoice/).click();
    const credit = widget.button(/^Credit note CN-\d+, \$79/);
    await credit.waitFor();
    await assertAccessible(page, 'with an invoice and a credit note');
    await takePicture(page, 'tax-documents');
    const note = await opened(page, credit);
    assert.ok(note.text.includes(`For invoice ${number}`), note.text);
    await watch.assertClean();
    await visitor.close();
  });
});

interface Documents {
  documents: { number: string }[];
}

async function documentsOf(
  stack: Stack,
  { bookingId, manageToken }: { bookingId: string; manageToken: string },
): Promise<Documents> {
  const answer = await fetch(`${stack.url}/api/bookings/${bookingId}/tax-documents`, {
    headers: { authorization: `Bearer ${manageToken}` },
  });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Documents;
}

async function textOf(download: Download): Promise<string> {
  const stream = (await download.createReadStream()) as unknown as ReadableStream<Uint8Array>;
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}
