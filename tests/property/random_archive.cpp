#include "tests/property/random_archive.hpp"

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "common/digest.hpp"

namespace smallprint::testing_support {
namespace {

constexpr std::size_t kSites = 12;

constexpr std::array<std::string_view, 40> kWords{
    {"we",       "share",       "sharing",  "shared",      "your",    "email",    "e-mail",
     "third",    "party",       "parties",  "third-party", "never",   "not",      "collect",
     "collects", "information", "US",       "us",          "opt-out", "opt",      "out",
     "cookies",  "cookie",      "web",      "site",        "website", "personal", "personalise",
     "data",     "with",        "don't",    "location",    "locate",  "consent",  "consents",
     "the",      "of",          "children", "child",       "privacy"}};

constexpr std::array<std::string_view, 4> kHeadings{
    {"Information we collect", "Sharing", "Your choices", "Contacting US"}};

/// Of a site's capture: so that equal captures have equal metadata.
std::size_t metadata_seed(const SmallSnapshot& snapshot) {
  return static_cast<std::size_t>(hash64(snapshot.site + snapshot.timestamp));
}

/// Something for two captures of three.
SnapshotMetadata metadata_of(const SmallSnapshot& snapshot) {
  std::mt19937 random(static_cast<std::uint32_t>(metadata_seed(snapshot)));
  SnapshotMetadata metadata;
  if (random() % 3 == 0) {
    return metadata;
  }
  for (const std::string_view category : {"News and Media", "Shopping", "sports"}) {
    if (random() % 2 == 0) {
      metadata.categories.emplace_back(category);
    }
  }
  if (random() % 4 != 0) {
    constexpr std::array<std::uint64_t, 6> kRanks{{1, 1'000, 1'001, 20'000, 1'000'000, 9'999'999}};
    metadata.alexa_rank = kRanks[random() % kRanks.size()];
  }
  if (random() % 4 != 0) {
    metadata.interval = random() % 2 == 0 ? "2013_B" : "2014_A";
  }
  if (random() % 4 == 0) {
    metadata.parked = random() % 2 == 0;
  }
  return metadata;
}

class Maker {
 public:
  explicit Maker(std::uint32_t seed) : random_(seed) {}

  std::vector<SmallSnapshot> archive() {
    std::vector<SmallSnapshot> snapshots;
    for (std::size_t site = 0; site < kSites; ++site) {
      add_site(fmt::format("site{:02}.example", site), snapshots);
    }
    return snapshots;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string paragraph() {
    std::string text;
    for (std::size_t words = 12 + below(20); words > 0; --words) {
      text += text.empty() ? "" : below(12) == 0 ? ". " : below(8) == 0 ? ", " : " ";
      text += kWords[below(kWords.size())];
    }
    return text + ".";
  }

  std::string list_of_items() {
    std::string text;
    for (std::size_t items = 2 + below(3); items > 0; --items) {
      text += "- " + paragraph() + "\n";
    }
    return text;
  }

  /// Some of the site's paragraphs, in any order, under one or two headings.
  std::string body(const std::vector<std::string>& paragraphs) {
    std::string text = "# Privacy\n\n";
    for (std::size_t part = 1 + below(2); part > 0; --part) {
      text += fmt::format("## {}\n\n", kHeadings[below(kHeadings.size())]);
      for (std::size_t count = 1 + below(6); count > 0; --count) {
        text += paragraphs[below(paragraphs.size())] + "\n\n";
      }
    }
    return text;
  }

  void add_site(const std::string& site, std::vector<SmallSnapshot>& snapshots) {
    std::vector<std::string> paragraphs;
    for (std::size_t count = 4 + below(5); count > 0; --count) {
      paragraphs.push_back(below(5) == 0 ? list_of_items() : paragraph());
    }
    std::size_t day = 1 + below(4);
    SmallSnapshot snapshot;
    for (std::size_t captures = 2 + below(8); captures > 0; --captures) {
      if (snapshot.body.empty() || below(4) != 0) {
        snapshot.body = body(paragraphs);
      }
      snapshot.site = site;
      snapshot.timestamp = fmt::format("201401{:02}{:02}0000", day, below(3));
      snapshot.host = below(4) == 0 ? "shared-host.example" : "www." + site;
      snapshot.metadata = metadata_of(snapshot);
      snapshot.after_removal = metadata_seed(snapshot) % 7 == 0;
      snapshots.push_back(snapshot);
      if (below(8) == 0) {
        snapshots.push_back(snapshot);  // a duplicate
      }
      day += below(4);
    }
  }

  std::mt19937 random_;
};

}  // namespace

std::vector<SmallSnapshot> random_archive(std::uint32_t seed) {
  return Maker(seed).archive();
}

}  // namespace smallprint::testing_support
