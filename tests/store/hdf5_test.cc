// Claims about write_hdf5 and read_hdf5_json. The layout is read back with the HDF5 library itself, as docs/hdf5.md
// says.
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <hdf5.h>
#include <nlohmann/json.hpp>

#include "qgauge/store.hpp"
#include "store/scratch.hpp"

namespace {

using namespace qgauge;
using nlohmann::json;

const json& nested_tree() {
  static const json tree = json::parse(R"({
    "name": "Schrödinger's µ-cat ±",
    "empty_text": "",
    "nothing": null,
    "yes": true,
    "no": false,
    "count": 18446744073709551615,
    "negative": -7,
    "real": 0.1,
    "empty": [],
    "empty_object": {},
    "numbers": [1.5, 2, -3],
    "qubits": [12, 13],
    "truths": [true, false],
    "words": ["ä", "", "c"],
    "mixed": [1, null, "x", [2, 3]],
    "figures": [{"name": "a", "subject": {"qubits": [0, 1]}}, {"name": "b", "subject": null}],
    "a/b.%": 1,
    ".": 2,
    "": 3
  })");
  return tree;
}

/// An HDF5 file opened for looking at it, with everything it opens.
class Inspected {
 public:
  explicit Inspected(const std::filesystem::path& file) : file_(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT)) {}
  Inspected(const Inspected&) = delete;
  Inspected& operator=(const Inspected&) = delete;
  ~Inspected() { H5Fclose(file_); }

  bool has(const char* path) const { return H5Oexists_by_name(file_, path, H5P_DEFAULT) > 0; }
  bool has_attribute(const char* object, const char* name) const {
    return H5Aexists_by_name(file_, object, name, H5P_DEFAULT) > 0;
  }

  template <class T>
  T attribute(const char* object, const char* name, hid_t type) const {
    T value{};
    const hid_t id = H5Aopen_by_name(file_, object, name, H5P_DEFAULT, H5P_DEFAULT);
    REQUIRE(id >= 0);
    REQUIRE(H5Aread(id, type, &value) >= 0);
    H5Aclose(id);
    return value;
  }

  std::string text(const char* object, const char* name) const {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    char* stored = attribute<char*>(object, name, type);
    std::string value(stored);
    H5free_memory(stored);
    H5Tclose(type);
    return value;
  }

  H5S_class_t attribute_space(const char* object, const char* name) const {
    const hid_t id = H5Aopen_by_name(file_, object, name, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t space = H5Aget_space(id);
    const H5S_class_t kind = H5Sget_simple_extent_type(space);
    H5Sclose(space);
    H5Aclose(id);
    return kind;
  }

  H5T_class_t class_of(const char* path) const {
    const hid_t id = H5Dopen2(file_, path, H5P_DEFAULT);
    const hid_t type = H5Dget_type(id);
    const H5T_class_t kind = H5Tget_class(type);
    H5Tclose(type);
    H5Dclose(id);
    return kind;
  }

  template <class T>
  std::vector<T> dataset(const char* path, hid_t type) const {
    const hid_t id = H5Dopen2(file_, path, H5P_DEFAULT);
    REQUIRE(id >= 0);
    const hid_t space = H5Dget_space(id);
    std::vector<T> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    REQUIRE(H5Dread(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
    H5Sclose(space);
    H5Dclose(id);
    return values;
  }

 private:
  hid_t file_;
};

TEST_CASE("A nested tree comes back from HDF5 as it was stored") {
  const test::Scratch scratch;
  REQUIRE(store::write_hdf5(scratch / "tree.h5", nested_tree(), {}));
  CHECK(json::parse(store::read_hdf5_json(scratch / "tree.h5").value()) == nested_tree());
}

TEST_CASE("Scalars are attributes of their type and null is an attribute without a value") {
  const test::Scratch scratch;
  REQUIRE(store::write_hdf5(scratch / "tree.h5", nested_tree(), {}));
  const Inspected file(scratch / "tree.h5");
  CHECK(file.text("/", "name") == "Schrödinger's µ-cat ±");
  CHECK(file.text("/", "empty_text").empty());
  CHECK(file.attribute<std::uint64_t>("/", "count", H5T_NATIVE_UINT64) == 18446744073709551615u);
  CHECK(file.attribute<std::int64_t>("/", "negative", H5T_NATIVE_INT64) == -7);
  CHECK(file.attribute<double>("/", "real", H5T_NATIVE_DOUBLE) == 0.1);
  CHECK(file.attribute_space("/", "nothing") == H5S_NULL);
  CHECK(file.attribute_space("/", "real") == H5S_SCALAR);
}

TEST_CASE("Uniform arrays are datasets and the others are groups with numbered members") {
  const test::Scratch scratch;
  REQUIRE(store::write_hdf5(scratch / "tree.h5", nested_tree(), {}));
  const Inspected file(scratch / "tree.h5");
  CHECK(file.dataset<double>("/numbers", H5T_NATIVE_DOUBLE) == std::vector{1.5, 2.0, -3.0});
  CHECK(file.dataset<int>("/qubits", H5T_NATIVE_INT) == std::vector{12, 13});
  CHECK(file.class_of("/qubits") == H5T_INTEGER);
  CHECK(file.class_of("/truths") == H5T_ENUM);
  CHECK(file.class_of("/words") == H5T_STRING);
  CHECK(file.dataset<double>("/empty", H5T_NATIVE_DOUBLE).empty());
  CHECK(file.attribute<int>("/figures", "array_length", H5T_NATIVE_INT) == 2);
  CHECK(file.text("/figures/1", "name") == "b");
  CHECK(file.dataset<int>("/figures/0/subject/qubits", H5T_NATIVE_INT) == std::vector{0, 1});
  CHECK(file.attribute<int>("/mixed", "0", H5T_NATIVE_INT) == 1);
  CHECK(file.attribute_space("/mixed", "1") == H5S_NULL);
  CHECK(file.dataset<int>("/mixed/3", H5T_NATIVE_INT) == std::vector{2, 3});
  CHECK(file.has("/empty_object"));
}

TEST_CASE("Names that HDF5 cannot hold are percent encoded") {
  const test::Scratch scratch;
  REQUIRE(store::write_hdf5(scratch / "tree.h5", nested_tree(), {}));
  const Inspected file(scratch / "tree.h5");
  CHECK(file.has_attribute("/", "a%2Fb.%25"));
  CHECK(file.has_attribute("/", "%2E"));
  CHECK(file.has_attribute("/", "%"));
}

TEST_CASE("A table is a dataset of records with the names of its columns") {
  struct Record {
    double length, survival;
  };
  const test::Scratch scratch;
  const std::vector<store::Table> tables{
      {.path = "/samples/rb_2q/12_13", .columns = {"length", "survival"}, .values = {{1, 2, 3}, {0.9, 0.8, 0.7}}},
      {.path = "/samples/rb_2q/13_14", .columns = {"length"}, .values = {{}}}};
  REQUIRE(store::write_hdf5(scratch / "tables.h5", json::object(), tables));
  const Inspected file(scratch / "tables.h5");
  const hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(Record));
  H5Tinsert(type, "survival", offsetof(Record, survival), H5T_NATIVE_DOUBLE);
  H5Tinsert(type, "length", offsetof(Record, length), H5T_NATIVE_DOUBLE);
  const auto records = file.dataset<Record>("/samples/rb_2q/12_13", type);
  H5Tclose(type);
  REQUIRE(records.size() == 3);
  CHECK(records[1].length == 2);
  CHECK(records[2].survival == 0.7);
  CHECK(file.has("/samples/rb_2q/13_14"));
}

TEST_CASE("Equal content makes equal bytes at any time") {
  const test::Scratch scratch;
  const std::vector<store::Table> tables{{.path = "/samples/a", .columns = {"x"}, .values = {{1, 2}}}};
  REQUIRE(store::write_hdf5(scratch / "first.h5", nested_tree(), tables));
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // HDF5 would store times in seconds
  REQUIRE(store::write_hdf5(scratch / "second.h5", nested_tree(), tables));
  CHECK(store::sha256(store::read_file(scratch / "first.h5", 1 << 24).value()) ==
        store::sha256(store::read_file(scratch / "second.h5", 1 << 24).value()));
}

TEST_CASE("Two tables of one path are refused and the old file stays") {
  const test::Scratch scratch;
  const store::Table table{.path = "/samples/a", .columns = {"x"}, .values = {{1, 2}}};
  REQUIRE(store::write_hdf5(scratch / "file.h5", {{"old", true}}, {}));
  const auto refused = store::write_hdf5(scratch / "file.h5", json::object(), {table, table});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == core::ErrorCode::missing_resource);
  CHECK(store::read_hdf5_json(scratch / "file.h5").value() == "{\n  \"old\": true\n}");
}

TEST_CASE("A file that is not HDF5 and one without a report are unusable and missing ones are named") {
  const test::Scratch scratch;
  REQUIRE(store::write_file(scratch / "text.h5", "not HDF5"));
  const auto text = store::read_hdf5_json(scratch / "text.h5");
  REQUIRE_FALSE(text);
  CHECK(text.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(text.error().message, Catch::Contains("expected an HDF5 file with a report in /json"));
  CHECK_THAT(store::read_hdf5_json(scratch / "none.h5").error().message, Catch::StartsWith("found no such file"));

  const hid_t empty = H5Fcreate((scratch / "empty.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(empty);
  const auto without = store::read_hdf5_json(scratch / "empty.h5");
  REQUIRE_FALSE(without);
  CHECK(without.error().where == (scratch / "empty.h5").string());
}

TEST_CASE("A truncated HDF5 file is unusable and nothing is printed") {
  const test::Scratch scratch;
  REQUIRE(store::write_hdf5(scratch / "file.h5", nested_tree(), {}));
  const std::string whole = store::read_file(scratch / "file.h5", 1 << 24).value();
  for (std::size_t length : {whole.size() / 8, whole.size() / 2, whole.size() - 1}) {
    REQUIRE(store::write_file(scratch / "cut.h5", whole.substr(0, length)));
    CHECK_FALSE(store::read_hdf5_json(scratch / "cut.h5"));
  }
}

TEST_CASE("A failed HDF5 write leaves the old file") {
  const test::Scratch scratch;
  CHECK_FALSE(store::write_hdf5(scratch / "none/file.h5", nested_tree(), {}));
  CHECK(scratch.files() == 0);
}

}  // namespace
