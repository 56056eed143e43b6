/** The words for tax invoices and credit notes. */
export const taxDocumentCopy = {
  open: 'Tax invoice (PDF)',
  opening: 'Opening…',
  invoice: (number: string) => `Tax invoice ${number}`,
  creditNote: (number: string, amount: string) => `Credit note ${number}, ${amount}`,
  none: (phone: string) =>
    `Your tax invoice is not ready yet. Try again in a minute, or call us on ${phone}.`,
  failed: 'It could not be opened. Check your connection and try again.',
} as const;
