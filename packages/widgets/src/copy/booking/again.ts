/** The words around details that are known from an earlier booking. */
export const againCopy = {
  heading: 'From your last booking',
  born: (day: string) => `Born ${day}`,
  change: 'Change these details',
} as const;
