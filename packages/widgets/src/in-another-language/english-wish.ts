const key = 'bq-language';

/** Whether the patient has asked for English in this tab. */
export function wantsEnglish(): boolean {
  try {
    return sessionStorage.getItem(key) === 'en';
  } catch {
    return false;
  }
}

/** Shows this page in English, until the tab is closed. */
export function showEnglish(): void {
  try {
    sessionStorage.setItem(key, 'en');
    location.reload();
  } catch {
    // A browser that keeps nothing cannot keep this wish.
  }
}
