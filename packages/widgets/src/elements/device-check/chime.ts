/** Seconds. */
const length = 0.45;
/** Hertz: two tones, one after the other, so that it is not taken for a sound of the system. */
const tones = [523.25, 783.99];

/** Plays a short sound through the speaker. Resolves when it has ended. */
export async function playChime(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const ended = tones.map((hertz, index) => {
    const from = context.currentTime + index * length;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    // Fades in and out, because a sudden start clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.25, from + 0.04);
    volume.gain.linearRampToValueAtTime(0, from + length);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + length);
    return new Promise((resolve) => {
      tone.onended = resolve;
    });
  });
  await Promise.all(ended);
  await context.close();
}
