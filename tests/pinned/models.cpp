#include "pinned/models.hpp"

#include "support/ir_builder.hpp"

namespace tenon::pinned {
namespace {

using namespace tenon::test;
using schema::Model;
using schema::RelationKind;
using schema::Type;

Type decimal(std::uint16_t precision, std::uint16_t scale) {
    Type made = type(BaseType::decimal);
    made.precision = precision;
    made.scale = scale;
    return made;
}

Type timestamp(std::uint16_t precision) {
    Type made = type(BaseType::timestamp);
    made.precision = precision;
    return made;
}

Type text(std::uint32_t max_length = 0) {
    Type made = type(BaseType::text);
    made.max_length = max_length;
    return made;
}

Type address() {
    return structure({field("city", text()), field("zip", type(BaseType::int32, true)),
                      field("open", type(BaseType::boolean)), field("rate", type(BaseType::float64)),
                      field("fee", decimal(8, 2)), field("since", optional(timestamp(3))),
                      field("owner", type(BaseType::uuid, true)), field("badge", type(BaseType::bytes, true)),
                      field("it's \"odd\" \\", type(BaseType::int64, true)), field("aliases", array_of(text())),
                      field("point", structure({field("x", type(BaseType::int64))}))});
}

Type line() {
    return structure({field("sku", text()), field("qty", type(BaseType::int32, true)), field("price", decimal(8, 2))});
}

struct Models {
    Model users = model("User", "users",
                        {field("id", type(BaseType::int64)),
                         field("name", text()),
                         field("email", text(100)),
                         field("age", type(BaseType::int32, true)),
                         field("active", type(BaseType::boolean)),
                         field("verified", type(BaseType::boolean, true)),
                         field("score", type(BaseType::float64)),
                         field("balance", decimal(10, 2)),
                         field("status", enumeration({"new", "it's", "gone"})),
                         field("created_at", timestamp(3)),
                         field("seen_at", optional(timestamp(6))),
                         field("born", type(BaseType::date, true)),
                         field("wakes", type(BaseType::time, true)),
                         field("token", type(BaseType::uuid, true)),
                         field("object", type(BaseType::object_id, true)),
                         field("avatar", type(BaseType::bytes, true)),
                         field("big", type(BaseType::uint64)),
                         field("visits", type(BaseType::int64)),
                         field("address", address()),
                         field("tags", array_of(text())),
                         field("numbers", array_of(type(BaseType::int64, true))),
                         field("lines", array_of(line())),
                         field("prices", array_of(decimal(8, 2))),
                         field("meta", type(BaseType::json, true)),
                         field("manager_id", type(BaseType::int64, true))});
    Model posts =
        model("Post", "posts",
              {field("id", type(BaseType::int64)), field("author_id", type(BaseType::int64)), field("title", text()),
               field("votes", type(BaseType::int32)), field("topic", optional(text(40)))});
    Model products = model("Product", "products",
                           {field("shop", type(BaseType::int32)), field("code", text(20)), field("name", text()),
                            field("price", decimal(10, 2)), field("weight", type(BaseType::float32, true)),
                            field("stock", type(BaseType::uint16)), field("grade", optional(enumeration({"a", "b"}))),
                            field("parts", array_of(text())), field("barcode", optional(text(30)))});

    Models() {
        relate(users, "posts", RelationKind::has_many, posts, 0, 1);
        users.relations.back().on_delete = schema::OnDelete::cascade;
        relate(users, "manager", RelationKind::belongs_to, users, 24, 0);
        users.relations.back().on_delete = schema::OnDelete::set_null;
        relate(users, "reports", RelationKind::has_many, users, 0, 24);
        users.indexes.push_back({"users_email_key", {2}, true});
        users.indexes.push_back({"", {3, 1}, false});
        relate(posts, "author", RelationKind::belongs_to, users, 1, 0);
        products.key = {0, 1};
        products.key_is_assigned = false;
        products.indexes.push_back({"products_barcode_key", {8}, true});
        rules();
    }

    void rules() {
        products.fields[2].rules.required = true;
        products.fields[2].rules.min_length = 2;
        products.fields[2].rules.max_length = 200;
        products.fields[3].rules.min = Value(Decimal::parse("0.50"));
        products.fields[4].rules.min = Value(0.25);
        products.fields[4].rules.max = Value(1000);
        products.fields[5].rules.max = Value(500);
        products.fields[7].rules.max_length = 5;
        products.fields[8].rules.one_of = {Value("it's"), Value("back\\slash")};
    }
};

const Models& models() {
    static const Models all;
    return all;
}

}  // namespace

const schema::Model& users() { return models().users; }
const schema::Model& posts() { return models().posts; }
const schema::Model& products() { return models().products; }

}  // namespace tenon::pinned
