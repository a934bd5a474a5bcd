#pragma once
// OnBehalf: a thread that works for another one, which waits for it.

#include <thread>

namespace tenon::engine {

class TransactionState;

/// A thread, with the transactions that it is inside of.
struct Caller {
    std::thread::id thread;
    TransactionState* transaction = nullptr;  ///< the innermost

    /// This thread, or the one that it works for.
    static Caller current() noexcept;
};

/// While this lives, what is refused to the caller, since it would wait for itself, is refused to this thread as well.
class OnBehalf {
public:
    explicit OnBehalf(const Caller& caller) noexcept;
    OnBehalf(const OnBehalf&) = delete;
    OnBehalf& operator=(const OnBehalf&) = delete;
    ~OnBehalf();

private:
    Caller before_;
};

}  // namespace tenon::engine
