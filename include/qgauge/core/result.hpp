// Result and Error: how every room reports what the outside world did wrong.
// Used by all rooms. Must not know of any of them.
// Programmer mistakes are assertions; Result is for inputs, files and resources only.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace qgauge::core {

/// The value is the exit code of the command line (see `qgauge --help`).
enum class ErrorCode { wrong_usage = 2, unusable_input = 3, missing_resource = 4, interrupted = 130 };

/// `where` is a place a user can open: file:line, or file and JSON path. `message` says what was found, what was
/// expected and what to do.
struct Error {
  ErrorCode code = ErrorCode::unusable_input;
  std::string message;
  std::string where;
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

/// An input that cannot be used. Each part is a phrase without a full stop: found "-0.1", expected "a probability in
/// [0, 1]".
inline std::unexpected<Error> unusable(std::string where, const std::string& found, const std::string& expected,
                                       const std::string& advice = {}) {
  std::string message = "found " + found + ", expected " + expected;
  if (!advice.empty()) message += "; " + advice;
  return std::unexpected(Error{ErrorCode::unusable_input, std::move(message), std::move(where)});
}

inline std::unexpected<Error> failure(ErrorCode code, std::string where, std::string message) {
  return std::unexpected(Error{code, std::move(message), std::move(where)});
}

}  // namespace qgauge::core

#define QGAUGE_CONCAT_(a, b) a##b
#define QGAUGE_CONCAT(a, b) QGAUGE_CONCAT_(a, b)

/// QGAUGE_TRY(auto x, f()): x is the value of f(), or the error is returned from the enclosing function.
#define QGAUGE_TRY(declaration, ...) QGAUGE_TRY_(QGAUGE_CONCAT(result_, __LINE__), declaration, __VA_ARGS__)
#define QGAUGE_TRY_(result, declaration, ...)                     \
  auto result = (__VA_ARGS__);                                    \
  if (!result) return std::unexpected(std::move(result).error()); \
  declaration = std::move(*result)

/// QGAUGE_CHECK(f()): returns the error of f(), a Status, from the enclosing function.
#define QGAUGE_CHECK(...) \
  if (auto status = (__VA_ARGS__); !status) return std::unexpected(std::move(status).error())
