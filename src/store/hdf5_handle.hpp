// Handles of the HDF5 library that close themselves, and its failures as exceptions that never leave store.
// Used by the HDF5 reader and writer alone.
#pragma once

#include <string>
#include <utility>

#include <hdf5.h>

namespace qgauge::store {

/// What the library said. Thrown and caught inside store.
struct Hdf5Failure {
  std::string message;
};

/// The library's own account of the last failure of this thread, innermost first.
Hdf5Failure last_hdf5_failure();

/// Throws where an HDF5 call reports a failure.
inline void require(herr_t status) {
  if (status < 0) throw last_hdf5_failure();
}

/// An identifier with the function that closes it.
class Hdf5Handle {
 public:
  Hdf5Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {
    if (id < 0) throw last_hdf5_failure();
  }
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&&) = delete;
  ~Hdf5Handle() {
    if (id_ >= 0) close_(id_);
  }

  hid_t id() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

/// The library prints its errors unless told not to. Silent in this scope, as before after it.
class Hdf5Silence {
 public:
  Hdf5Silence() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  Hdf5Silence(const Hdf5Silence&) = delete;
  Hdf5Silence& operator=(const Hdf5Silence&) = delete;
  ~Hdf5Silence() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

 private:
  H5E_auto2_t function_ = nullptr;
  void* data_ = nullptr;
};

/// A string of any length, UTF-8, as h5py and h5dump show it.
Hdf5Handle text_type();

}  // namespace qgauge::store
