"""Conditions by dice, over a model, a struct inside a vector, or a vector's element."""

from collections.abc import Callable
from dataclasses import dataclass

from expressions import Call, Element, Expr, Given, Holds, Inside, Path, Related, call
from models import Member, Models, Type
from values import LIKES, REGEXES, Dice, Values

NUMBERS = ("integer", "real", "decimal")
ORDERED = (*NUMBERS, "text", "timestamp", "date", "time", "uuid", "object_id")
SINGLE = (*ORDERED, "boolean", "enumeration")
# To the limits of their types, so that arithmetic on them overflows; or decimals of another scale than the others have.
NOT_COMPUTED = ("big", "huge", "far", "total", "wide", "bigs", "fine", "exactly")
ANY_ORDER = ("<", "<=", ">", ">=", "==", "!=")
TEXT_TESTS = ("contains", "starts_with", "ends_with", "like", "ilike", "iequals", "icontains", "matches")

Place = Path | Element | Inside
# Of maps: text as it is, and no path.
KEYS = ('"a"', '"b"', '"a.b"', '""')


class NothingHere(Exception):
    """The scope has no member of the wanted kind."""


@dataclass(frozen=True)
class Scope:
    places: tuple[Place, ...]
    relations: tuple[Path, ...] = ()
    jsons: tuple[Path, ...] = ()


class Conditions:
    def __init__(self, models: Models, dice: Dice) -> None:
        self._models = models
        self._dice = dice
        self.values = Values(models, dice)
        self._leaves: tuple[Callable[[Scope, int], Expr], ...] = (
            self._with_value,
            self._with_value,
            self._value_first,
            self._with_other,
            self._with_optional,
            self._with_optional,
            self._with_nullopt,
            self._with_constant,
            self._integer_with_real,
            self._in_braces,
            self._in_vector,
            self._in_optionals,
            self._in_reals,
            self._between,
            self._arithmetic,
            self._arithmetic,
            self._rounding,
            self._bits,
            self._text_test,
            self._text_test,
            self._text_test,
            self._text_function,
            self._text_function,
            self._time_function,
            self._time_function,
            self._emptiness,
            self._emptiness,
            self._boolean,
            self._contains_element,
            self._contains_element,
            self._contains_all,
            self._overlaps,
            self._size,
            self._elements,
            self._elements,
            self._elements,
            self._related,
            self._related,
            self._related,
            self._related_count,
            self._contents,
            self._json,
        )

    # --- what can be named -------------------------------------------------------------------------------------------

    def scope_of(self, struct: str) -> Scope:
        places: list[Path] = []
        relations: list[Path] = []
        jsons: list[Path] = []

        def walk(before: tuple[Member, ...], name: str) -> None:
            for member in self._models.structs[name]:
                path = Path((*before, member))
                kind = self._models.kind(member.type)
                if member.type.related is not None:
                    relations.append(path)
                if kind == "json":
                    jsons.append(path)
                if kind not in ("many", "json"):
                    places.append(path)
                places.extend(self._singles_inside(path))
                if kind == "struct":
                    walk(path.members, member.type.bare.cpp)

        walk((), struct)
        return Scope(tuple(places), tuple(relations), tuple(jsons))

    def _inside(self, whole: Path) -> list[Inside]:
        """What this map or variant may hold."""
        entry = whole.type.entry
        if entry is not None:
            return [Inside(whole, entry, key) for key in KEYS]
        return [Inside(whole, one) for one in whole.type.alternatives]

    def _singles_inside(self, whole: Path) -> list[Inside]:
        """And of what is a struct, its members."""
        singles = []
        for one in self._inside(whole):
            members = self._models.structs.get(one.held.cpp, [])
            singles += [Inside(one.whole, one.held, one.key, member) for member in members] if members else [one]
        return [one for one in singles if self.kind(one) in SINGLE]

    def kind(self, place: Place) -> str:
        return self._models.kind(place.type)

    def pick(self, scope: Scope, *kinds: str, wanted: Callable[[Place], bool] = lambda _: True) -> Place:
        """A kind first, then a place of it: there are more integers than uuids."""
        found: dict[str, list[Place]] = {}
        for place in scope.places:
            if self.kind(place) in kinds and wanted(place):
                found.setdefault(self.kind(place), []).append(place)
        if not found:
            raise NothingHere()
        return self._dice.deal(found[self._dice.deal(tuple(found))])

    # --- conditions --------------------------------------------------------------------------------------------------

    def condition(self, scope: Scope, depth: int) -> Expr:
        """Of up to `depth` levels of `&&`, `||`, `!`, `when` and conditions on elements or related rows."""
        if depth <= 0:
            return self.leaf(scope, 0)
        match self._dice.deal(("leaf",) * 6 + ("&&", "||", "!", "!", "when")):
            case "&&" | "||" as joined:
                return call(joined, self.condition(scope, depth - 1), self.condition(scope, depth - 1))
            case "!":
                return call("!", self.condition(scope, depth - 1))
            case "when":
                form = self._dice.deal(("when it is so", "when it is not"))
                optional = call(form, self.leaf(scope, depth - 1))
                return call(self._dice.deal(("&&", "||")), self.leaf(scope, depth - 1), optional)
        return self.leaf(scope, depth)

    def leaf(self, scope: Scope, depth: int) -> Expr:
        while True:
            try:
                return self._dice.deal(self._leaves)(scope, depth)
            except NothingHere:
                pass  # the next card

    @staticmethod
    def is_sorted(place: Place) -> bool:
        """SQLite compares decimals that are stored as text for equality only."""
        return not isinstance(place, Path) or place.name != "exactly"

    def _has_order(self, place: Place) -> bool:
        return self.kind(place) in ORDERED and self.is_sorted(place)

    def _compare(self, place: Place, other: Expr) -> Expr:
        return call(self._dice.deal(ANY_ORDER if self._has_order(place) else ("==", "!=")), place, other)

    def _with_value(self, scope: Scope, _: int) -> Expr:
        def is_short(place: Place) -> bool:  # a literal of a struct with many members is no pleasure to read
            kind, element = self.kind(place), place.type.element
            if kind == "vector":
                return element is not None and self._models.kind(element) != "struct"
            return kind != "struct" or len(self._models.structs[place.type.bare.cpp]) < 5

        place = self.pick(scope, *SINGLE, "bytes", "reference", "vector", "struct", wanted=is_short)
        return self._compare(place, self.values.of(place.type))

    def _value_first(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE)
        sign = self._dice.deal(ANY_ORDER if self._has_order(place) else ("==", "!="))
        return call(sign, self.values.of(place.type), place)

    def _with_other(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "bytes", "reference", "vector", "struct")
        kind = self.kind(place)

        def is_alike(other: Place) -> bool:
            named = kind in ("enumeration", "struct", "vector")
            return other != place and (not named or other.type.bare == place.type.bare)

        return self._compare(place, self.pick(scope, *(NUMBERS if kind in NUMBERS else (kind,)), wanted=is_alike))

    def _with_optional(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "bytes", "reference")
        return self._compare(place, self.values.optional(place.type))

    def _with_nullopt(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "bytes", "reference", "struct", wanted=lambda one: one.nullable)
        return call(self._dice.deal(("==", "!=")), place, self.values.nullopt())

    def _with_constant(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, "integer", "boolean")
        return self._compare(place, self.values.constant(self.kind(place)))

    def _integer_with_real(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, "integer", wanted=lambda one: one.type.bare.cpp != "std::uint64_t")
        bound = self._dice.deal(("-1.5", "0.0", "0.5", "2.0", "2.5", "1e300", "-1e300", "9223372036854775808.0"))
        if self._dice.one_in(3):
            return self._compare(place, Given(f"std::optional<double>({bound})", bound))
        return self._compare(place, Given(bound, bound))

    # --- lists and ranges --------------------------------------------------------------------------------------------

    def _in_braces(self, scope: Scope, _: int) -> Expr:
        if self._dice.deal((True, False, False, False)):
            span = Given("std::span(some_numbers)", "Array{1, 2, 3}", builder="values")
            return call("in", self.pick(scope, "integer"), span)
        place = self.pick(scope, *SINGLE, "reference")
        return call("in", place, self.values.in_braces(place.type))

    def _in_vector(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "reference", wanted=lambda one: self.kind(one) != "boolean")
        return call("in", place, self.values.vector(place.type, optional=False))

    def _in_optionals(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "reference")
        return call("in", place, self.values.vector(place.type, optional=True))

    def _in_reals(self, scope: Scope, _: int) -> Expr:
        return call("in", self.pick(scope, "integer"), self.values.reals_in_braces())

    def _between(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *ORDERED, wanted=self._has_order)
        high: Expr = self.values.of(place.type)
        if self._dice.one_in(3):
            high = self.pick(scope, self.kind(place), wanted=self._has_order)
        return call("between", place, self.values.of(place.type), high)

    # --- numbers -----------------------------------------------------------------------------------------------------

    def number(self, scope: Scope, kind: str) -> Call:
        """Arithmetic that gives an integer, a real or a decimal, and can't overflow."""
        left: Expr = self.pick(scope, kind, wanted=self._is_computed)
        right: Expr = self._operand(scope, kind)
        ops = {"integer": "+-*/%", "real": "+-*/", "decimal": "+-"}[kind]
        op = self._dice.deal((*ops, "negate"))
        if op == "negate":
            return call(self._dice.deal(("negate", "abs")), left)
        if kind == "integer" and self._dice.one_in(5):
            left, right = self.values.integer(), left
        made = call(op, left, right)
        return call(self._dice.deal("+-"), made, self.values.integer()) if self._dice.one_in(3) else made

    def _operand(self, scope: Scope, kind: str) -> Expr:
        if self._dice.one_in(2):
            return self.pick(scope, kind, wanted=self._is_computed)
        if kind == "real":
            return self._dice.deal((self.values.real, self.values.integer))()
        return self.values.cents() if kind == "decimal" else self.values.integer()

    @staticmethod
    def _is_computed(place: Place) -> bool:
        return not isinstance(place, Path) or place.members[-1].name not in NOT_COMPUTED

    def _arithmetic(self, scope: Scope, _: int) -> Expr:
        kind = self._dice.deal(("integer", "integer", "real", "decimal"))
        made = self.number(scope, kind)
        sign = self._dice.deal(ANY_ORDER)
        if self._dice.one_in(6):
            return call("is_empty", made)
        if kind == "integer" and self._dice.one_in(4):
            return call(sign, call("cast to double", made), self.values.real())
        if self._dice.one_in(3):
            return call(sign, made, self.pick(scope, kind, wanted=self._is_computed))
        given = self.values.cents if kind == "decimal" else self._dice.deal((self.values.integer, self.values.real))
        return call(sign, made, given())

    def _rounding(self, scope: Scope, _: int) -> Expr:
        made = call(self._dice.deal(("floor", "ceil", "round")), self.pick(scope, "real"))
        return call(self._dice.deal(ANY_ORDER), made, self.values.real())

    def _bits(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, "integer")
        form = self._dice.deal(("bits_all_set", "bits_any_set", "bits_all_clear", "bits_any_clear"))
        if self._dice.one_in(3):
            return call(form, place, self.pick(scope, "integer"))
        return call(form, place, self.values.of(place.type))

    # --- text --------------------------------------------------------------------------------------------------------

    def text(self, scope: Scope) -> Expr:
        place = self.pick(scope, "text")
        form = self._dice.deal(("lower", "upper", "concat", "case", "coalesce", "trim", "substring", "replace"))
        if form == "replace":
            return call(form, place, self.values.text(), self.pick(scope, "text"))
        if form == "case":
            return call(form, call("is_empty", place), self.values.text(), self.pick(scope, "text"))
        if form == "coalesce":
            return call(form, place, self.pick(scope, "text"))
        if form == "concat":
            return call(form, place, self.values.text() if self._dice.one_in(2) else self.pick(scope, "text"))
        return call(form, place)

    def _text_test(self, scope: Scope, _: int) -> Expr:
        left: Expr = self.text(scope) if self._dice.one_in(5) else self.pick(scope, "text")
        form = self._dice.deal(TEXT_TESTS)
        if form == "matches":
            return call(form, left, self.values.pattern(REGEXES))
        if form in ("like", "ilike"):
            return call(form, left, self.values.pattern(LIKES))
        match self._dice.deal(("value", "value", "optional", "other")):
            case "optional":
                return call(form, left, self.values.optional(Type("std::string")))
            case "other":
                return call(form, left, self.pick(scope, "text"))
        return call(form, left, self.values.text())

    def _text_function(self, scope: Scope, _: int) -> Expr:
        made = self.text(scope)
        match self._dice.deal(("compare", "length", "in", "is_empty", "position")):
            case "position":
                part = self.values.text() if self._dice.one_in(2) else self.pick(scope, "text")
                return call(self._dice.deal(ANY_ORDER), call("position", made, part), self.values.integer())
            case "length":
                return call(self._dice.deal(ANY_ORDER), call("length", made), self.values.integer())
            case "in":
                return call("in", made, self.values.in_braces(Type("std::string")))
            case "is_empty":
                return call("is_empty", made)
        return call(self._dice.deal(ANY_ORDER), made, self.values.text())

    # --- times -------------------------------------------------------------------------------------------------------

    def _time_function(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, "timestamp", "date")
        sign = self._dice.deal(ANY_ORDER)
        match self._dice.deal(("weekday", "start", "later", "between")):
            case "weekday":
                return call(sign, call("weekday", place), self.values.integer())
            case "start":
                return call(sign, call("start of the month", place), place)
            case "later":
                return call(sign, call("a day later", place), self.pick(scope, self.kind(place)))
        return call(sign, call("days between", place, self.pick(scope, self.kind(place))), self.values.integer())

    # --- empties and booleans ----------------------------------------------------------------------------------------

    def _emptiness(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, *SINGLE, "bytes", "struct", "vector", "reference", wanted=lambda one: one.nullable)
        return call(self._dice.deal(("is_empty", "has_value")), place)

    def _boolean(self, scope: Scope, _: int) -> Expr:
        return self.pick(scope, "boolean")

    # --- vectors -----------------------------------------------------------------------------------------------------

    def _vector_of_single(self, scope: Scope) -> tuple[Place, Type]:
        def is_of_single(place: Place) -> bool:
            return place.type.element is not None and self._models.kind(place.type.element) in SINGLE

        place = self.pick(scope, "vector", wanted=is_of_single)
        assert place.type.element is not None
        return place, place.type.element

    def _contains_element(self, scope: Scope, _: int) -> Expr:
        place, element = self._vector_of_single(scope)
        if element.optional and self._dice.one_in(2):
            return call("contains_element", place, self.values.nullopt())
        match self._dice.deal(("value", "optional", "other")):
            case "optional":
                return call("contains_element", place, self.values.optional(element))
            case "other":
                other = self.pick(scope, self._models.kind(element), wanted=lambda one: one.type.bare == element.bare)
                return call("contains_element", place, other)
        return call("contains_element", place, self.values.of(element))

    def _contains_all(self, scope: Scope, _: int) -> Expr:
        place, element = self._vector_of_single(scope)
        if self._dice.one_in(2):
            return call("contains_all", place, self.values.in_braces(element))
        return call("contains_all", place, self.values.vector(element, optional=element.optional))

    def _overlaps(self, scope: Scope, _: int) -> Expr:
        place, element = self._vector_of_single(scope)
        form = self._dice.deal(("overlaps", "contained_in"))
        if self._dice.one_in(2):
            return call(form, place, self.values.in_braces(element))
        return call(form, place, self.values.vector(element, optional=element.optional))

    def _size(self, scope: Scope, _: int) -> Expr:
        return call(self._dice.deal(ANY_ORDER), call("size", self.pick(scope, "vector")), self.values.integer())

    def _elements(self, scope: Scope, depth: int) -> Expr:
        place = self.pick(scope, "vector")
        element = place.type.element
        assert element is not None
        form = self._dice.deal(("any", "any", "all", "all", "none", "none", "any at all", "none at all"))
        if form.endswith("at all"):
            return call(form, place)
        nested = self._models.kind(element) == "struct"
        inner = self.scope_of(element.bare.cpp) if nested else Scope((Element(element),))
        return call(form, place, self.condition(inner, depth - 1))

    # --- maps and variants -------------------------------------------------------------------------------------------

    def _contents(self, scope: Scope, _: int) -> Expr:
        place = self.pick(scope, "map", "variant")
        assert isinstance(place, Path)
        form = self._dice.deal(("holds", "holds", "not", "size", "is_empty"))
        if form == "size" and place.type.entry is not None:
            return call(self._dice.deal(ANY_ORDER), call("size", place), self.values.integer())
        if form == "is_empty" and place.nullable:
            return call(self._dice.deal(("is_empty", "has_value")), place)
        holds = Holds(self._dice.deal(tuple(self._inside(place))))
        return call("!", holds) if form == "not" else holds

    def _json(self, scope: Scope, _: int) -> Expr:
        if not scope.jsons:
            raise NothingHere()
        place = self._dice.deal(scope.jsons)
        sign = self._dice.deal(ANY_ORDER)
        match self._dice.deal(("text", "int64", "double", "bool", "type", "type of all", "has")):
            case "text":
                way = self._dice.deal(("text at b, c", "text at b, 0"))
                return call(sign, call(way, place), self.values.text())
            case "int64":
                return call(sign, call("int64 at a", place), self.values.integer())
            case "double":
                return call(sign, call("double at a", place), self.values.real())
            case "bool":
                return call("bool at b, c", place)
            case "type":
                return call(sign, call("type at b", place), Given('"object"', '"object"'))
            case "has":
                return call("has a", place)
        return call(sign, call("type of all", place), Given('"number"', '"number"'))

    # --- relations ---------------------------------------------------------------------------------------------------

    def _related_to(self, scope: Scope, depth: int) -> tuple[Path, Expr | None]:
        if not scope.relations:
            raise NothingHere()
        relation = self._dice.deal(scope.relations)
        assert relation.type.related is not None
        if self._dice.one_in(6):
            return relation, None
        return relation, self.condition(self.scope_of(relation.type.related), depth - 1)

    def _related(self, scope: Scope, depth: int) -> Expr:
        word = self._dice.deal(("any", "all", "none"))
        relation, condition = self._related_to(scope, depth)
        return Related("none" if word == "all" and condition is None else word, relation, condition)

    def _related_count(self, scope: Scope, depth: int) -> Expr:
        relation, condition = self._related_to(scope, depth)
        return call(self._dice.deal(ANY_ORDER), Related("count", relation, condition), self.values.integer())
