#include "measure.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <stdexcept>

namespace bench {
namespace {

struct Cost {
    double seconds = 0;
    double allocations = 0;
    std::int64_t sum = 0;
};

double processor_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Cost run(const Side& side, std::size_t round) {
    const std::size_t allocated = allocations();
    const double begun = processor_time();
    const std::int64_t sum = side(round);
    return {processor_time() - begun, static_cast<double>(allocations() - allocated), sum};
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

void Report::compare(const Workload& workload, const Side& tenon, const Side& hand) {
    std::vector<double> ratios, tenon_times, hand_times, tenon_allocations, hand_allocations;
    const auto operations = static_cast<double>(workload.operations);
    for (std::size_t round = 0; round <= workload.rounds; ++round) {
        Cost ours, theirs;
        if (round % 2 == 0) ours = run(tenon, round);
        theirs = run(hand, round);
        if (round % 2 == 1) ours = run(tenon, round);
        if (ours.sum != theirs.sum)
            throw std::logic_error(workload.name + ": the sides differ, " + std::to_string(ours.sum) + " and " +
                                   std::to_string(theirs.sum));
        if (round == 0) continue;  // statements are prepared and memory is warm from here on
        ratios.push_back(ours.seconds / theirs.seconds);
        tenon_times.push_back(ours.seconds / operations * 1e6);
        hand_times.push_back(theirs.seconds / operations * 1e6);
        tenon_allocations.push_back(ours.allocations / operations);
        hand_allocations.push_back(theirs.allocations / operations);
    }
    lines_.push_back({workload.name, median(ratios), median(tenon_times), median(hand_times), median(tenon_allocations),
                      median(hand_allocations)});
}

void Report::print() const {
    for (const Line& line : lines_)
        std::printf("ratio %s %s %.3f\n", backend_.c_str(), line.workload.c_str(), line.ratio);
    for (const Line& line : lines_)
        std::printf("allocations %s %s tenon %.2f hand %.2f\n", backend_.c_str(), line.workload.c_str(),
                    line.tenon_allocations, line.hand_allocations);
    for (const Line& line : lines_)
        std::printf("time %s %s tenon %.3f us hand %.3f us\n", backend_.c_str(), line.workload.c_str(), line.tenon_time,
                    line.hand_time);
}

}  // namespace bench
