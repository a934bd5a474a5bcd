#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "engine/on_behalf.hpp"
#include <tenon/error.hpp>
#include <tenon/stream.hpp>

namespace tenon::model {
namespace {

/// Threads that share the rows of one batch after another with the thread that made them, which waits meanwhile. Where calls
/// of a thread are refused because of what it has open, theirs are as its own.
class Workers {
public:
    explicit Workers(std::size_t threads) {
        threads_.reserve(threads - 1);
        try {
            while (threads_.size() + 1 < threads)
                threads_.emplace_back([this, caller = engine::Caller::current()] { serve(caller); });
        } catch (const std::exception&) {  // the system has no more: those that there are share the rows
        }
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers() {
        {
            const std::scoped_lock lock(mutex_);
            is_over_ = true;
        }
        begun_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    void share(const SharedRows& rows, std::size_t count) {
        {
            const std::scoped_lock lock(mutex_);
            rows_ = &rows;
            count_ = count;
            next_ = 0;
            at_work_ = threads_.size();
            ++batch_;
        }
        begun_.notify_all();
        work();
        std::unique_lock lock(mutex_);
        ended_.wait(lock, [this] { return at_work_ == 0; });
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

private:
    void serve(const engine::Caller& caller) {
        const engine::OnBehalf on_behalf(caller);
        std::size_t done = 0;
        for (;;) {
            std::unique_lock lock(mutex_);
            begun_.wait(lock, [&] { return is_over_ || batch_ != done; });
            if (is_over_) return;
            done = batch_;
            lock.unlock();
            work();
            lock.lock();
            if (--at_work_ == 0) ended_.notify_one();
        }
    }

    void work() noexcept {
        for (std::size_t i = next_++; i < count_; i = next_++) {
            try {
                rows_->use(rows_->rows, i);
            } catch (...) {
                next_ = count_;
                const std::scoped_lock lock(mutex_);
                if (!failure_) failure_ = std::current_exception();
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable begun_, ended_;
    const SharedRows* rows_ = nullptr;
    std::size_t count_ = 0;
    std::atomic<std::size_t> next_{0};
    std::size_t at_work_ = 0;  ///< how many of the threads
    std::size_t batch_ = 0;    ///< how many were begun
    bool is_over_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

}  // namespace

void share(const Instance* instance, std::size_t threads, const SharedRows& rows) {
    if (threads == 0) {
        const std::string name = instance != nullptr ? schema_of(*instance).name : std::string();
        throw QueryError("each() of a stream" + (name.empty() ? name : " of " + name) + " needs at least one thread.",
                         {.model = name, .fields = {}, .constraint = {}, .database_code = {}});
    }
    Workers workers(threads);
    while (const std::size_t count = rows.read(rows.rows)) workers.share(rows, count);
}

}  // namespace tenon::model
