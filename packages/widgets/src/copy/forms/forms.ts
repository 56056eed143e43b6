/** The words of forms that are drawn from data. The definition has the words of its questions. */
export const formsCopy = {
  next: 'Continue',
  optional: 'optional',
  choose: 'Choose one',
  yes: 'Yes',
  no: 'No',
  agree: 'I agree to this',
  partialDate: 'Fill in what you know: the year alone is enough',
  /** Hints for boxes whose label does not say what to type. */
  boxHint: {
    irn: 'One digit, on the left of your name',
    expiry: 'Month and year, for example 05/2027',
    line1: 'Unit, number and street',
  } as Readonly<Record<string, string>>,
  /** Labels of boxes for which a label made from the box's name would be wrong. */
  boxLabel: {
    line2: 'Second address line',
    'medicare.number': 'Card number',
    irn: 'Your number on the card',
    expiry: 'Valid to',
    'contact.name': 'Their name',
    relationship: 'Who they are to you',
    'contact.phone': 'Their phone number',
  } as Readonly<Record<string, string>>,
  row: (item: string, number: number) => `${item.charAt(0).toUpperCase()}${item.slice(1)} ${number}`,
  addRow: (item: string) => `Add another ${item}`,
  fullRows: (most: number) => `${most} is as many as fit here. Tell us about the rest in your appointment.`,
  remove: 'Remove',
  removed: (what: string) => `Removed: ${what}`,
  undo: 'Undo',
  inList: (count: number) => `${count} in the list`,
  added: (questions: readonly string[]) =>
    `${questions.length === 1 ? 'One more question' : `${questions.length} more questions`} below: ${questions.join('; ')}`,
} as const;
