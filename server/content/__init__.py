"""Hub packs: folders of data an operator copies and edits, read and checked at start."""
