/** Milliseconds between two readings. */
const pause = 80;
/** A reading above this is a voice and not the noise of a room. Readings are from 0 to 1. */
const voice = 0.02;
/** So many loud readings in a row are a voice and not a knock. */
const enough = 3;

/**
 * Counts loud readings, so that one knock on the table is not taken for a voice.
 * @returns a function that takes a reading and says whether a voice has been heard
 */
export function voiceDetector(): (level: number) => boolean {
  let loud = 0;
  return (level) => {
    loud = level > voice ? loud + 1 : 0;
    return loud >= enough;
  };
}

/** The loudness of one stretch of sound: the root of the mean of the squares, from 0 to 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / (samples.length || 1));
}

/**
 * Reads how loud a microphone is. The sound is measured on this device and goes nowhere else.
 * @returns a function that ends it
 */
export function watchLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  // A browser may start it asleep, although the person has pressed a button. It may be closed before it is awake.
  context.resume().catch(() => undefined);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudness(samples));
  }, pause);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
