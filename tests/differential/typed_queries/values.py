"""Values of each kind, near to those that the rows hold (samples.cpp), and dice that deal them."""

import random
from collections.abc import Sequence
from typing import TypeVar

from expressions import Given
from models import Models, Type

T = TypeVar("T")


class Dice:
    """Deals like cards: of a known hand, nothing comes twice before all of it came once."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._hands: dict[tuple[object, ...], list[object]] = {}

    def one_in(self, count: int) -> bool:
        return self._random.randrange(count) == 0

    def deal(self, hand: Sequence[T]) -> T:
        known = tuple(hand)
        left = self._hands.setdefault(known, [])
        if not left:
            left.extend(known)
            self._random.shuffle(left)
        return left.pop()  # type: ignore[return-value]


def cpp_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


TEXTS = ("a", "A", "ab", "aB", "AB", "b", "B", "b%", "50%_", "", "é", "😀", "it's", '"q"', "a_c", "\\", "z", "10")
LIKES = ("a%", "%b%", "_b", "%a", "a_", "%\\%%", "%\\_%", "A%", "_%", "%'%", "__", "%é%")
REGEXES = ("a", "^a", "b$", "^a.*b", "[a-c]+", "\\d+", "a|b", "^.$", "A", "'", "\\\\")

# As C++ writes them. The Value is made of the same, but for those below.
SAMPLES: dict[str, tuple[str, ...]] = {
    "boolean": ("true", "false"),
    "integer": ("0", "1", "2", "3", "5", "7", "-1", "-2", "9"),
    "real": ("0.0", "0.5", "1.25", "2.0", "2.5", "-1.5", "-0.25", "4.75"),
    "decimal": tuple(
        f'Decimal::parse("{text}")' for text in ("0", "1", "1.10", "-2.5", "1.01", "0.50", "0.99", "2.500", "-1.001")
    ),
    "text": tuple(cpp_text(text) for text in TEXTS),
    "timestamp": tuple(f"Timestamp({at})" for at in (0, -1000, 1000, 1700000000000000, 1700000000123000)),
    "date": tuple(f"Date({days})" for days in (0, -1, 1, 11016, 11017, 19675, 19676)),
    "time": tuple(f"Time({at})" for at in (0, 1, 43200000000, 43200500000, 3600000000, 60000000)),
    "uuid": tuple(
        f'Uuid::parse("{first}000000-0000-0000-0000-0000000000{last}")'
        for first in ("00", "7f", "80", "ff")
        for last in ("01", "02", "ff")
    ),
    "object_id": tuple(
        f'ObjectId::parse("{first}00000000000000000000{last}")'
        for first in ("00", "7f", "80", "ff")
        for last in ("01", "02")
    ),
    "bytes": ("Bytes{}", "Bytes{std::byte{1}}", "Bytes{std::byte{0}}", "Bytes{std::byte{0xff}, std::byte{0x80}}"),
}


NATURAL = tuple(number for number in SAMPLES["integer"] if not number.startswith("-"))


class Values:
    def __init__(self, models: Models, dice: Dice) -> None:
        self._models = models
        self._dice = dice

    def text(self) -> Given:
        return self._same(self._dice.deal(SAMPLES["text"]))

    def pattern(self, patterns: Sequence[str]) -> Given:
        return self._same(cpp_text(self._dice.deal(patterns)))

    def integer(self) -> Given:
        return self._same(self._dice.deal(SAMPLES["integer"]))

    def real(self) -> Given:
        return self._same(self._dice.deal(SAMPLES["real"]))

    def cents(self) -> Given:
        """A decimal as fine as most fields are."""
        return self._same(self._dice.deal(tuple(f'Decimal::parse("{text}")' for text in ("0", "1.10", "-2.5", "0.99"))))

    def constant(self, kind: str) -> Given:
        number = self._dice.deal(SAMPLES[kind])
        return Given(f"constant<{number}>", number, builder="literal")

    def nullopt(self) -> Given:
        return Given("std::nullopt", "nullptr", builder="literal")

    def of(self, wanted: Type) -> Given:
        """One of this type, never empty."""
        kind = self._models.kind(wanted)
        bare = wanted.bare
        if kind == "enumeration":
            label = self._dice.deal(self._models.enums[bare.cpp])
            return Given(f"{bare.cpp}::{label}", f'"{label}"')
        if kind == "reference":
            key = self._dice.deal(("1", "2", "3", "4", "99"))
            return Given(f"{bare.cpp}({key})" if self._dice.deal(("reference", "key")) == "reference" else key, key)
        if kind == "struct":
            return self._struct(bare.cpp)
        if kind == "vector":
            assert bare.element is not None
            items = [self._item(bare.element) for _ in range(self._dice.deal((0, 1, 1, 2, 3)))]
            return self._vector(bare.cpp, items)
        if bare.cpp == "std::uint64_t":  # beside one, a run-time value is one as well, and -1 is refused
            return self._same(self._dice.deal(NATURAL))
        return self._same(self._dice.deal(SAMPLES[kind]))

    def fitting(self, wanted: Type) -> Given:
        """One that its C++ type holds: beside an unsigned field may stand a negative number, but not in an optional."""
        is_unsigned = "std::uint" in wanted.bare.cpp and self._models.kind(wanted) == "integer"
        return self._same(self._dice.deal(NATURAL)) if is_unsigned else self.of(wanted)

    def optional(self, wanted: Type) -> Given:
        """As a std::optional, empty or not."""
        cpp = f"std::optional<{wanted.bare.cpp}>"
        if self._dice.deal((True, False, False)):
            return Given(f"{cpp}()", "nullptr")
        inner = self.fitting(wanted)
        return Given(f"{cpp}({inner.in_cpp})", inner.as_value)

    def in_braces(self, wanted: Type) -> Given:
        # A reference's keys and the reference itself would be two types in one list.
        one = self.key if wanted.bare.related else lambda: self.of(wanted)
        items = [one() for _ in range(self._dice.deal((1, 2, 2, 3, 5, 9)))]
        return Given(self._braces([item.in_cpp for item in items]), self._array(items), builder="values")

    def vector(self, wanted: Type, optional: bool) -> Given:
        """A std::vector for a list; with empties among its values when they are optional."""
        bare = Type(f"std::optional<{wanted.bare.cpp}>") if optional else wanted.bare
        items = [self._item(bare) for _ in range(self._dice.deal((0, 1, 2, 4, 9)))]
        given = self._vector(f"std::vector<{bare.cpp}>", items)
        return Given(given.in_cpp, given.as_value, builder="values")

    def reals_in_braces(self) -> Given:
        """For integers: those that are no whole numbers equal none."""
        items = [self.real() for _ in range(3)]
        return Given(self._braces([item.in_cpp for item in items]), self._array(items), builder="reals")

    def _item(self, wanted: Type) -> Given:
        if wanted.optional and self._dice.one_in(3):
            return Given("std::nullopt", "nullptr")
        return self.fitting(wanted)

    def key(self) -> Given:
        return self._same(self._dice.deal(("1", "2", "3", "4", "99")))

    def _struct(self, name: str) -> Given:
        members = self._models.structs[name]
        given = [self._item(member.type) for member in members]
        entries = [f'{{"{member.name}", {one.as_value}}}' for member, one in zip(members, given)]
        return Given(f"{name}{self._braces([one.in_cpp for one in given])}", f"Document{self._braces(entries)}")

    def _vector(self, cpp: str, items: list[Given]) -> Given:
        return Given(f"{cpp}{self._braces([item.in_cpp for item in items])}", self._array(items))

    def _array(self, items: list[Given]) -> str:
        return f"Array{self._braces([item.as_value for item in items])}"

    @staticmethod
    def _braces(items: list[str]) -> str:
        return "{" + ", ".join(items) + "}"

    @staticmethod
    def _same(cpp: str) -> Given:
        return Given(cpp, cpp)
