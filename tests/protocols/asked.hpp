// What an executor of whole outcomes says of the questions of a batch. For the tests of protocols that ask.
#pragma once

#include "qgauge/execution.hpp"

namespace qgauge::test {

inline execution::Samples asked(const execution::Executor& executor, const execution::CircuitBatch& batch) {
  execution::Samples whole = *executor.run(batch);
  execution::Samples out;
  for (std::size_t c = 0; c < batch.circuits.size(); ++c) {
    out.answers.emplace_back();
    for (const execution::Question& question : batch.questions[c]) {
      out.answers.back().push_back(execution::answer(whole.circuits[c], question));
    }
  }
  out.circuits.resize(batch.circuits.size());
  return out;
}

}  // namespace qgauge::test
