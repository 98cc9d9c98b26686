/** What one may do about a person: hosts what the hub says they may, everybody tell the hosts. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { Capability, Role } from "../protocol.gen";
import type { Person } from "../state/hub";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice } from "../ui/Field";
import { Menu, MenuItem } from "../ui/Menu";
import { useApp } from "./app";
import { ReportDialog } from "./ReportDialog";
import { roleWord } from "./words";

type Question = "move" | "remove" | "ban" | "role" | "report" | null;

const HOST_RIGHTS: readonly Capability[] = [
  "visitor.check_in",
  "visitor.mute",
  "visitor.move",
  "visitor.remove",
  "visitor.ban",
  "role.grant",
];

export function PersonMenu({ person }: { person: Person }) {
  const app = useApp();
  const [question, setQuestion] = useState<Question>(null);
  const { name } = person;
  const isHost = HOST_RIGHTS.some((right) => app.hub.may(right));
  const isInside = app.hub.minors.own.value !== null;
  const mayTell = app.hub.may("report.file") && person.id !== app.hub.self.value;
  const isOther = person.id !== app.hub.self.value;
  const mayFollow = isOther && app.hub.may("avatar.follow") && FOLLOWED.has(person.presence);
  if (!isHost && !mayTell && !mayFollow) return null;
  const close = () => setQuestion(null);
  return (
    <>
      <Menu
        label={isHost ? t("Host controls for {name}", { name }) : t("More about {name}", { name })}
        icon="more"
        size="s"
      >
        {mayFollow && <FollowItem person={person} />}
        {isHost && <Items person={person} ask={setQuestion} />}
        {mayTell && (
          <MenuItem icon="warning" onPick={() => setQuestion("report")}>
            {isInside ? t("Tell the leads …") : t("Report to the hosts …")}
          </MenuItem>
        )}
      </Menu>
      {question === "report" && <ReportDialog people={[person]} leads={isInside} onClose={close} />}
      {question === "move" && <MoveDialog person={person} onClose={close} />}
      {question === "role" && <RoleDialog person={person} onClose={close} />}
      {(question === "remove" || question === "ban") && (
        <FarewellDialog person={person} forGood={question === "ban"} onClose={close} />
      )}
    </>
  );
}

/** Who walks about can be followed. */
const FOLLOWED: ReadonlySet<Person["presence"]> = new Set(["here", "away"]);

function FollowItem({ person: { id, name } }: { person: Person }) {
  const app = useApp();
  if (app.hub.following.leader.value === id)
    return (
      <MenuItem icon="stop" onPick={() => app.unfollow()}>
        {t("Stop following {name}", { name })}
      </MenuItem>
    );
  const follow = () => {
    app.layout.shownPerson.value = null;
    app.follow(id);
  };
  return (
    <MenuItem icon="walk" onPick={follow}>
      {t("Follow {name}", { name })}
    </MenuItem>
  );
}

function Items({ person, ask }: { person: Person; ask(question: Question): void }) {
  const app = useApp();
  const { hub } = app;
  const visitor = person.id;
  const isBodily = person.presence !== "hall";
  return (
    <>
      {hub.may("visitor.check_in") && <HallItems person={person} />}
      {hub.may("visitor.mute") &&
        (person.muted ? (
          <MenuItem icon="mic" onPick={() => void app.do("visitor.unmute", { visitor })}>
            {t("Let speak again")}
          </MenuItem>
        ) : (
          <MenuItem icon="mic-off" onPick={() => void app.do("visitor.mute", { visitor })}>
            {t("Mute")}
          </MenuItem>
        ))}
      {isBodily && hub.may("visitor.move") && (
        <>
          <MenuItem icon="walk" onPick={() => ask("move")}>
            {t("Move to a room …")}
          </MenuItem>
          <MenuItem icon="return" onPick={() => void app.do("visitor.return", { visitor })}>
            {t("Send back to the earlier place")}
          </MenuItem>
        </>
      )}
      {hub.may("role.grant") && (
        <MenuItem icon="moderator" onPick={() => ask("role")}>
          {t("Change role …")}
        </MenuItem>
      )}
      {isBodily && hub.may("visitor.remove") && (
        <MenuItem icon="remove" danger onPick={() => ask("remove")}>
          {t("Ask to leave …")}
        </MenuItem>
      )}
      {hub.may("visitor.ban") && (
        <MenuItem icon="ban" danger onPick={() => ask("ban")}>
          {t("Ban …")}
        </MenuItem>
      )}
    </>
  );
}

/** Into a real hall at its door, or out of it, by hand. */
function HallItems({ person: { id: visitor, site } }: { person: Person }) {
  const app = useApp();
  const { attendance } = app.hub;
  const isIn = (stage: string) => site === stage && attendance.stays.value.get(visitor)?.door === true;
  const stages = app.places.all.value.filter(({ id, kind }) => kind === "stage" && !isIn(id));
  return (
    <>
      {stages.map(({ id: stage }) => (
        <MenuItem key={stage} icon="pin" onPick={() => void app.do("visitor.check_in", { visitor, stage })}>
          {t("Check in: {place}", { place: app.places.title(stage) })}
        </MenuItem>
      ))}
      {site !== null && (
        <MenuItem icon="leave" onPick={() => void app.do("visitor.check_out", { visitor })}>
          {t("Is no longer in the hall")}
        </MenuItem>
      )}
    </>
  );
}

interface DialogProps {
  person: Person;
  onClose(): void;
}

function MoveDialog({ person, onClose }: DialogProps) {
  const app = useApp();
  const rooms = app.places.all.value.filter((place) => place.kind !== "floor");
  const [room, setRoom] = useState(rooms[0]?.id ?? "");
  const move = async () => {
    if (await app.do("visitor.move", { visitor: person.id, room })) onClose();
  };
  return (
    <Dialog
      title={t("Where shall {name} be moved?", { name: person.name })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="primary" onClick={() => void move()}>
            {t("Move")}
          </Button>
        </>
      }
    >
      <Choice
        label={t("Room")}
        value={room}
        onPick={setRoom}
        options={rooms.map((place) => ({ value: place.id, label: app.places.title(place.id) }))}
      />
    </Dialog>
  );
}

const ROLES: readonly Role[] = ["moderator", "speaker", "member", "guest"];

function RoleDialog({ person, onClose }: DialogProps) {
  const app = useApp();
  const [role, setRole] = useState<Role>(person.role);
  const grant = async () => {
    if (await app.do("role.grant", { visitor: person.id, role })) onClose();
  };
  return (
    <Dialog
      title={t("Which role shall {name} have?", { name: person.name })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            disabled={role === person.role && t("This is the role now.")}
            onClick={() => void grant()}
          >
            {t("Change role")}
          </Button>
        </>
      }
    >
      <Choice
        label={t("Role")}
        value={role}
        onPick={(value) => setRole(value as Role)}
        options={ROLES.map((value) => ({ value, label: roleWord(value) }))}
      />
    </Dialog>
  );
}

function FarewellDialog({ person, forGood, onClose }: DialogProps & { forGood: boolean }) {
  const app = useApp();
  const { name } = person;
  const send = async () => {
    if (await app.do(forGood ? "visitor.ban" : "visitor.remove", { visitor: person.id })) onClose();
  };
  return (
    <Dialog
      title={forGood ? t("Ban {name}?", { name }) : t("Send {name} out?", { name })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="danger" onClick={() => void send()}>
            {forGood ? t("Ban") : t("Ask to leave")}
          </Button>
        </>
      }
    >
      <p>
        {forGood
          ? t(
              "{name} leaves at once and cannot come back. This stands in the hosts' desk under Host actions.",
              {
                name,
              },
            )
          : t("{name} leaves at once and may come back. This stands in the hosts' desk under Host actions.", {
              name,
            })}
      </p>
    </Dialog>
  );
}
