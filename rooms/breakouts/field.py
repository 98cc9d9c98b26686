"""Sums and products of tables: rings in which enough differences can be divided by.

``Ring(n)`` is the product of the finite fields of the prime powers of ``n``. Its first ``good`` elements
differ pairwise by units, ``good`` being the smallest of those prime powers (MacNeish 1922): that is what
rotations without repeats are made of.
"""

from functools import cache


def prime_powers(number: int) -> list[tuple[int, int]]:
    """Prime and exponent of a number's factors: 12 is ``[(2, 2), (3, 1)]``."""
    found: list[tuple[int, int]] = []
    prime = 2
    while number > 1:
        power = 0
        while number % prime == 0:
            number //= prime
            power += 1
        if power:
            found.append((prime, power))
        prime += 1
    return found


class Field:
    """GF(p**k) as numbers 0 to p**k - 1: the digits to base p are the coefficients of a polynomial."""

    def __init__(self, prime: int, power: int) -> None:
        self.size: int = prime**power
        self._prime, self._power = prime, power
        cycles = (self._powers(each) for each in range(1, self.size))
        self._exp = next(each for each in cycles if len(each) == self.size - 1)
        self._log = {number: place for place, number in enumerate(self._exp)}

    def add(self, one: int, other: int) -> int:
        """The sum: digit by digit."""
        pairs = zip(self._digits(one), self._digits(other), strict=True)
        return self._number([(a + b) % self._prime for a, b in pairs])

    def times(self, one: int, other: int) -> int:
        """The product, by logarithms."""
        if 0 in (one, other):
            return 0
        return self._exp[(self._log[one] + self._log[other]) % (self.size - 1)]

    def _powers(self, seed: int) -> list[int]:
        """1 and its products with one element until 1 comes again: x where ``seed`` stands for x**k, or for
        a prime field ``seed`` itself. If that is all but 0, it is a field.
        """
        found = [1]
        while (after := self._after(found[-1], seed)) not in (0, 1) and len(found) < self.size:
            found.append(after)
        return found

    def _after(self, number: int, seed: int) -> int:
        if self._power == 1:
            return number * seed % self._prime
        *low, top = self._digits(number)
        moved = self._number([0, *low])
        for _ in range(top):
            moved = self.add(moved, seed)
        return moved

    def _digits(self, number: int) -> list[int]:
        return [number // self._prime**place % self._prime for place in range(self._power)]

    def _number(self, digits: list[int]) -> int:
        total: int = sum(digit * self._prime**place for place, digit in enumerate(digits))
        return total


@cache
def _field(prime: int, power: int) -> Field:
    return Field(prime, power)


class Ring:
    """``size`` elements 0 to size - 1 with sums and products."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._fields = [_field(*each) for each in prime_powers(size)]
        self.good = min((each.size for each in self._fields), default=1)
        diagonal = [self._packed([each] * len(self._fields)) for each in range(self.good)]
        others = (each for each in range(size) if each not in diagonal)
        self.elements = [*diagonal, *others]
        """All elements, the first ``good`` of which differ by units; the very first is 0."""

    def add(self, one: int, other: int) -> int:
        """The sum."""
        pairs = zip(self._fields, self._parts(one), self._parts(other), strict=True)
        return self._packed([field.add(a, b) for field, a, b in pairs])

    def times(self, one: int, other: int) -> int:
        """The product."""
        pairs = zip(self._fields, self._parts(one), self._parts(other), strict=True)
        return self._packed([field.times(a, b) for field, a, b in pairs])

    def _parts(self, number: int) -> list[int]:
        found: list[int] = []
        for field in self._fields:
            found.append(number % field.size)
            number //= field.size
        return found

    def _packed(self, parts: list[int]) -> int:
        number = 0
        for field, part in zip(reversed(self._fields), reversed(parts), strict=True):
            number = number * field.size + part
        return number
