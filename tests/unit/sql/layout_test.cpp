// SQL laid out for people.

#include <doctest/doctest.h>

#include "sql/layout.hpp"

using tenon::sql::lay_out;

TEST_CASE("each clause has a line, and each condition one below it") {
    CHECK(
        lay_out(
            "select t0.\"id\", count(*) from \"users\" as t0 where t0.\"age\" >= ? and (t0.\"a\" = ? or t0.\"b\" = ?) "
            "group by t0.\"id\" having count(*) > ? order by t0.\"id\" limit ? offset ?") ==
        R"(select t0."id", count(*)
from "users" as t0
where t0."age" >= ?
  and (t0."a" = ? or t0."b" = ?)
group by t0."id"
having count(*) > ?
order by t0."id"
limit ?
offset ?)");
}

TEST_CASE("sub-queries are indented") {
    CHECK(lay_out("select a from t where exists (select 1 from u where u.id = t.id and u.x in (?, ?)) or b = ?") ==
          R"(select a
from t
where exists (
    select 1
    from u
    where u.id = t.id
      and u.x in (?, ?)
)
  or b = ?)");
}

TEST_CASE("words that are no clause stay in their line") {
    CHECK(lay_out("update t set a = ? where b between ? and ? and c is distinct from ?") ==
          "update t\nset a = ?\nwhere b between ? and ?\n  and c is distinct from ?");
    CHECK(lay_out("insert into t (a) values (?) on conflict (a) do update set a = ? returning id") ==
          "insert into t (a)\nvalues (?)\non conflict (a) do update set a = ?\nreturning id");
    CHECK(lay_out("delete from t where a = 'x from y where z'") == "delete from t\nwhere a = 'x from y where z'");
    CHECK(lay_out("SELECT left(a, 1)\nFROM t  LEFT OUTER JOIN u ON u.id = t.id JOIN v on true") ==
          "SELECT left(a, 1)\nFROM t\nLEFT OUTER JOIN u ON u.id = t.id\nJOIN v on true");
    CHECK(lay_out("select 1 -- one\n, 2") == "select 1 -- one\n, 2");
    CHECK(lay_out("begin") == "begin");
    CHECK(lay_out("") == "");
}
