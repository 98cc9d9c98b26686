/** The icons of the product: lucide's drawings, only those named here are bundled. */
import {
  ArrowRight,
  ArrowUp,
  AudioLines,
  Ban,
  Box,
  Cctv,
  Check,
  ChevronDown,
  ChevronUp,
  CircleAlert,
  Clock,
  Contrast,
  Copy,
  DoorOpen,
  Ear,
  Ellipsis,
  Eraser,
  ExternalLink,
  EyeOff,
  FlaskConical,
  Footprints,
  Globe,
  GraduationCap,
  Hammer,
  Hand,
  Headphones,
  type IconNode,
  Info,
  Keyboard,
  KeyRound,
  Landmark,
  Languages,
  Laptop,
  Link,
  List,
  LocateFixed,
  Lock,
  LockOpen,
  LogOut,
  Map as MapIcon,
  MapPin,
  Maximize,
  MessageCircle,
  MessageCircleQuestionMark,
  MessagesSquare,
  Mic,
  MicOff,
  Minimize,
  Minus,
  Moon,
  Pin,
  Plus,
  Presentation,
  ScrollText,
  Search,
  Shapes,
  ShieldCheck,
  Shirt,
  Shuffle,
  SignalLow,
  SlidersHorizontal,
  Square,
  Table2,
  Trash2,
  Trees,
  Undo2,
  UserMinus,
  UserPlus,
  UserRound,
  Users,
  Video,
  VideoOff,
  Volume2,
  VolumeX,
  WifiOff,
  X,
} from "lucide";

const ICONS = {
  ban: Ban,
  bars: AudioLines,
  building: Landmark,
  cctv: Cctv,
  chat: MessageCircle,
  check: Check,
  clock: Clock,
  close: X,
  contrast: Contrast,
  copy: Copy,
  conversation: MessagesSquare,
  course: GraduationCap,
  door: DoorOpen,
  down: ChevronDown,
  ear: Ear,
  eraser: Eraser,
  enter: ArrowRight,
  exhibit: Shapes,
  fullscreen: Maximize,
  "fullscreen-end": Minimize,
  garden: Trees,
  hammer: Hammer,
  hand: Hand,
  info: Info,
  box: Box,
  settings: SlidersHorizontal,
  headphones: Headphones,
  hidden: EyeOff,
  key: KeyRound,
  keyboard: Keyboard,
  lab: FlaskConical,
  language: Languages,
  leave: LogOut,
  link: Link,
  list: List,
  locate: LocateFixed,
  lock: Lock,
  map: MapIcon,
  mic: Mic,
  "mic-off": MicOff,
  minus: Minus,
  moderator: ShieldCheck,
  more: Ellipsis,
  office: Laptop,
  online: Globe,
  outside: ExternalLink,
  people: Users,
  person: UserRound,
  pin: MapPin,
  pinned: Pin,
  plus: Plus,
  question: MessageCircleQuestionMark,
  quiet: Moon,
  remove: UserMinus,
  return: Undo2,
  scroll: ScrollText,
  search: Search,
  send: ArrowUp,
  shirt: Shirt,
  shuffle: Shuffle,
  signal: SignalLow,
  speaker: Volume2,
  "speaker-off": VolumeX,
  stage: Presentation,
  stop: Square,
  table: Table2,
  trash: Trash2,
  unlock: LockOpen,
  up: ChevronUp,
  unplugged: WifiOff,
  video: Video,
  "video-off": VideoOff,
  walk: Footprints,
  warning: CircleAlert,
  welcome: UserPlus,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

/** A drawing beside words; a control without words carries its label itself. */
export function Icon({ name, size = "m" }: { name: IconName; size?: "s" | "m" | "l" }) {
  return (
    <svg class={`icon ${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {ICONS[name].map(([Tag, attributes], at) => {
        const Part = Tag as "path";
        return <Part key={at} {...(attributes as object)} />;
      })}
    </svg>
  );
}

/** The door with the light on: Foyer's sign. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="10" fill="#0B6460" />
      <path
        d="M10 28V14a8 8 0 0 1 16 0v14"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
      />
      <path d="M14.5 28V15.5a3.5 3.5 0 0 1 7 0V28Z" fill="#F3B23C" />
    </svg>
  );
}
