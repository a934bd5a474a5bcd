#include <tenon/bulk.hpp>

#include <tenon/error.hpp>
#include <tenon/transaction.hpp>

namespace tenon::model {

BulkResult run_bulk(const Session& session, std::size_t count, bool stops_at_failure, void* context,
                    void (*run)(void* context, const Session&, std::size_t index, BulkResult& result)) {
    BulkResult result;
    TransactionScope whole(session);
    for (std::size_t i = 0; i < count; ++i) {
        try {
            TransactionScope one(whole.session());
            run(context, one.session(), i, result);
            one.commit();
        } catch (const TransactionError&) {  // the transaction itself is over
            throw;
        } catch (const Error& error) {
            result.failures.push_back({i, std::string(error.code()), error.what(), error.fields()});
            if (stops_at_failure) break;
        }
    }
    whole.commit();
    return result;
}

}  // namespace tenon::model
