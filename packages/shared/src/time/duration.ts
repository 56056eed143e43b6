/** Lengths of time in milliseconds. A calendar day can be an hour shorter or longer: for days, see `zone.ts`. */
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
