// Messages and types that the HDF5 reader and writer share.
#include "store/hdf5_handle.hpp"

namespace qgauge::store {
namespace {

herr_t keep_innermost(unsigned depth, const H5E_error2_t* error, void* message) {
  if (depth == 0) *static_cast<std::string*>(message) = error->desc;
  return 0;
}

}  // namespace

Hdf5Failure last_hdf5_failure() {
  Hdf5Failure failure{"the HDF5 library gives no reason"};
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &failure.message);
  return failure;
}

Hdf5Handle text_type() {
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  require(H5Tset_size(type.id(), H5T_VARIABLE));
  require(H5Tset_cset(type.id(), H5T_CSET_UTF8));
  return type;
}

}  // namespace qgauge::store
