// Writes a JSON tree into an open HDF5 file: objects as groups, scalars as attributes, uniform arrays as datasets.
// Used by write_hdf5. Times are not stored, so that equal content makes equal bytes.
#include "store/hdf5_tree.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace qgauge::store {
namespace {

using nlohmann::json;

/// The marker of a group that stands for an array: its number of elements.
constexpr const char* length_name = "array_length";

/// HDF5 names cannot be empty or "." and cannot hold "/" or a NUL: those are percent-encoded, as is "%" itself.
std::string hdf5_name(const std::string& key) {
  if (key.empty()) return "%";
  if (key == ".") return "%2E";
  std::string name;
  for (const char c : key) {
    if (c == '/') {
      name += "%2F";
    } else if (c == '%') {
      name += "%25";
    } else if (c == '\0') {
      name += "%00";
    } else {
      name += c;
    }
  }
  return name;
}

/// The library's own truth value as h5py knows it: an enumeration of FALSE and TRUE over one byte.
Hdf5Handle boolean_type() {
  Hdf5Handle type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose);
  const std::int8_t no = 0;
  const std::int8_t yes = 1;
  require(H5Tenum_insert(type.id(), "FALSE", &no));
  require(H5Tenum_insert(type.id(), "TRUE", &yes));
  return type;
}

Hdf5Handle copy_of(hid_t type) { return {H5Tcopy(type), H5Tclose}; }

void write_attribute(hid_t group, const std::string& name, const Hdf5Handle& type, const void* value) {
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle attribute(H5Acreate2(group, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                             H5Aclose);
  require(H5Awrite(attribute.id(), type.id(), value));
}

/// Null is an attribute with an empty dataspace: h5py.Empty.
void write_null(hid_t group, const std::string& name) {
  const Hdf5Handle space(H5Screate(H5S_NULL), H5Sclose);
  const Hdf5Handle attribute(H5Acreate2(group, name.c_str(), H5T_NATIVE_DOUBLE, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                             H5Aclose);
}

void write_scalar(hid_t group, const std::string& name, const json& value) {
  if (value.is_null()) {
    write_null(group, name);
  } else if (value.is_string()) {
    const char* text = value.get_ref<const std::string&>().c_str();
    write_attribute(group, name, text_type(), &text);
  } else if (value.is_boolean()) {
    const std::int8_t truth = value.get<bool>() ? 1 : 0;
    write_attribute(group, name, boolean_type(), &truth);
  } else if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    write_attribute(group, name, copy_of(H5T_NATIVE_UINT64), &number);
  } else if (value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    write_attribute(group, name, copy_of(H5T_NATIVE_INT64), &number);
  } else {
    const auto number = value.get<double>();
    write_attribute(group, name, copy_of(H5T_NATIVE_DOUBLE), &number);
  }
}

Hdf5Handle untimed(hid_t property_class) {
  Hdf5Handle properties(H5Pcreate(property_class), H5Pclose);
  require(H5Pset_obj_track_times(properties.id(), 0));
  return properties;
}

void write_dataset(hid_t group, const std::string& name, const Hdf5Handle& type, std::size_t length, const void* data) {
  const hsize_t size = length;
  const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose);
  const Hdf5Handle properties = untimed(H5P_DATASET_CREATE);
  const Hdf5Handle dataset(
      H5Dcreate2(group, name.c_str(), type.id(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), H5Dclose);
  if (length > 0) require(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, data));
}

template <class T>
void write_numbers(hid_t group, const std::string& name, const json& array, hid_t type) {
  const auto values = array.get<std::vector<T>>();
  write_dataset(group, name, copy_of(type), values.size(), values.data());
}

void write_strings(hid_t group, const std::string& name, const json& array) {
  std::vector<const char*> texts;
  for (const json& element : array) texts.push_back(element.get_ref<const std::string&>().c_str());
  write_dataset(group, name, text_type(), texts.size(), texts.data());
}

void write_booleans(hid_t group, const std::string& name, const json& array) {
  std::vector<std::int8_t> truths;
  for (const json& element : array) truths.push_back(element.get<bool>() ? 1 : 0);
  write_dataset(group, name, boolean_type(), truths.size(), truths.data());
}

/// Makes the group `name` in `parent`. That it keeps the order of its members also makes it the compact kind of
/// HDF5 1.8: a tenth of the size of the old one.
Hdf5Handle make_group(hid_t parent, const std::string& name) {
  const Hdf5Handle properties = untimed(H5P_GROUP_CREATE);
  require(H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED));
  return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT), H5Gclose};
}

void write_member(hid_t group, const std::string& name, const json& value);

/// Objects, nested and mixed arrays: a group whose members are numbered.
void write_elements(hid_t parent, const std::string& name, const json& array) {
  const Hdf5Handle group = make_group(parent, name);
  write_scalar(group.id(), length_name, array.size());
  for (std::size_t i = 0; i < array.size(); ++i) write_member(group.id(), std::to_string(i), array[i]);
}

bool fits_int64(const json& value) {
  constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  return value.is_number_integer() && !(value.is_number_unsigned() && value.get<std::uint64_t>() > largest);
}

void write_array(hid_t group, const std::string& name, const json& array) {
  const auto every = [&array](bool (json::*is)() const noexcept) {
    return std::ranges::all_of(array, [is](const json& element) { return (element.*is)(); });
  };
  if (!array.empty() && std::ranges::all_of(array, fits_int64)) {
    write_numbers<std::int64_t>(group, name, array, H5T_NATIVE_INT64);
  } else if (every(&json::is_number)) {
    write_numbers<double>(group, name, array, H5T_NATIVE_DOUBLE);
  } else if (every(&json::is_string)) {
    write_strings(group, name, array);
  } else if (every(&json::is_boolean)) {
    write_booleans(group, name, array);
  } else {
    write_elements(group, name, array);
  }
}

void write_member(hid_t group, const std::string& name, const json& value) {
  if (value.is_object()) {
    write_tree(make_group(group, name).id(), value);
  } else if (value.is_array()) {
    write_array(group, name, value);
  } else {
    write_scalar(group, name, value);
  }
}

/// A record of doubles, one for each column.
Hdf5Handle record_type(const std::vector<std::string>& columns) {
  Hdf5Handle type(H5Tcreate(H5T_COMPOUND, sizeof(double) * std::max<std::size_t>(columns.size(), 1)), H5Tclose);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    require(H5Tinsert(type.id(), columns[i].c_str(), sizeof(double) * i, H5T_NATIVE_DOUBLE));
  }
  return type;
}

std::vector<double> interleave(const std::vector<std::vector<double>>& columns, std::size_t rows) {
  std::vector<double> records;
  records.reserve(columns.size() * rows);
  for (std::size_t row = 0; row < rows; ++row) {
    for (const auto& column : columns) records.push_back(column[row]);
  }
  return records;
}

/// Makes the groups on the way to the last part of "/a/b/c" that are not there.
void make_groups(hid_t root, const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string prefix = path.substr(0, slash);
    const htri_t exists = H5Lexists(root, prefix.c_str(), H5P_DEFAULT);
    require(exists);
    if (exists == 0) make_group(root, prefix);
  }
}

}  // namespace

void write_tree(hid_t group, const json& object) {
  for (const auto& [key, value] : object.items()) write_member(group, hdf5_name(key), value);
}

void write_text_dataset(hid_t group, const char* name, const std::string& text) {
  const Hdf5Handle type = text_type();
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle properties = untimed(H5P_DATASET_CREATE);
  const Hdf5Handle dataset(H5Dcreate2(group, name, type.id(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                           H5Dclose);
  const char* data = text.c_str();
  require(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &data));
}

void write_table(hid_t root, const Table& table) {
  assert(!table.columns.empty() && table.columns.size() == table.values.size());
  const std::size_t rows = table.values.front().size();
  assert(std::ranges::all_of(table.values, [rows](const auto& column) { return column.size() == rows; }));
  make_groups(root, table.path);
  const std::vector<double> records = interleave(table.values, rows);
  write_dataset(root, table.path, record_type(table.columns), rows, records.data());
}

}  // namespace qgauge::store
