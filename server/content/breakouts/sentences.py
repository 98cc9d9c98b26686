"""What the faults of a plan's file and of a roster are called, and how each is mended."""


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


BREAKOUTS: dict[str, tuple[str, str]] = {
    "breakouts.too_large": (
        _("The file is larger than {most} MB."),
        _("Choose the file of a plan or a roster."),
    ),
    "breakouts.not_json": (_("This is no JSON: {error}."), _("Export the plan again, or mend it by hand.")),
    "breakouts.not_plan": (
        _("This is not the file of a breakout plan."),
        _("Export a plan: its file begins with the line foyer = breakout-plan."),
    ),
    "breakouts.version": (
        _("The file has version {found}; this hub reads version {known}."),
        _("Export the plan again from a hub of the same release."),
    ),
    "breakouts.missing": (_("This is missing."), _("Add it; an exported plan shows where it stands.")),
    "breakouts.unknown": (_("This is not known."), _("Leave it out, or correct the name.")),
    "breakouts.kind": (_("This is of the wrong kind: {problem}."), _("Write it as an exported plan does.")),
    "breakouts.box": (
        _("No venue box is called {name}."),
        _("Pair the box first, or take it out of the group."),
    ),
    "breakouts.title": (_("The title is empty or too long."), _("Write one of 1 to 120 characters.")),
    "breakouts.room": (
        _("The hub has no such room for a group, or another group meets there."),
        _("Choose a room or a table of the map, or null for a virtual table."),
    ),
    "breakouts.minutes": (_("A round lasts 1 to 480 minutes."), _("Correct the number.")),
    "breakouts.text": (_("The text is too long."), _("Shorten it to 2000 characters.")),
    "breakouts.words": (
        _("There are too many words, or one is empty, too long or there twice."),
        _("Keep up to 8 different words of up to 60 characters."),
    ),
    "breakouts.groups": (_("A plan has 1 to 250 groups."), _("Add groups, or leave some out.")),
    "breakouts.size": (_("A group has a place for up to 500."), _("Correct the number; 0 is no limit.")),
    "breakouts.poll": (_("This poll cannot be asked as it is."), _("Check its question and its options.")),
    "breakouts.not_csv": (_("This is no CSV: {error}."), _("Save it again as CSV in UTF-8.")),
    "breakouts.no_name": (
        _("The first line has no column called name."),
        _("Name the columns there: name, perhaps invite, and a trait each."),
    ),
    "breakouts.name": (_("The name is empty or too long."), _("Write the name by which the person joins.")),
    "breakouts.twice": (
        _("{name} is there twice."),
        _("Give each an invite link of their own, or match them by hand."),
    ),
    "breakouts.invite": (_("No invite link is called {name}."), _("Make the link first, or leave it out.")),
    "breakouts.people": (_("A roster has up to {most} people."), _("Leave out what is over.")),
    "breakouts.empty": (
        _("There is nobody in it."),
        _("Write one person a line below the names of the columns."),
    ),
}
"""Key to problem and cure."""
