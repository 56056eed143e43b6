import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { TaxDocument, TaxDocumentList } from '@botaniqal/shared/contracts/tax-documents.ts';
import { read, readFile } from '../../../api/client.ts';
import type { ManageLink } from '../../../page/links/manage-link.ts';
import { saveFile } from '../../../page/save-file.ts';

/** The tax invoice and credit notes of a booking, oldest first. */
export async function readDocuments(
  origin: string,
  { bookingId, token }: ManageLink,
): Promise<readonly TaxDocument[]> {
  const list = await read<TaxDocumentList>(origin, endpoints.taxDocuments(bookingId), { token });
  return list.documents;
}

/** Hands one document to the browser's downloads. */
export async function saveDocument(
  origin: string,
  { bookingId, token }: ManageLink,
  { documentId, number }: TaxDocument,
): Promise<void> {
  const file = await readFile(origin, endpoints.taxDocumentPdf(bookingId, documentId), { token });
  saveFile(file, `${number}.pdf`);
}
