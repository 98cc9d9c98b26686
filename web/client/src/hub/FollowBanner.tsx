/** Whom one follows and who follows oneself, with the ways to end it; and the questions about it. */
import { t, tn } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { FaceWithDot } from "../ui/Face";
import { useApp } from "./app";
import { nameRow } from "./words";

export function FollowBanner() {
  const { following } = useApp().hub;
  const leader = following.leader.value;
  const invited = following.invited.value.at(-1);
  return (
    <>
      {leader !== null && <Led leader={leader} />}
      {following.asked.value !== null && <Asked leader={following.asked.value} />}
      {invited !== undefined && <Invited leader={invited} />}
      {(following.followers.value.length > 0 || following.asking.value.length > 0) && <Leading />}
    </>
  );
}

interface LeaderProps {
  leader: string;
}

function Led({ leader }: LeaderProps) {
  const app = useApp();
  const person = app.hub.person(leader);
  return (
    <section class="group-banner card in-sight" aria-label={t("Following")}>
      <div class="row">
        {person && <FaceWithDot look={person.look} presence={person.presence} talks={false} size={32} />}
        <div class="grow">
          <h2 class="group-name">{t("You follow {name}", { name: app.hub.nameOf(leader) })}</h2>
          <p class="mut t12">{app.places.title(person?.room ?? person?.floor ?? null)}</p>
        </div>
      </div>
      <div class="row wrap">
        <Button size="s" kind="primary" icon="stop" aria-keyshortcuts="Escape" onClick={() => app.unfollow()}>
          {t("Stop following")}
        </Button>
        <span class="mut t12">{t("Esc or your own step ends it.")}</span>
      </div>
    </section>
  );
}

function Asked({ leader }: LeaderProps) {
  const app = useApp();
  return (
    <section class="group-banner card" aria-label={t("Following")}>
      <p>{t("{name} is asked whether you may follow.", { name: app.hub.nameOf(leader) })}</p>
      <p>
        <Button size="s" onClick={() => app.unfollow()}>
          {t("Do not ask")}
        </Button>
      </p>
    </section>
  );
}

function Invited({ leader }: LeaderProps) {
  const app = useApp();
  return (
    <section class="group-banner card" aria-label={t("Invitation to come along")}>
      <h2 class="group-name">{t("{name} asks you to come along", { name: app.hub.nameOf(leader) })}</h2>
      <p class="mut t12">{t("You walk by yourself where {name} goes.", { name: app.hub.nameOf(leader) })}</p>
      <div class="row wrap">
        <Button size="s" kind="primary" icon="walk" onClick={() => app.follow(leader)}>
          {t("Come along")}
        </Button>
        <Button size="s" onClick={() => void app.do("follow.refuse", { visitor: leader })}>
          {t("No, thank you")}
        </Button>
      </div>
    </section>
  );
}

function Leading() {
  const app = useApp();
  const { followers, asking, open } = app.hub.following;
  const names = followers.value.map((id) => app.hub.nameOf(id));
  return (
    <section class="group-banner card" aria-label={t("Your followers")}>
      {names.length > 0 && (
        <>
          <h2 class="group-name">{tn("{n} person follows you", "{n} people follow you", names.length)}</h2>
          <p class="mut t12">{nameRow(names)}</p>
          <div class="row wrap">
            <Button
              size="s"
              icon="people"
              onClick={() => {
                app.layout.dialog.value = "followers";
              }}
            >
              {t("Who follows …")}
            </Button>
            <Button size="s" onClick={() => void app.do("follow.allow", { open: !open.value })}>
              {open.value ? t("No more followers") : t("Let others follow")}
            </Button>
          </div>
        </>
      )}
      {asking.value.map((visitor) => (
        <Asker key={visitor} visitor={visitor} />
      ))}
    </section>
  );
}

function Asker({ visitor }: { visitor: string }) {
  const app = useApp();
  const name = app.hub.nameOf(visitor);
  return (
    <>
      <p>{t("{name} would like to follow you", { name })}</p>
      <div class="row wrap">
        <Button size="s" kind="primary" onClick={() => void app.do("follow.let", { visitor })}>
          {t("Allow")}
        </Button>
        <Button size="s" onClick={() => void app.do("follow.refuse", { visitor })}>
          {t("No")}
        </Button>
      </div>
    </>
  );
}

export function FollowersDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const people = app.hub.following.followers.value.map((id) => app.hub.person(id));
  const endAll = () => {
    void app.do("follow.refuse", { visitor: null });
    onClose();
  };
  return (
    <Dialog
      title={t("Who follows you")}
      onClose={onClose}
      verbs={
        people.length > 0 && (
          <Button kind="danger" onClick={endAll}>
            {t("End it for all")}
          </Button>
        )
      }
    >
      {people.length === 0 && <Empty icon="people" words={t("Nobody follows you now.")} />}
      <ul class="rows people flat" aria-label={t("Who follows you")}>
        {people.map(
          (person) =>
            person && (
              <li key={person.id}>
                <FaceWithDot look={person.look} presence={person.presence} talks={false} />
                <div class="grow">
                  <b class="name">{person.name}</b>
                  <p class="mut t12">{app.places.title(person.room ?? person.floor)}</p>
                </div>
                <Button
                  size="s"
                  aria-label={t("Go on without {name}", { name: person.name })}
                  onClick={() => void app.do("follow.refuse", { visitor: person.id })}
                >
                  {t("Go on without")}
                </Button>
              </li>
            ),
        )}
      </ul>
    </Dialog>
  );
}
