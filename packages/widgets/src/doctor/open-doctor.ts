/**
 * Opens the doctor: over the page that is open, or in the form for pasted HTML where the page has one.
 * @param loader the address of the script
 */
export async function openDoctor(loader: string): Promise<void> {
  const { origin } = new URL(loader);
  if (document.querySelector('bq-doctor-form')) {
    await import('./doctor-form.ts');
    return;
  }
  await import('./doctor-panel.ts');
  document.querySelector('bq-doctor')?.remove();
  document.body.append(Object.assign(document.createElement('bq-doctor'), { origin }));
}
