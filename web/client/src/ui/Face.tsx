/** Faces of people: alone, in a row, with the dot of their presence. */
import type { Look } from "../art/look";
import { faceUrl } from "../art/urls";
import type { Standing } from "../net/wire";

interface FaceProps {
  look: Look;
  size?: number;
}

/** A portrait in a circle; the name always stands beside it, so it has no words of its own. */
export function Face({ look, size = 32 }: FaceProps) {
  return <img class="face" src={faceUrl(look, size)} width={size} height={size} alt="" />;
}

interface DottedProps extends FaceProps {
  presence: Standing;
  /** Whether somebody who is here is in a conversation: then the dot is a speech bubble. */
  talks?: boolean;
}

export function FaceWithDot({ look, size = 36, presence, talks }: DottedProps) {
  return (
    <span class={`with-dot ${talks ? "talks" : presence}`}>
      <Face look={look} size={size} />
    </span>
  );
}

/** The first few of a group; the count stands beside it in words. */
export function Faces({
  looks,
  size = 26,
  most = 3,
}: {
  looks: readonly Look[];
  size?: number;
  most?: number;
}) {
  return (
    <span class="faces" aria-hidden="true">
      {looks.slice(0, most).map((look, at) => (
        <Face key={at} look={look} size={size} />
      ))}
    </span>
  );
}
