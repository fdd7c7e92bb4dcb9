// Calls the command line in-process and keeps what it printed. Used by the tests of cli.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/run.hpp"

namespace qgauge::test {

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

inline Outcome call(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int code = cli::run(arguments, {out, err});
  return {code, out.str(), err.str()};
}

inline nlohmann::json json_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> all = arguments;
  all.insert(all.end(), {"--json", "-"});
  return nlohmann::json::parse(call(all).out);
}

/// A folder of its own for one test, removed at the end.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(std::filesystem::temp_directory_path() / ("qgauge-cli-" + name)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return file(name);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The figures of a report with this name; with a subject where `pair` is given.
inline const nlohmann::json* figure(const nlohmann::json& report, const std::string& name) {
  for (const auto& entry : report["figures"]) {
    if (entry["name"] == name && entry["subject"].is_null()) return &entry;
  }
  return nullptr;
}

inline const nlohmann::json* verdict(const nlohmann::json& report, const std::string& regime,
                                     const std::string& reading) {
  for (const auto& entry : report["verdicts"]) {
    if (entry["regime"] == regime && entry["reading"] == reading) return &entry;
  }
  return nullptr;
}

}  // namespace qgauge::test
