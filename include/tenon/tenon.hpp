#pragma once
// Everything that a program needs of Tenon.

#include <tenon/bulk.hpp>
#include <tenon/cancellation.hpp>
#include <tenon/choices.hpp>
#include <tenon/database.hpp>
#include <tenon/error.hpp>
#include <tenon/filter.hpp>
#include <tenon/fragment.hpp>
#include <tenon/json.hpp>
#include <tenon/model.hpp>
#include <tenon/number_functions.hpp>
#include <tenon/ordered_aggregates.hpp>
#include <tenon/pattern.hpp>
#include <tenon/query.hpp>
#include <tenon/record.hpp>
#include <tenon/record_updates.hpp>
#include <tenon/relation.hpp>
#include <tenon/set_operations.hpp>
#include <tenon/stream.hpp>
#include <tenon/subquery.hpp>
#include <tenon/time_functions.hpp>
#include <tenon/tracked.hpp>
#include <tenon/transaction.hpp>
#include <tenon/tree.hpp>
#include <tenon/version.hpp>
#include <tenon/window_functions.hpp>
