/** Says in a few words what was done. The app shows it, and a screen reader reads it. */
export class ToastEvent extends CustomEvent<{ words: string }> {
  constructor(words: string) {
    super('desk-toast', { bubbles: true, composed: true, detail: { words } });
  }
}

/** Says it from anywhere below the app. */
export function toast(from: EventTarget, words: string): void {
  from.dispatchEvent(new ToastEvent(words));
}
