"""Whole queries by dice: what is asked for, and the same for the twin, which is a Question of the oracle."""

from collections.abc import Callable
from dataclasses import dataclass, field

from conditions import NUMBERS, ORDERED, SINGLE, Conditions, Place, Scope
from expressions import Expr, Given, Inside, Path, RelatedValue, call, in_brackets
from models import Models, Type
from values import Dice

# How an order is asked for, and its flags.
ORDERS = {
    "": "0",
    ".asc()": "0",
    ".desc()": "ir::descending",
    ".asc_empties_last()": "ir::empties_last",
    ".desc_empties_first()": "ir::descending | ir::empties_first",
}


@dataclass
class Query:
    """`typed` runs it, statement by statement; `twin` fills in a Question."""

    typed: str = ""
    twin: list[str] = field(default_factory=list)
    writes: bool = False


class Queries:
    def __init__(self, models: Models, seed: int) -> None:
        self._models = models
        self._dice = Dice(seed)
        self._conditions = Conditions(models, self._dice)
        self._values = self._conditions.values

    def all(self) -> list[Query]:
        sorts: list[tuple[Callable[[], Query], int]] = [
            (self._condition, 120),
            (self._of_makers, 20),
            (self._two_conditions, 6),
            (self._filter, 16),
            (self._erased, 8),
            (self._ordered, 20),
            (self._last_word, 16),
            (self._projection, 30),
            (self._struct_rows, 4),
            (self._aggregate, 12),
            (self._grouped, 16),
            (self._update, 28),
            (self._remove, 6),
        ]
        return [make() for make, count in sorts for _ in range(count)]

    # --- helpers -----------------------------------------------------------------------------------------------------

    def _things(self) -> Scope:
        return self._conditions.scope_of("Thing")

    def _some(self, depth: int = 1) -> Expr:
        return self._conditions.condition(self._things(), depth)

    def _maybe_where(self, query: Query) -> str:
        if self._dice.one_in(2):
            return "on.things.find()"
        condition = self._some()
        query.twin.append(f"twin.where = {condition.twin()};")
        return f"on.things.find({condition.typed()})"

    def _path(self, name: str) -> Path:
        return next(place for place in self._things().places if isinstance(place, Path) and place.name == name)

    def _order(self, query: Query, by: Expr, suffix: str) -> str:
        query.twin.append(f"twin.orders.push_back({{{by.twin()}, {ORDERS[suffix]}}});")
        return f"{in_brackets(by)}{suffix}" if suffix else by.typed()

    def _sortable(self) -> Expr:
        match self._dice.deal(("place", "place", "place", "number", "text", "related")):
            case "number":
                return self._conditions.number(self._things(), self._dice.deal(NUMBERS))
            case "text":
                return self._conditions.text(self._things())
            case "related":
                return self._of_related()
        return self._conditions.pick(self._things(), *SINGLE, wanted=self._conditions.is_sorted)

    def _of_related(self) -> Expr:
        references = [path for path in self._things().relations if not path.type.is_many]
        reference = self._dice.deal(references)
        assert reference.type.related is not None
        there = self._conditions.scope_of(reference.type.related)
        return RelatedValue(reference, self._conditions.pick(there, *SINGLE, wanted=self._conditions.is_sorted))

    def _total_order(self, query: Query) -> str:
        """Ends in the key, so that no two rows are alike."""
        by = [self._sortable() for _ in range(self._dice.deal((1, 2)))]
        orders = [self._order(query, one, self._dice.deal(tuple(ORDERS))) for one in [*by, self._path("id")]]
        query.twin.append("twin.total_order = true;")
        return ", ".join(orders)

    def _cut(self, query: Query) -> str:
        typed = ""
        if self._dice.deal((True, True, False)):
            most = self._dice.deal((0, 1, 2, 5, 100))
            query.twin.append(f"twin.limit = {most};")
            typed += f".limit({most})"
        if self._dice.deal((True, False)):
            skipped = self._dice.deal((0, 1, 3, 100))
            query.twin.append(f"twin.offset = {skipped};")
            typed += f".offset({skipped})"
        return typed

    def _output(self, query: Query, expr: Expr) -> str:
        query.twin.append(f"twin.outputs.push_back({expr.twin()});")
        return expr.typed()

    # --- whole objects -----------------------------------------------------------------------------------------------

    def _condition(self) -> Query:
        condition = self._some(self._dice.deal((1, 1, 1, 1, 1, 2)))
        return Query(f"all(on.things.find({condition.typed()}))", [f"twin.where = {condition.twin()};"])

    def _of_makers(self) -> Query:
        condition = self._conditions.condition(self._conditions.scope_of("Maker"), self._dice.deal((1, 1, 2)))
        return Query(f"all(on.makers.find({condition.typed()}))",
                     ['twin.model = "Maker";', f"twin.where = {condition.twin()};"])

    def _two_conditions(self) -> Query:
        a, b = self._some(), self._some()
        return Query(f"all(on.things.find({a.typed()}).where({b.typed()}))",
                     [f"twin.where = {call('&&', a, b).twin()};"])

    def _filter(self) -> Query:
        """A Filter<Thing> put together at run time."""
        a, b = self._some(), self._some()
        first, second = f"Filter<Thing>({a.typed()})", f"Filter<Thing>({b.typed()})"
        meant, typed = self._joined(a, b, first, second)
        return Query(f"all(on.things.find({typed}))", [f"twin.where = {meant.twin()};"])

    def _joined(self, a: Expr, b: Expr, first: str, second: str) -> tuple[Expr, str]:
        match self._dice.deal(("&&", "||", "!", "!&&", "empty first", "joined to a typed one")):
            case "&&" | "||" as form:
                return call(form, a, b), f"{first} {form} {second}"
            case "!":
                return call("!", a), f"!{first}"
            case "!&&":
                return call("!", call("&&", a, b)), f"!({first} && {second})"
            case "empty first":
                return a, f"Filter<Thing>() && {first}"
        return call("||", a, b), f"{first} || ({b.typed()})"

    def _erased(self) -> Query:
        """A Query<Thing>, made of a typed query or of a filter, and gone on with."""
        a, b = self._some(), self._some()
        query = Query(twin=[f"twin.where = {call('&&', a, b).twin()};"])
        start, more = self._dice.deal((True, False)), f".where(Filter<Thing>({b.typed()}))"
        found = f"Query<Thing>(on.things.find({a.typed()}))" if start else f"on.things.find(Filter<Thing>({a.typed()}))"
        order = f".order_by({self._total_order(query)})" if self._dice.deal((True, False)) else ""
        cut = self._cut(query) if order else ""
        query.typed = f"all({found}{more}{order}{cut})"
        return query

    def _ordered(self) -> Query:
        query = Query()
        found = self._maybe_where(query)
        query.typed = f"all({found}.order_by({self._total_order(query)}){self._cut(query)})"
        return query

    def _last_word(self) -> Query:
        word = self._dice.deal(("count", "exists", "first", "one"))
        query = Query()
        if word == "one":
            condition: Expr = call("==", self._path("id"), Given("3", "3"))
        else:
            condition = self._some()
        query.twin.append(f"twin.where = {condition.twin()};")
        query.twin.append(f"twin.verb = ir::Verb::{word};")
        order = f".order_by({self._total_order(query)})" if word == "first" else ""
        query.typed = f"{word}(on.things.find({condition.typed()}){order})"
        return query

    # --- projections -------------------------------------------------------------------------------------------------

    def _projected(self) -> Expr:
        match self._dice.deal(("place",) * 6 + ("number", "text", "nested", "bytes")):
            case "number":
                return self._conditions.number(self._things(), self._dice.deal(NUMBERS))
            case "text":
                return self._conditions.text(self._things())
            case "nested":
                return self._path(self._dice.deal(("tags", "gaps", "spot.core", "colors", "notes")))
            case "bytes":
                return self._conditions.pick(self._things(), "bytes")
        return self._conditions.pick(self._things(), *SINGLE)

    def _projection(self) -> Query:
        query = Query()
        found = self._maybe_where(query)
        outputs = [self._projected() for _ in range(self._dice.deal((1, 1, 1, 2, 2, 3)))]
        typed = ", ".join(self._output(query, one) for one in outputs)
        match self._dice.deal(("distinct", "distinct and sorted", "sorted", "plain", "count")):
            case "distinct":
                query.twin.append("twin.distinct = true;")
                query.typed = f"rows({found}.select({typed}).distinct())"
            case "distinct and sorted":
                by = self._conditions.pick(self._things(), *SINGLE, wanted=self._is_one_output)
                query.twin = [line for line in query.twin if "outputs" not in line]
                typed = self._output(query, by)
                query.twin += ["twin.distinct = true;", "twin.total_order = true;"]
                order = self._order(query, by, self._dice.deal(tuple(ORDERS)))
                query.typed = f"rows({found}.select({typed}).distinct().order_by({order}){self._cut(query)})"
            case "sorted":
                order = self._total_order(query)
                where = self._dice.deal((f".order_by({order}).select({typed})", f".select({typed}).order_by({order})"))
                query.typed = f"rows({found}{where}{self._cut(query)})"
            case "count":
                query.twin += ["twin.distinct = true;", "twin.verb = ir::Verb::count;"]
                query.typed = f"count({found}.select({typed}).distinct())"
            case _:
                query.typed = f"rows({found}.select({typed}))"
        return query

    def _is_one_output(self, place: Place) -> bool:
        """Named twice, it is the same: a key of a map would be two values."""
        return self._conditions.is_sorted(place) and not (isinstance(place, Inside) and place.key)

    def _struct_rows(self) -> Query:
        query = Query()
        found = self._maybe_where(query)
        name: Expr = self._path("name")
        if self._dice.one_in(2):
            name = self._conditions.text(Scope((self._path("name"), self._path("spot.label"))))
        number = self._path(self._dice.deal(("count", "number", "spot.floor")))
        outputs = ", ".join(self._output(query, one) for one in (name, number))
        query.typed = f"rows({found}.select<Named>({outputs}))"
        return query

    # --- aggregates --------------------------------------------------------------------------------------------------

    def _one_aggregate(self) -> Expr:
        form = self._dice.deal(("count()", "count", "count_distinct", "sum", "avg", "min", "max"))
        if form == "count()":
            return call(form)
        if form in ("sum", "avg"):
            return call(form, self._a_number())
        if form in ("min", "max"):
            return call(form, self._conditions.pick(self._things(), *ORDERED, wanted=self._conditions.is_sorted))
        return call(form, self._conditions.pick(self._things(), *SINGLE))

    def _a_number(self) -> Expr:
        small = ("tiny", "small", "number", "count", "level", "spot.depth", "real", "ratio", "thin", "price", "cost")
        if self._dice.one_in(3):
            return self._conditions.number(self._things(), self._dice.deal(("integer", "real")))
        return self._path(self._dice.deal(small))

    def _aggregate(self) -> Query:
        query = Query(twin=["twin.verb = ir::Verb::aggregate;"])
        found = self._maybe_where(query)
        wanted = [self._output(query, self._one_aggregate()) for _ in range(self._dice.deal((1, 1, 2, 3)))]
        query.typed = f"aggregate({', '.join([found, *wanted])})"
        return query

    def _grouped(self) -> Query:
        query = Query(twin=["twin.verb = ir::Verb::aggregate;"])
        found = self._maybe_where(query)
        groups: list[Expr] = [self._group(one) for one in range(self._dice.deal((1, 1, 1, 2)))]
        query.twin += [f"twin.groups.push_back({group.twin()});" for group in groups]
        outputs = [self._output(query, one) for one in [*groups, self._one_aggregate()]]
        typed = f"{found}.group_by({', '.join(group.typed() for group in groups)}).select({', '.join(outputs)})"
        if self._dice.deal((True, False)):
            having = call(self._dice.deal((">", "<=", "==", "!=")),
                          self._dice.deal((call("count()"), call("sum", self._a_number()))), self._values.integer())
            having = call("!", having) if self._dice.one_in(4) else having
            query.twin.append(f"twin.having = {having.twin()};")
            typed += f".having({having.typed()})"
        if self._dice.deal((True, False)):
            orders = [self._order(query, group, self._dice.deal(tuple(ORDERS))) for group in groups]
            query.twin.append("twin.total_order = true;")
            typed += f".order_by({', '.join(orders)}){self._cut(query)}"
        query.typed = f"rows({typed})"
        return query

    def _group(self, index: int) -> Expr:
        few = ("color", "mood", "flag", "maybe", "level", "maker", "helper", "count", "nick", "spot.color", "born")
        if index == 0 and self._dice.one_in(5):
            return call("%", self._path("number"), Given("constant<3>", "3", builder="literal"))
        return self._path(self._dice.deal(few))

    # --- writes ------------------------------------------------------------------------------------------------------

    def _update(self) -> Query:
        query = Query(writes=True, twin=["twin.verb = ir::Verb::update;"])
        everything = Given("everything", "true", builder="literal")
        condition = everything if self._dice.deal((True,) + 7 * (False,)) else self._some_for_writing()
        query.twin.append(f"twin.where = {condition.twin()};")
        found = f"on.things, {condition.typed()}"
        taken: list[str] = []
        assigned: list[str] = []
        for _ in range(self._dice.deal((1, 1, 2, 3))):
            target, value = self._assignment()
            if any(f"{target.name}.".startswith(f"{one}.") or f"{one}.".startswith(f"{target.name}.") for one in taken):
                continue  # one of them would win
            taken.append(target.name)
            assigned.append(f"{target.typed()} = {value.typed()}")
            query.twin.append(f'twin.assignments.emplace_back("{target.name}", {value.twin()});')
        query.typed = f"update({', '.join([found, *assigned])})"
        return query

    def _some_for_writing(self) -> Expr:
        """An absent `when` alone would be refused: it reaches every row."""
        first = self._conditions.leaf(self._things(), 1)
        return call("&&", first, self._some()) if self._dice.one_in(3) else first

    def _assignment(self) -> tuple[Path, Expr]:
        def is_free(place: Place) -> bool:
            if not isinstance(place, Path) or place.name in ("id", "maker"):
                return False
            name = place.name
            element = place.type.element
            return name == "spot.core" or self._models.kind(element or place.type) != "struct"

        kinds = (*SINGLE, "bytes", "reference", "vector", "struct")
        target = self._conditions.pick(self._things(), *kinds, wanted=is_free)
        assert isinstance(target, Path)
        match self._dice.deal(("value", "value", "optional", "nullopt", "computed", "computed", "other")):
            case "optional" if target.type.optional:
                return target, self._values.optional(target.type)
            case "nullopt" if target.type.optional:
                return target, self._values.nullopt()
            case "computed":
                return self._computed()
            case "other":
                return self._other(target)
        return target, self._values.fitting(target.type)

    def _computed(self) -> tuple[Path, Expr]:
        return self._dice.deal((
            (self._path("number"), call("+", self._path("number"), Given("1", "1"))),
            (self._path("count"), call("*", self._path("count"), Given("2", "2"))),
            (self._path("count"), call("/", self._path("count"), Given("2", "2"))),
            (self._path("ratio"), call("*", self._path("real"), Given("1.5", "1.5"))),
            (self._path("real"), call("-", self._path("real"), self._path("number"))),
            (self._path("spot.far"), call("-", self._path("number"), self._path("tiny"))),
            (self._path("name"), call("concat", self._path("name"), Given('"!"', '"!"'))),
            (self._path("nick"), call("upper", self._path("name"))),
            (self._path("spot.note"), call("lower", self._path("nick"))),
            (self._path("cost"), call("+", self._path("cost"), self._path("price"))),
        ))

    def _other(self, target: Path) -> tuple[Path, Expr]:
        """Another member of the same type, which may be empty only where the target may."""
        alike = [place for place in self._things().places if place != target and place.type.bare == target.type.bare
                 and (target.type.optional or not place.nullable) and target.type.bare != Type("Decimal")]
        return (target, self._dice.deal(tuple(alike))) if alike else (target, self._values.fitting(target.type))

    def _remove(self) -> Query:
        condition = self._some_for_writing()
        return Query(f"remove(on.things, {condition.typed()})",
                     ["twin.verb = ir::Verb::remove;", f"twin.where = {condition.twin()};"], writes=True)
