#pragma once
// TransactionScope is declared for users' templates; the library uses it for statements that belong together.

#include <tenon/transaction.hpp>
