"""Expressions as small trees, and their two spellings: what a user writes in C++, and what a run-time builder makes.

Neither spelling is made from the other: a path is `f<&Thing::spot, &Spot::depth>` here and the name "spot.depth" there,
an enumerator its label, a struct a document, a relation its name.
"""

from dataclasses import dataclass

from models import Member, Type


@dataclass(frozen=True)
class Form:
    """An operation. `typed` has a place for each operand; the twin is a node of this ir::Op over the same operands,
    unless it has words of its own."""

    typed: str
    op: str = ""
    infix: bool = False
    twin: str = ""


def _comparisons() -> dict[str, Form]:
    ops = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
    return {sign: Form("{} " + sign + " {}", op, infix=True) for sign, op in ops.items()}


def _infixes() -> dict[str, Form]:
    ops = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod", "&&": "and_", "||": "or_"}
    return {sign: Form("{} " + sign + " {}", op, infix=True) for sign, op in ops.items()}


def _methods() -> dict[str, Form]:
    with_one = {
        "contains": "contains",
        "starts_with": "starts_with",
        "ends_with": "ends_with",
        "like": "like",
        "ilike": "ilike",
        "iequals": "iequals",
        "icontains": "icontains",
        "matches": "regex",
        "concat": "concat",
        "position": "position",
        "in": "in",
        "contains_all": "array_contains_all",
        "any": "array_any",
        "all": "array_all",
        "none": "array_none",
    }
    alone = {"lower": "lower", "upper": "upper", "length": "length", "size": "array_size", "is_empty": "is_empty",
             "trim": "trim"}
    methods = {name: Form("{}." + name + "({})", op) for name, op in with_one.items()}
    return methods | {name: Form("{}." + name + "()", op) for name, op in alone.items()}


def _bits() -> dict[str, Form]:
    tests = ("all_set", "any_set", "all_clear", "any_clear")
    return {
        f"bits_{test}": Form("{}.bits_" + test + "({})", twin=f"make(Op::bits, {{{{{{}}, {{}}}}}}, {number})")
        for number, test in enumerate(tests)
    }


FORMS: dict[str, Form] = {
    **_comparisons(),
    **_infixes(),
    **_methods(),
    "!": Form("!{}", "not_", infix=True),
    "negate": Form("-{}", "negate", infix=True),
    "between": Form("{}.between({}, {})", "between"),
    "has_value": Form("{}.has_value()", twin="op(Op::not_, {{op(Op::is_empty, {{{}}})}})"),
    "contains_element": Form("{}.contains({})", "array_contains"),
    "any at all": Form("{}.any()", twin="op(Op::array_any, {{{}, literal(true)}})"),
    "none at all": Form("{}.none()", twin="op(Op::array_none, {{{}, literal(true)}})"),
    "when it is so": Form("when(true, {})", twin="present(true, {})"),
    "when it is not": Form("when(false, {})", twin="present(false, {})"),
    "case": Form("tenon::case_when({}, {}).otherwise({})", twin="junction(Op::case_, {{{}, {}, {}}})"),
    "coalesce": Form("tenon::coalesce({}, {})", twin="junction(Op::coalesce, {{{}, {}}})"),
    "cast to double": Form("tenon::cast<double>({})",
                           twin="make(Op::cast, {{{}}}, 0, static_cast<std::uint8_t>(BaseType::float64))"),
    "substring": Form("{}.substring(1, 2)", twin="op(Op::substring, {{{}, value(1), value(2)}})"),
    "replace": Form("{}.replace({}, {})", "replace"),
    **_bits(),
    "type at b": Form('{}.json_type("b")', twin='make(Op::json_at, {{{}, value("b")}}, 1, 0)'),
    "type of all": Form("{}.json_type()", twin="make(Op::json_at, {{{}}}, 0, 0)"),
    "has a": Form('{}.has("a")', twin='op(Op::not_, {{op(Op::is_empty, {{make(Op::json_at, {{{}, value("a")}}, 1, 0)}})}})'),
    "text at b, c": Form('{}.text_at("b", "c")', twin='make(Op::json_at, {{{}, value("b"), value("c")}}, 2, 1)'),
    "text at b, 0": Form('{}.text_at("b", 0)', twin='make(Op::json_at, {{{}, value("b"), value(0)}}, 2, 1)'),
    "int64 at a": Form('{}.int64_at("a")', twin='make(Op::json_at, {{{}, value("a")}}, 1, 2)'),
    "double at a": Form('{}.double_at("a")', twin='make(Op::json_at, {{{}, value("a")}}, 1, 3)'),
    "bool at b, c": Form('{}.bool_at("b", "c")', twin='make(Op::json_at, {{{}, value("b"), value("c")}}, 2, 4)'),
    "overlaps": Form("{}.overlaps({})", twin="op(Op::array_any, {{{}, op(Op::in, {{each(), {}}})}})"),
    "contained_in": Form("{}.contained_in({})", twin="op(Op::array_all, {{{}, op(Op::in, {{each(), {}}})}})"),
    "abs": Form("tenon::abs({})", "abs"),
    "floor": Form("tenon::floor({})", "floor"),
    "ceil": Form("tenon::ceil({})", "ceil"),
    "round": Form("tenon::round({})", "round"),
    "weekday": Form("tenon::weekday({})", twin="of_unit(Op::time_part, TimeUnit::weekday, {{{}}})"),
    "start of the month": Form("tenon::truncate({}, tenon::unit::month)",
                               twin="of_unit(Op::time_truncate, TimeUnit::month, {{{}}})"),
    "a day later": Form("tenon::add({}, 1, tenon::unit::day)",
                        twin="of_unit(Op::time_add, TimeUnit::day, {{{}, value(1)}})"),
    "days between": Form("tenon::difference({}, {}, tenon::unit::day)",
                         twin="of_unit(Op::time_difference, TimeUnit::day, {{{}, {}}})"),
    "count()": Form("tenon::count()", "count_rows"),
    "count": Form("tenon::count({})", "count"),
    "count_distinct": Form("tenon::count_distinct({})", "count_distinct"),
    "sum": Form("tenon::sum({})", "sum"),
    "avg": Form("tenon::avg({})", "avg"),
    "min": Form("tenon::min({})", "min"),
    "max": Form("tenon::max({})", "max"),
}


@dataclass(frozen=True)
class Path:
    """A member of a model, or of a struct inside of it."""

    members: tuple[Member, ...]

    @property
    def type(self) -> Type:
        return self.members[-1].type

    @property
    def nullable(self) -> bool:
        return any(member.type.optional for member in self.members)

    @property
    def name(self) -> str:
        return ".".join(member.name for member in self.members)

    def typed(self) -> str:
        return "f<" + ", ".join(f"&{member.owner}::{member.name}" for member in self.members) + ">"

    def twin(self) -> str:
        return f'named("{self.name}")'


@dataclass(frozen=True)
class Element:
    """The element of a vector that a condition looks at."""

    type: Type

    @property
    def nullable(self) -> bool:
        return self.type.optional

    def typed(self) -> str:
        return f"element<{self.type.cpp}>"

    def twin(self) -> str:
        return "each()"


@dataclass(frozen=True)
class Inside:
    """What a map holds at a key, or a variant as one of its alternatives; or a member of that."""

    whole: Path
    held: Type
    key: str = ""  # as C++ writes it; none: of a variant
    member: Member | None = None

    @property
    def type(self) -> Type:
        inner = self.member.type if self.member else self.held
        return Type(f"std::optional<{inner.bare.cpp}>")

    @property
    def nullable(self) -> bool:
        return True

    @property
    def alternative(self) -> str:
        """As it is stored."""
        return "text" if self.held.cpp == "std::string" else self.held.cpp

    def typed(self) -> str:
        way = f"f<&{self.member.owner}::{self.member.name}>" if self.member else ""
        if not self.key:
            return f"{self.whole.typed()}.as<{self.held.cpp}>({way})"
        return f"{self.whole.typed()}.at({', '.join(filter(None, (self.key, way)))})"

    def twin(self) -> str:
        word, name = ("at", self.key) if self.key else ("as", f'"{self.alternative}"')
        way = f', "{self.member.name}"' if self.member else ""
        return f"{word}({self.whole.twin()}, {name}{way})"


@dataclass(frozen=True)
class Holds:
    """Has a map this key, or a variant this alternative?"""

    inside: Inside

    def typed(self) -> str:
        whole = self.inside.whole.typed()
        if self.inside.key:
            return f"{whole}.contains_key({self.inside.key})"
        return f"{whole}.holds<{self.inside.held.cpp}>()"

    def twin(self) -> str:
        return f"op(Op::not_, {{op(Op::is_empty, {{{self.inside.twin()}}})}})"


@dataclass(frozen=True)
class Given:
    """A value, as C++ writes it, and as a tenon::Value is made of it."""

    in_cpp: str
    as_value: str
    builder: str = "value"  # what the twin's node is made by: value, values (of an `in`), reals, literal

    def typed(self) -> str:
        return self.in_cpp

    def twin(self) -> str:
        return f"{self.builder}({self.as_value})"


@dataclass(frozen=True)
class Call:
    form: str
    operands: tuple["Expr", ...] = ()

    def typed(self) -> str:
        form = FORMS[self.form]
        bare = [operand.typed() for operand in self.operands]
        bound = [in_brackets(operand) for operand in self.operands]
        if form.infix:
            return form.typed.format(*bound)
        is_method = form.typed.startswith("{}.")
        return form.typed.format(*(bound[:1] + bare[1:] if is_method else bare))

    def twin(self) -> str:
        form = FORMS[self.form]
        operands = [operand.twin() for operand in self.operands]
        if form.twin:
            return form.twin.format(*operands)
        return f"op(Op::{form.op}, {{{', '.join(operands)}}})"


@dataclass(frozen=True)
class Related:
    """A question to the rows of a relation: any, all, none or count, with a condition or without."""

    word: str
    relation: Path
    condition: "Expr | None"

    def typed(self) -> str:
        inner = self.condition.typed() if self.condition else ""
        return f"{self.relation.typed()}.{self.word}({inner})"

    def twin(self) -> str:
        inner = self.condition.twin() if self.condition else "literal(true)"
        return f'related(Op::related_{self.word}, "{self.relation.name}", {inner})'


@dataclass(frozen=True)
class RelatedValue:
    """A value of the row that a reference leads to."""

    reference: Path
    value: "Expr"

    def typed(self) -> str:
        return f"tenon::related({self.reference.typed()}, {self.value.typed()})"

    def twin(self) -> str:
        return f'related(Op::related_value, "{self.reference.name}", {self.value.twin()})'


Expr = Path | Element | Inside | Holds | Given | Call | Related | RelatedValue


def call(form: str, *operands: Expr) -> Call:
    if form not in FORMS:
        raise KeyError(form)
    return Call(form, operands)


def in_brackets(expr: Expr) -> str:
    """As an operand, in brackets when the C++ grammar, or a reader, needs them."""
    infix = isinstance(expr, Call) and FORMS[expr.form].infix
    return f"({expr.typed()})" if infix else expr.typed()
