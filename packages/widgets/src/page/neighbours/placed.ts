/** Our elements on the page, in the order in which they were placed. `BqElement` adds and removes itself. */
export const placed = new Set<HTMLElement>();
