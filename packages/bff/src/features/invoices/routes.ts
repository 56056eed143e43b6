import { type TaxDocument, taxDocumentList } from '@botaniqal/shared/contracts/tax-documents.ts';
import { z } from 'zod';
import { type ActingAs, byPatient } from '../../platform/audit/actor.ts';
import { recordAccess } from '../../platform/audit/record-access.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { bearer } from '../../platform/http/requests/bearer.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import { byStaff } from '../../platform/staff-auth/staff-member.ts';
import { bookingForStaff, openWithToken } from '../bookings/index.ts';
import type { InvoiceDeps } from './deps.ts';
import { documentsOf } from './issue-documents.ts';
import { documentNumber, type IssuedDocument } from './tax-document.ts';

const refusals = ['unauthorized', 'not_found'] as const;
const listAnswer = { 200: { description: 'The documents, oldest first', body: taxDocumentList } };
const pdfAnswer = { 200: { description: 'The PDF', contentType: 'application/pdf' } };

/** What a patient opens with the token of the booking, and staff at the desk. */
export function invoiceRoutes(deps: InvoiceDeps): Route[] {
  const ofPatient = async (bookingId: string, c: AppContext, requestId: string) => {
    const booking = await openWithToken(deps, bookingId, bearer(c));
    return read(deps, booking.id, byPatient(requestId));
  };
  const reads = (c: AppContext) => deps.staff.require(c, 'bookings:read');
  const ofStaff = async (bookingId: string, c: AppContext, requestId: string) => {
    const member = await reads(c);
    const booking = await bookingForStaff(deps, member, bookingId);
    return read(deps, booking.id, byStaff(member, requestId));
  };

  const list = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId/tax-documents',
      summary: 'List the tax invoice and credit notes of a booking',
      tag: 'Bookings',
      params: z.object({ bookingId: z.string().max(64) }),
      security: 'manage_token',
      answers: listAnswer,
      problems: ['unauthorized'],
    },
    async ({ params: { bookingId }, c, requestId }) =>
      c.json(listed(await ofPatient(bookingId, c, requestId)), 200, noStore),
  );
  const download = route(
    {
      method: 'get',
      path: '/api/bookings/:bookingId/tax-documents/:documentId/pdf',
      summary: 'Download a tax invoice or a credit note',
      tag: 'Bookings',
      params: z.object({ bookingId: z.string().max(64), documentId: z.string().max(64) }),
      security: 'manage_token',
      answers: pdfAnswer,
      problems: [...refusals],
    },
    async ({ params: { bookingId, documentId }, c, requestId }) =>
      sendPdf(c, await ofPatient(bookingId, c, requestId), documentId),
  );
  const staffList = route(
    {
      method: 'get',
      path: '/api/staff/bookings/:id/tax-documents',
      summary: 'List the tax invoice and credit notes of a booking',
      tag: 'Staff',
      params: z.object({ id: z.uuid() }),
      security: 'staff',
      admit: reads,
      answers: listAnswer,
      problems: [...refusals, 'forbidden'],
    },
    async ({ params: { id }, c, requestId }) => c.json(listed(await ofStaff(id, c, requestId)), 200, noStore),
  );
  const staffDownload = route(
    {
      method: 'get',
      path: '/api/staff/bookings/:id/tax-documents/:documentId/pdf',
      summary: 'Download a tax invoice or a credit note',
      tag: 'Staff',
      params: z.object({ id: z.uuid(), documentId: z.string().max(64) }),
      security: 'staff',
      admit: reads,
      answers: pdfAnswer,
      problems: [...refusals, 'forbidden'],
    },
    async ({ params: { id, documentId }, c, requestId }) =>
      sendPdf(c, await ofStaff(id, c, requestId), documentId),
  );
  return [list, download, staffList, staffDownload];
}

async function read(deps: InvoiceDeps, bookingId: string, by: ActingAs): Promise<IssuedDocument[]> {
  const subject = { kind: 'booking', id: bookingId } as const;
  const access = { ...by, action: 'tax_documents.read', subject, at: deps.clock.now() };
  await deps.store.db.transaction((tx) => recordAccess(tx, access));
  return documentsOf(deps, deps.store.db, bookingId);
}

function listed(documents: readonly IssuedDocument[]): { documents: TaxDocument[] } {
  return {
    documents: documents.map((document) => ({
      documentId: document.id,
      kind: document.kind,
      number: documentNumber(document),
      issuedAt: document.issuedAt.toISOString(),
      amountCents: document.amountCents,
      currency: document.currency,
    })),
  };
}

async function sendPdf(c: AppContext, documents: readonly IssuedDocument[], id: string): Promise<Response> {
  const document = documents.find((one) => one.id === id);
  if (!document) throw new Problem('not_found', 'There is no such document.');
  // The PDF library is large, and is loaded when the first document is drawn.
  const { documentPdf } = await import('./document-pdf.ts');
  return c.body(Uint8Array.from(await documentPdf(document)).buffer, 200, {
    ...noStore,
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${documentNumber(document)}.pdf"`,
  });
}
