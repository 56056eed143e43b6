/** The words around details that are known from an earlier booking. */
export const againCopy = {
  heading: 'From your last booking',
  name: 'Name',
  change: 'Change these details',
} as const;
