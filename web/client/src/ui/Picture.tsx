/** A moving picture without sound; what is heard goes its own way, by where people stand. */
import { useEffect, useRef } from "preact/hooks";

export function Picture({ track, label }: { track: MediaStreamTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} autoplay muted playsInline aria-label={label} />;
}
