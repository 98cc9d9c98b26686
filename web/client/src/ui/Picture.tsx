/** A moving picture without sound; what is heard goes its own way, by where people stand. */
import { useEffect, useRef } from "preact/hooks";

interface PictureProps {
  track: MediaStreamTrack;
  label: string;
  /** What stands there until the first frame. */
  poster?: string;
}

export function Picture({ track, label, poster }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} autoplay muted playsInline poster={poster} aria-label={label} />;
}
