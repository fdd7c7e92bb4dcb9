// Tables with named columns: typed cells and their errors.

#include "device/table.hpp"

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;

namespace {

Table must_parse(std::string_view text) {
  auto table = Table::parse(text, "file.csv");
  REQUIRE(table);
  return std::move(*table);
}

}  // namespace

TEST_CASE("cells are found by the name of their column without the blanks around both") {
  const Table table = must_parse("\"Qubit\",\"T1 (us)\",\"CZ error \"\r\n0, 12.5 ,1e-3\r\n1,,\r\n");
  REQUIRE(table.rows().size() == 2);
  CHECK(table.has("CZ error"));
  CHECK_FALSE(table.has("CZ error "));
  CHECK(table.columns()[2] == "CZ error");
  CHECK(table.text(table.rows()[0], "T1 (us)") == "12.5");
  CHECK(table.quantity(table.rows()[0], "CZ error", Range::probability)->value == 1e-3);
}

TEST_CASE("a row of another length than the first is refused with its line") {
  for (const char* text : {"a,b\n1,2\n3\n", "a,b\n1,2\n3,4,5\n"}) {
    const auto table = Table::parse(text, "file.csv");
    REQUIRE_FALSE(table);
    CHECK(table.error().where == "file.csv:3");
    CHECK(table.error().message.find("expected 2 cells") != std::string::npos);
  }
}

TEST_CASE("an empty cell and an unknown column are absent values") {
  const Table table = must_parse("a,b\n,\n1,\n");
  for (const CsvRow& row : table.rows()) CHECK(table.text(row, "b").empty());
  CHECK(table.text(table.rows()[1], "c").empty());
  CHECK(table.quantity(table.rows()[0], "a", Range::finite)->state == State::absent);
  CHECK(table.quantity(table.rows()[1], "a", Range::finite)->value == 1);
}

TEST_CASE("a cell with a standard error gives it") {
  const Table table = must_parse("a\n9.3(3)E-04\n");
  const auto quantity = table.quantity(table.rows()[0], "a", Range::probability);
  CHECK(quantity->value == 9.3e-4);
  CHECK(quantity->sigma == 3e-5);
}

TEST_CASE("a cell that is no number of its range is refused with file line and column") {
  const Table table = must_parse("a,p\n1,2\nx,0.5\n");
  const auto large = table.quantity(table.rows()[0], "p", Range::probability);
  REQUIRE_FALSE(large);
  CHECK(large.error().where == "file.csv:2: p");
  CHECK(large.error().message == "found \"2\", expected a probability in [0, 1]");
  CHECK(table.quantity(table.rows()[1], "a", Range::finite).error().where == "file.csv:3: a");
}

TEST_CASE("a table must have rows and name every column once") {
  CHECK_FALSE(Table::parse("", "file.csv"));
  CHECK(Table::parse("a,b,a \n", "file.csv").error().message.find("\"a\" twice") != std::string::npos);
  CHECK_FALSE(Table::parse("a,\"b\n", "file.csv"));
  const Table table = must_parse("a,b\n");
  CHECK(table.rows().empty());
  CHECK(table.need(std::array<std::string_view, 2>{"a", "b"}));
  CHECK(table.need(std::array<std::string_view, 2>{"a", "c"}).error().message.find("no column \"c\"") !=
        std::string::npos);
}

TEST_CASE("a table is recognised by the names in its first line") {
  constexpr std::array<std::string_view, 2> columns{"Machine", "p1"};
  CHECK(names_columns("Date,Machine,p1\n1,2,3", columns));
  CHECK(names_columns("\xEF\xBB\xBF\"Machine \",\"p1\"\r\n", columns));
  CHECK_FALSE(names_columns("Date,Machine,p1_emission_ratio\n", columns));
  CHECK_FALSE(names_columns("Date\nMachine,p1\n", columns));
  CHECK_FALSE(names_columns("", columns));
  CHECK_FALSE(names_columns("\"Machine,p1\n", columns));
}
