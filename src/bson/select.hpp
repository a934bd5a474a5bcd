#pragma once
// Reads: a find where it says it all, else a pipeline.

#include "bson/compile.hpp"
#include "bson/compiler.hpp"

namespace tenon::bson {

/// The command of a select in normal form.
Command compile_select(const ir::Select& select, const query::Prepared& statement);

/// `limit` and `skip` of a find, or the stages of a pipeline. MongoDB reads a limit of 0 as none: a bound limit is
/// therefore sent as at least 1, and `guard` becomes `false` when it is 0.
struct Cut {
    std::optional<Template> skip, limit;
    bool nothing = false;           ///< the limit is the constant 0
    std::optional<Template> guard;  ///< to be a filter's $expr
};
Cut cut_of(const ir::Select& select, const Compiler& compiler);

/// A filter joined with `$expr: false` where nothing is to be found.
Template with_cut(Template filter, const Cut& cut);

/// The columns of a select's rows: where each output or field stands.
struct Columns {
    std::vector<std::string> names;
    bool plain = false;  ///< all are paths of the stored document, none inside of another
};
Columns columns_of(const ir::Select& select);

/// A pipeline in the making.
class Pipeline {
public:
    Pipeline(const ir::Select& select, const query::Prepared& statement);

    /// The whole pipeline, for the kind of the select.
    Template stages();
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_.names; }

private:
    void add(std::string name, Template body);
    void add_lookups();
    void match();
    void group();
    void having();
    void distinct();
    void order();
    void cut();
    void project();
    Template output(const ir::Expr& expr);
    Template distinct_key(const ir::Expr& expr);
    void group_without_rows();

    const ir::Select& select_;
    Compiler compiler_;
    Columns columns_;
    std::vector<Template> stages_;
};

/// The sort document of a select that needs nothing computed, or nothing.
std::optional<Template> plain_sort(const ir::Select& select, const Compiler& compiler);
/// What a row is sorted by, when that isn't the field alone.
Template sort_key(const ir::Expr& by, Compiler& compiler);
[[nodiscard]] bool sorts_as_stored(const ir::Order& order);
[[nodiscard]] bool empties_elsewhere(const ir::Order& order);

}  // namespace tenon::bson
