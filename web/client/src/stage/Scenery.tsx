/** The stage while nobody is on it: boards, curtain wall, screen, lectern, and the lights that already burn. */

const PANELS = Array.from({ length: 16 }, (_, at) => at * 68);

function Defs() {
  return (
    <defs>
      <linearGradient id="scenery-wall" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#2B3B42" />
        <stop offset="1" stop-color="#4A5D63" />
      </linearGradient>
      <linearGradient id="scenery-beam" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#FFF1C9" stop-opacity=".42" />
        <stop offset="1" stop-color="#FFF1C9" stop-opacity="0" />
      </linearGradient>
      <radialGradient id="scenery-pool">
        <stop offset="0" stop-color="#FFE6A8" stop-opacity=".55" />
        <stop offset="1" stop-color="#FFE6A8" stop-opacity="0" />
      </radialGradient>
    </defs>
  );
}

function Boards() {
  return (
    <>
      <rect width="1020" height="574" fill="url(#scenery-wall)" />
      {PANELS.map((x) => (
        <rect key={x} x={x} width="2" height="410" fill="#22323A" opacity=".5" />
      ))}
      <rect y="404" width="1020" height="60" fill="#B98558" />
      <rect y="404" width="1020" height="5" fill="#D3A576" />
      <rect y="456" width="1020" height="22" fill="#7D5638" />
      <rect y="478" width="1020" height="96" fill="#26333A" />
    </>
  );
}

function Lectern() {
  return (
    <g transform="translate(84,330)">
      <path d="M0 0h84l-8 104H8z" fill="#6B4A30" />
      <path d="M-6-6h96V8H-6z" fill="#8A6240" />
      <path d="M50-6Q54-36 70-42" stroke="#161D21" stroke-width="4" fill="none" />
      <circle cx="71" cy="-43" r="5" fill="#161D21" />
    </g>
  );
}

function Lights() {
  return (
    <>
      <path d="M200-10 100 440H300Z" fill="url(#scenery-beam)" />
      <path d="M862-10 762 440H962Z" fill="url(#scenery-beam)" />
      <ellipse cx="200" cy="440" rx="150" ry="26" fill="url(#scenery-pool)" />
      <ellipse cx="860" cy="440" rx="130" ry="22" fill="url(#scenery-pool)" />
    </>
  );
}

export function Scenery() {
  return (
    <svg
      class="scenery"
      viewBox="0 0 1020 574"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <Defs />
      <Boards />
      <rect x="270" y="56" width="480" height="270" rx="8" fill="#11191D" />
      <rect x="278" y="64" width="464" height="254" rx="4" fill="#1B262B" />
      <Lights />
      <Lectern />
    </svg>
  );
}
