/** The most characters. */
export const contactLimits = { name: 120, accessNeeds: 300 } as const;
