#include "tests/property/stored_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <sstream>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "common/passage_splitter.hpp"
#include "common/shard_reader.hpp"
#include "common/snapshot_header.hpp"

namespace smallprint::testing_support {
namespace {

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Words are runs of ASCII letters and digits: all that no entity and no replacement makes.
bool contains_words_in_order(std::string_view source, std::string_view text) {
  std::size_t at = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_letter_or_digit(text[end])) {
      ++end;
    }
    if (end == begin) {
      ++begin;
      continue;
    }
    at = source.find(text.substr(begin, end - begin), at);
    if (at == std::string_view::npos) {
      return false;
    }
    at += end - begin;
    begin = end;
  }
  return true;
}

/// The address of a link, from its `](` on: one past the matching parenthesis.
std::size_t end_of_address(std::string_view source, std::size_t at) {
  int depth = 0;
  do {
    depth += source[at] == '(' ? 1 : source[at] == ')' ? -1 : 0;
    ++at;
  } while (at < source.size() && depth > 0);
  return at;
}

/// Drops what may stand within a word: `**P**rivacy`, `[here](https://a.example/)to`, invisible
/// characters.
std::string without_inline_markup(std::string_view source) {
  constexpr std::array<std::string_view, 10> kDropped{
      {"![", "[", "]", "*", "_", "`", "~", "\\", "\xE2\x80\x8B", "\xC2\xAD"}};
  std::string plain;
  for (std::size_t at = 0; at < source.size();) {
    const auto dropped = std::find_if(kDropped.begin(), kDropped.end(), [&](std::string_view mark) {
      return source.substr(at).starts_with(mark);
    });
    if (source.substr(at).starts_with("](")) {
      at = end_of_address(source, at + 1);
    } else if (source[at] == '<' && source.find('>', at) != std::string_view::npos) {
      at = source.find('>', at) + 1;
    } else if (dropped != kDropped.end()) {
      at += dropped->size();
    } else {
      plain += source[at++];
    }
  }
  return plain;
}

/// Every byte but those that continue a code point.
std::size_t code_points(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

void check_row(const PassageText& row,
               std::string_view file,
               const std::vector<Passage>& passages,
               const std::string& name,
               StoredTextReport& report) {
  const std::string_view source = file.substr(row.byte_begin, row.byte_end - row.byte_begin);
  if (!contains_words_in_order(source, row.text)) {
    ++report.with_interrupted_words;
    if (!contains_words_in_order(without_inline_markup(source), row.text)) {
      report.untraceable.push_back(name);
    }
  }
  const bool is_a_passage =
      std::any_of(passages.begin(), passages.end(), [&](const Passage& passage) {
        return passage.byte_begin == row.byte_begin && passage.byte_end == row.byte_end &&
               passage.text == row.text && passage.heading == row.heading;
      });
  if (!is_a_passage) {
    report.other_text.push_back(name);
  }
  if (row.char_begin != code_points(file.substr(0, row.byte_begin)) ||
      row.char_end != row.char_begin + code_points(source)) {
    report.other_points.push_back(name);
  }
}

void check_shard(const std::filesystem::path& archive,
                 ShardReader& shard,
                 StoredTextReport& report) {
  std::vector<std::vector<std::uint32_t>> rows_of(shard.snapshots());  // by first snapshot
  for (std::uint32_t row = 0; row < shard.rows(); ++row) {
    rows_of[shard.row_first[row]].push_back(row);
  }
  for (std::uint32_t snapshot = 0; snapshot < shard.snapshots(); ++snapshot) {
    const std::string name = shard.snapshot_details(snapshot).file;
    const std::string file = read_whole(archive / name);
    if (shard.rebuild_file(snapshot) != file) {
      report.not_rebuilt.push_back(name);
    }
    const auto header = parse_snapshot_header(file);
    const std::size_t body = std::get<SnapshotHeader>(header).body_begin;
    const std::vector<Passage> passages = split_passages(file, body).passages;
    for (const std::uint32_t row : rows_of[snapshot]) {
      const PassageText text = shard.passage_text(row);
      check_row(text, file, passages, fmt::format("{}:{}", name, text.byte_begin), report);
    }
  }
  report.snapshots += shard.snapshots();
  report.rows += shard.rows();
}

}  // namespace

StoredTextReport check_stored_text(const std::filesystem::path& archive,
                                   searching::IndexView& index) {
  StoredTextReport report;
  for (const auto& shard : index.shards) {
    check_shard(archive, shard->data, report);
  }
  return report;
}

}  // namespace smallprint::testing_support
