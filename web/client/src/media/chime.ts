/** The tone of the loudspeaker test: two soft notes, made on the spot. */
const NOTES = [523.25, 783.99];

interface Steerable extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

/** Plays the test tone on a loudspeaker ("" is the system's). */
export async function playChime(speaker: string): Promise<void> {
  const context: Steerable = new AudioContext();
  // Where the browser cannot choose the loudspeaker, the system's one sounds.
  await context.setSinkId?.(speaker).catch(() => undefined);
  NOTES.forEach((pitch, at) => {
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at * 0.22;
    volume.gain.linearRampToValueAtTime(0.0001, start);
    volume.gain.linearRampToValueAtTime(0.18, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.65);
  });
  setTimeout(() => void context.close(), 1500);
}
