#include "differential/catalog.hpp"

#include "differential/inside.hpp"
#include "differential/samples.hpp"

namespace tenon::oracle {

namespace {

std::vector<Value> members_of(const std::vector<Value>& documents, const std::string& column) {
    std::vector<Value> found;
    for (const Value& value : documents) {
        const Document* document = value.if_document();
        const Value* member = document != nullptr ? document->find(column) : nullptr;
        if (member != nullptr) found.push_back(*member);
    }
    return found;
}

std::vector<Value> elements_of(const std::vector<Value>& arrays) {
    std::vector<Value> found;
    for (const Value& value : arrays)
        if (const Array* array = value.if_array()) found.insert(found.end(), array->begin(), array->end());
    return found;
}

void add(std::vector<Place>& places, Place place);

void add_members(std::vector<Place>& places, const Place& outer) {
    for (const schema::Field& member : outer.type->members)
        add(places, {outer.path.empty() ? member.name : outer.path + "." + member.name,
                     &member.type,
                     outer.nullable || member.type.nullable,
                     outer.large || is_large(member),
                     members_of(outer.samples, member.column),
                     {}});
}

void add(std::vector<Place>& places, Place place) {
    if (place.type->base == BaseType::structure) add_members(places, place);
    if (place.type->base == BaseType::array) {
        const schema::Type& element = place.type->elements.front();
        const Place each{"", &element, element.nullable, place.large, elements_of(place.samples), {}};
        if (element.base == BaseType::structure) {
            add_members(place.inside, each);
        } else {
            place.inside.push_back(each);
        }
    }
    add_inside(places, place);
    places.push_back(std::move(place));
}

std::vector<Place> places_of(const schema::Model& model, const std::vector<Row>& rows) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const schema::Field& field = model.fields[i];
        Place place{field.name, &field.type, field.type.nullable, is_large(field), {}, {}};
        for (const Row& row : rows) place.samples.push_back(row[i]);
        add(places, std::move(place));
    }
    return places;
}

}  // namespace

Catalog::Catalog(const World& world) {
    for (const char* name : {"Thing", "Maker"}) {
        models_[name] = &world.model(name);
        places_[name] =
            places_of(world.model(name), models_[name]->name == "Thing" ? world.data().things : world.data().makers);
    }
}

}  // namespace tenon::oracle
