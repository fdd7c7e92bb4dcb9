// The progress bar: see progress.hpp.

#include "cli/progress.hpp"

#include <chrono>
#include <memory>

#include <fmt/format.h>

namespace qgauge::cli {
namespace {

using Clock = std::chrono::steady_clock;

class Bar {
 public:
  explicit Bar(std::ostream& terminal) : terminal_(terminal) {}

  void update(std::string_view step, std::size_t done, std::size_t total) {
    if (step != step_) begin(step);
    const auto now = Clock::now();
    if (done < total && now - drawn_ < std::chrono::milliseconds(100)) return;
    drawn_ = now;
    terminal_ << (done == total ? std::string(clear_line) : line(done, total, now)) << std::flush;
  }

 private:
  static constexpr const char* clear_line = "\r\033[K";

  void begin(std::string_view step) {
    step_ = step;
    started_ = Clock::now();
    drawn_ = {};
  }

  std::string line(std::size_t done, std::size_t total, Clock::time_point now) const {
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const double elapsed_s = std::chrono::duration<double>(now - started_).count();
    const double left_s = elapsed_s * (1 - share) / share;
    const auto filled = static_cast<std::size_t>(share * 30);
    return fmt::format("\r\033[K{:<10} [{:<30}] {}/{}, {:.0f} s left", step_, std::string(filled, '='), done, total,
                       left_s);
  }

  std::ostream& terminal_;
  std::string step_;
  Clock::time_point started_;
  Clock::time_point drawn_;
};

}  // namespace

assess::Progress progress_bar(std::ostream& terminal) {
  return [bar = std::make_shared<Bar>(terminal)](std::string_view step, std::size_t done, std::size_t total) {
    bar->update(step, done, total);
  };
}

}  // namespace qgauge::cli
