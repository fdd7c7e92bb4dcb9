// Runs independent jobs on several threads and keeps their results in order. Private to the room.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "qgauge/assess.hpp"

namespace qgauge::assess {

/// results[i] = job(i) for i < count, for any number of threads. The error of the first failing job, by index.
/// A job alone may use the threads itself. Progress is reported from one thread at a time.
template <class T, class Job>
core::Result<std::vector<T>> run_jobs(std::size_t count, const Options& options, std::string_view step,
                                      const Job& job) {
  std::vector<core::Result<T>> results(count);
  std::size_t done = 0;
#pragma omp parallel for schedule(dynamic) num_threads(options.threads) if (count > 1)
  for (std::size_t i = 0; i < count; ++i) {
    results[i] = job(i);
#pragma omp critical(qgauge_progress)
    if (++done; options.progress) options.progress(step, done, count);
  }
  std::vector<T> values;
  values.reserve(count);
  for (auto& result : results) {
    QGAUGE_TRY(T value, std::move(result));
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace qgauge::assess
