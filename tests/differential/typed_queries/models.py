"""The structs of things.hpp, read from its text: what a query can name, and of which types it is."""

import re
from dataclasses import dataclass
from pathlib import Path as File

KINDS = {
    "bool": "boolean",
    "double": "real",
    "float": "real",
    "Decimal": "decimal",
    "std::string": "text",
    "Timestamp": "timestamp",
    "Date": "date",
    "Time": "time",
    "Uuid": "uuid",
    "ObjectId": "object_id",
    "Bytes": "bytes",
    "Json": "json",
}


@dataclass(frozen=True)
class Type:
    """A member's type, as C++ spells it."""

    cpp: str

    def _inside(self, template: str) -> "Type | None":
        found = re.fullmatch(re.escape(template) + "<(.*)>", self.cpp)
        return Type(found[1]) if found else None

    @property
    def optional(self) -> bool:
        return self._inside("std::optional") is not None

    @property
    def bare(self) -> "Type":
        """Without its optional."""
        return self._inside("std::optional") or self

    @property
    def element(self) -> "Type | None":
        """Of a vector."""
        return self.bare._inside("std::vector")

    @property
    def entry(self) -> "Type | None":
        """Of a map: what it holds."""
        inner = self.bare._inside("std::map")
        return Type(inner.cpp.removeprefix("std::string, ")) if inner else None

    @property
    def alternatives(self) -> "tuple[Type, ...]":
        """Of a variant."""
        inner = self.bare._inside("std::variant")
        return tuple(Type(one) for one in inner.cpp.split(", ")) if inner else ()

    @property
    def related(self) -> str | None:
        """The model that a relation leads to."""
        target = self.bare._inside("Ref") or self.bare._inside("Many")
        return target.cpp if target else None

    @property
    def is_many(self) -> bool:
        return self._inside("Many") is not None


@dataclass(frozen=True)
class Member:
    owner: str
    name: str
    type: Type


@dataclass(frozen=True)
class Models:
    structs: dict[str, list[Member]]
    enums: dict[str, list[str]]

    def kind(self, of: Type) -> str:
        """What a value of this type is, its optional left aside."""
        bare = of.bare
        if bare.related is not None:
            return "many" if bare.is_many else "reference"
        if bare.element is not None:
            return "vector"
        if bare.entry is not None:
            return "map"
        if bare.alternatives:
            return "variant"
        if bare.cpp in self.structs:
            return "struct"
        if bare.cpp in self.enums:
            return "enumeration"
        return KINDS.get(bare.cpp, "integer")


def read_models(header: File) -> Models:
    text = re.sub(r"//.*", "", header.read_text(encoding="utf-8"))
    enums = {
        name: [label.strip() for label in labels.split(",")]
        for name, labels in re.findall(r"enum class (\w+)[^{]*\{([^}]*)\};", text)
    }
    structs = {
        name: [
            Member(name, member, Type(cpp.strip()))
            for cpp, member in re.findall(r"^    ([\w:<>, ]+?) (\w+)(?:\{\}| = [^;]*);", body, re.MULTILINE)
        ]
        for name, body in re.findall(r"^struct (\w+) \{\n(.*?)^\};", text, re.MULTILINE | re.DOTALL)
    }
    if len(structs.get("Thing", [])) < 40:
        raise ValueError(f"{header} is laid out in another way than this script reads: it found {structs}")
    return Models(structs, enums)
