/** Whether a link leads to "Book again": our email after a visit ends with `&again`. */
export function wantsAgain(fragment: string): boolean {
  return new URLSearchParams(fragment.slice(1)).has('again');
}

/** The fragment with or without that part: a reload then finds the page as it was. */
export function withAgain(fragment: string, again: boolean): string {
  const parts = new URLSearchParams(fragment.slice(1));
  parts.delete('again');
  return `#${parts}${again ? '&again' : ''}`;
}

/** Writes the fragment without a new entry in the history. */
export function writeFragment(fragment: string): void {
  try {
    history.replaceState(history.state, '', fragment);
  } catch {
    // A sandboxed frame may not write its address. A reload then shows the booking instead.
  }
}
