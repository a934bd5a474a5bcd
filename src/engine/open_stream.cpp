#include "engine/open_stream.hpp"

#include <tenon/error.hpp>

namespace tenon::engine {

OpenStream::OpenStream(const Session& session, const drivers::Plan& plan, const schema::Model* model,
                       std::span<const Cell> values)
    : session_(session),
      along_(session),
      model_(model),
      thread_(std::this_thread::get_id()) {
    running_.emplace(session_, plan, model_, values);
    along_.taken = &running_->connection();
    if (session_.transaction)
        session_.transaction->hold(*this);
    else
        session_.core->pool().note(*this, drivers::Role::reader);
}

Running& OpenStream::running() {
    if (is_over_)
        throw TransactionError("The transaction that this stream of " + subject() +
                               " reads in is over. Read it to its end inside the transaction.");
    if (session_.transaction)
        session_.transaction->require_thread();
    else
        thread_.store(std::this_thread::get_id());
    running_->check_deadline();
    return *running_;
}

void OpenStream::close() noexcept {
    if (!running_) return;
    if (session_.transaction)
        session_.transaction->let_go();
    else
        session_.core->pool().forget(*this, drivers::Role::reader);
    running_.reset();
}

void OpenStream::end() noexcept {
    is_over_ = true;
    close();
}

std::string OpenStream::subject() const { return model_ != nullptr ? model_->name : "SQL"; }

std::string OpenStream::description() const {
    std::string text = "A stream of " + subject();
    if (session_.location.line() != 0) {
        const std::string_view path = session_.location.file_name();
        text.append(", opened at ").append(path.substr(path.find_last_of("/\\") + 1));
        text.append(":").append(std::to_string(session_.location.line())).append(",");
    }
    return text + " ";
}

}  // namespace tenon::engine
