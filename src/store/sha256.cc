// SHA-256 by OpenSSL's libcrypto: the checksums of inputs in a report. Used by the command line and importers.
// Knows no file: it sees bytes.
#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <string>

#include "qgauge/store.hpp"

namespace qgauge::store {

std::string sha256(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const int done =
      EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr);
  assert(done == 1 && size == 32);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

}  // namespace qgauge::store
