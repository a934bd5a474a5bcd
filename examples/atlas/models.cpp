#include "models.hpp"

namespace atlas {

using tenon::f;

void describe(tenon::Schema<Country>& country) {
    country.key(f<&Country::cca3>);
    country.field(f<&Country::cca3>).required().min_length(3).max_length(3).uppercase();
    country.field(f<&Country::cca2>).required().unique().max_length(2);
    country.field(f<&Country::area>).min(0);
    country.has_many(f<&Country::cities>, f<&City::country>).on_delete(tenon::cascade);
    country.has_many(f<&Country::borders>, f<&Border::from>).on_delete(tenon::cascade);
}

void describe(tenon::Schema<Border>& border) {
    border.unique(f<&Border::from>, f<&Border::to>);
    border.field(f<&Border::to>).index();
    border.belongs_to(f<&Border::to>).on_delete(tenon::cascade);
}

void describe(tenon::Schema<City>& city) {
    city.field(f<&City::name>).required().index();
    city.field(f<&City::country>).index();
    city.field(f<&City::population>).min(0).index();
    city.field(f<&City::latitude>).min(-90).max(90);
    city.field(f<&City::longitude>).min(-180).max(180);
}

}  // namespace atlas
