/**
 * Opens the doctor: over the page that is open, or in the form for pasted HTML where the page has one.
 * @param loader the address of the script
 */
export async function openDoctor(loader: string): Promise<void> {
  const { origin } = new URL(loader);
  const place = document.querySelector('[data-doctor-form]');
  if (place) {
    await import('./doctor-form.ts');
    place.replaceChildren(document.createElement('bq-doctor-form'));
    return;
  }
  await import('./doctor-panel.ts');
  document.querySelector('bq-doctor-panel')?.remove();
  document.body.append(Object.assign(document.createElement('bq-doctor-panel'), { origin }));
}
