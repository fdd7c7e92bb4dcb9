// A checker for the part of JSON Schema that the published schema uses: type, const, enum, required, properties, items,
// minItems, minimum, maximum, pattern and $ref into $defs. A keyword that it does not know is a failure, so that none
// goes unchecked.
#pragma once

#include <regex.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace qgauge::test {

class SchemaChecker {
 public:
  explicit SchemaChecker(nlohmann::json schema) : root_(std::move(schema)) {}

  /// One line for each place of `value` that breaks the schema.
  std::vector<std::string> violations(const nlohmann::json& value) {
    found_.clear();
    check(value, root_, "$");
    return found_;
  }

 private:
  using json = nlohmann::json;

  void check(const json& value, const json& schema, const std::string& place) {
    if (schema.is_boolean()) return demand(schema.get<bool>(), place, "nothing");
    for (const auto& [keyword, rule] : schema.items()) {
      if (keyword == "additionalProperties") {
        check_additional(schema, value, place);
      } else if (keyword == "if") {
        if (holds(value, rule, place)) check(value, schema.at("then"), place);
      } else if (keyword != "then") {
        check_keyword(keyword, rule, value, place);
      }
    }
  }

  /// Whether the schema holds, without a word where it does not.
  bool holds(const json& value, const json& schema, const std::string& place) {
    const std::size_t before = found_.size();
    check(value, schema, place);
    const bool held = found_.size() == before;
    found_.resize(before);
    return held;
  }

  /// Members that neither `properties` nor `patternProperties` names.
  void check_additional(const json& schema, const json& value, const std::string& place) {
    if (!value.is_object()) return;
    const json patterns = schema.value("patternProperties", json::object());
    for (const auto& [name, member] : value.items()) {
      bool named = schema.contains("properties") && schema["properties"].contains(name);
      for (const auto& [pattern, rule] : patterns.items()) {
        named = named || matches(name, pattern);
      }
      if (!named) check(member, schema["additionalProperties"], place + "." + name);
    }
  }

  void check_keyword(const std::string& keyword, const json& rule, const json& value, const std::string& place) {
    if (keyword == "$ref") {
      check(value, root_.at(json::json_pointer(rule.get<std::string>().substr(1))), place);
    } else if (keyword == "type") {
      demand(has_type(value, rule), place, "type " + rule.dump());
    } else if (keyword == "const") {
      demand(value == rule, place, rule.dump());
    } else if (keyword == "enum") {
      demand(std::ranges::find(rule, value) != rule.end(), place, "one of " + rule.dump());
    } else if (keyword == "pattern") {
      demand(!value.is_string() || matches(value.get<std::string>(), rule.get<std::string>()), place,
             "a match of " + rule.dump());
    } else {
      check_bound(keyword, rule, value, place);
    }
  }

  void check_bound(const std::string& keyword, const json& rule, const json& value, const std::string& place) {
    if (keyword == "minimum") {
      demand(!value.is_number() || value >= rule, place, "at least " + rule.dump());
    } else if (keyword == "maximum") {
      demand(!value.is_number() || value <= rule, place, "at most " + rule.dump());
    } else if (keyword == "exclusiveMaximum") {
      demand(!value.is_number() || value < rule, place, "below " + rule.dump());
    } else if (keyword == "minLength") {
      demand(!value.is_string() || value.get<std::string>().size() >= rule, place, "a longer text");
    } else if (keyword == "minItems") {
      demand(!value.is_array() || value.size() >= rule, place, "more elements");
    } else if (keyword == "maxItems") {
      demand(!value.is_array() || value.size() <= rule, place, "fewer elements");
    } else if (keyword == "uniqueItems") {
      const std::set<json> different(value.begin(), value.end());
      demand(!value.is_array() || different.size() == value.size(), place, "different elements");
    } else {
      check_structure(keyword, rule, value, place);
    }
  }

  void check_structure(const std::string& keyword, const json& rule, const json& value, const std::string& place) {
    if (keyword == "required") {
      for (const json& name : rule) demand(!value.is_object() || value.contains(name), place, name.dump());
    } else if (keyword == "properties") {
      for (const auto& [name, schema] : rule.items()) {
        if (value.is_object() && value.contains(name)) check(value[name], schema, place + "." + name);
      }
    } else if (keyword == "patternProperties") {
      for (const auto& [pattern, schema] : rule.items()) check_matching(pattern, schema, value, place);
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
        check(value[i], rule, place + "[" + std::to_string(i) + "]");
      }
    } else if (keyword == "anyOf") {
      const auto holds_here = [&](const json& schema) { return holds(value, schema, place); };
      demand(std::ranges::any_of(rule, holds_here), place, "one of the alternatives");
    } else if (keyword == "allOf") {
      for (const json& schema : rule) check(value, schema, place);
    } else {
      const bool says_nothing =
          keyword == "$schema" || keyword == "$defs" || keyword == "title" || keyword == "description";
      demand(says_nothing, place, "a keyword that this checker knows, not " + keyword);
    }
  }

  void check_matching(const std::string& pattern, const json& schema, const json& value, const std::string& place) {
    if (!value.is_object()) return;
    for (const auto& [name, member] : value.items()) {
      if (matches(name, pattern)) check(member, schema, place + "." + name);
    }
  }

  static bool has_type(const json& value, const json& type) {
    if (type.is_array()) return std::ranges::any_of(type, [&](const json& one) { return has_type(value, one); });
    return (type == "null" && value.is_null()) || (type == "boolean" && value.is_boolean()) ||
           (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer()) || (type == "array" && value.is_array()) ||
           (type == "object" && value.is_object());
  }

  /// POSIX extended syntax, which is that of the schema's patterns too; <regex> of GCC 12 warns under sanitizers.
  static bool matches(const std::string& text, const std::string& pattern) {
    regex_t compiled;
    if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
    const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return found;
  }

  void demand(bool holds, const std::string& place, const std::string& expected) {
    if (!holds) found_.push_back(place + ": expected " + expected);
  }

  json root_;
  std::vector<std::string> found_;
};

}  // namespace qgauge::test
