"""How an avatar looks: parts from fixed lists, so that nothing a visitor sends is ever drawn unchecked."""

from dataclasses import dataclass
from typing import Literal

Skin = Literal["a", "b", "c", "d", "e", "f"]
Hair = Literal["black", "dark", "brown", "chestnut", "blond", "ginger", "grey", "white", "teal"]
Style = Literal["short", "side", "crop", "long", "bob", "bun", "pony", "curly", "afro", "bald", "hijab"]
Cloth = Literal[
    "petrol", "brick", "ochre", "plum", "sage", "sky", "navy", "rose", "sand", "coal", "cream", "leaf"
]


@dataclass(frozen=True, slots=True)
class Look:
    """An avatar's parts; every combination can be drawn."""

    skin: Skin = "b"
    hair: Hair = "brown"
    style: Style = "short"
    shirt: Cloth = "petrol"
    glasses: bool = False
    beard: bool = False
    wheelchair: bool = False
