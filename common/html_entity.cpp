#include "common/html_entity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "common/code_point.hpp"

namespace smallprint {
namespace {

struct NamedEntity {
  std::string_view name;
  std::string_view text;
};

// Sorted by name, in byte order.
constexpr std::array kNamedEntities{
    NamedEntity{"AMP", "&"},         NamedEntity{"Aacute", "\u00C1"},
    NamedEntity{"Agrave", "\u00C0"}, NamedEntity{"Auml", "\u00C4"},
    NamedEntity{"Eacute", "\u00C9"}, NamedEntity{"Ouml", "\u00D6"},
    NamedEntity{"Uuml", "\u00DC"},   NamedEntity{"aacute", "\u00E1"},
    NamedEntity{"agrave", "\u00E0"}, NamedEntity{"amp", "&"},
    NamedEntity{"apos", "'"},        NamedEntity{"auml", "\u00E4"},
    NamedEntity{"bdquo", "\u201E"},  NamedEntity{"bull", "\u2022"},
    NamedEntity{"ccedil", "\u00E7"}, NamedEntity{"cent", "\u00A2"},
    NamedEntity{"copy", "\u00A9"},   NamedEntity{"deg", "\u00B0"},
    NamedEntity{"eacute", "\u00E9"}, NamedEntity{"egrave", "\u00E8"},
    NamedEntity{"emsp", "\u2003"},   NamedEntity{"ensp", "\u2002"},
    NamedEntity{"euro", "\u20AC"},   NamedEntity{"frac12", "\u00BD"},
    NamedEntity{"gt", ">"},          NamedEntity{"hellip", "\u2026"},
    NamedEntity{"iacute", "\u00ED"}, NamedEntity{"laquo", "\u00AB"},
    NamedEntity{"ldquo", "\u201C"},  NamedEntity{"lsquo", "\u2018"},
    NamedEntity{"lt", "<"},          NamedEntity{"mdash", "\u2014"},
    NamedEntity{"middot", "\u00B7"}, NamedEntity{"nbsp", "\u00A0"},
    NamedEntity{"ndash", "\u2013"},  NamedEntity{"ntilde", "\u00F1"},
    NamedEntity{"oacute", "\u00F3"}, NamedEntity{"ouml", "\u00F6"},
    NamedEntity{"para", "\u00B6"},   NamedEntity{"pound", "\u00A3"},
    NamedEntity{"quot", "\""},       NamedEntity{"raquo", "\u00BB"},
    NamedEntity{"rarr", "\u2192"},   NamedEntity{"rdquo", "\u201D"},
    NamedEntity{"reg", "\u00AE"},    NamedEntity{"rsquo", "\u2019"},
    NamedEntity{"sbquo", "\u201A"},  NamedEntity{"sect", "\u00A7"},
    NamedEntity{"shy", "\u00AD"},    NamedEntity{"szlig", "\u00DF"},
    NamedEntity{"thinsp", "\u2009"}, NamedEntity{"times", "\u00D7"},
    NamedEntity{"trade", "\u2122"},  NamedEntity{"uacute", "\u00FA"},
    NamedEntity{"uuml", "\u00FC"},   NamedEntity{"yen", "\u00A5"},
    NamedEntity{"zwj", "\u200D"},    NamedEntity{"zwnj", "\u200C"},
};
static_assert(std::is_sorted(kNamedEntities.begin(),
                             kNamedEntities.end(),
                             [](const NamedEntity& a, const NamedEntity& b) {
                               return a.name < b.name;
                             }));

// WHATWG Encoding Standard, index windows-1252; the code points it leaves as controls are spaces.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x20,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x20,   0x017D, 0x20,   0x20,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x20,   0x017E, 0x0178};

std::string decode_number(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  char32_t decoded = value;
  if (error != std::errc{} || end != digits.data() + digits.size() || value == 0 ||
      value > 0x10FFFF || is_surrogate) {
    decoded = 0xFFFD;
  } else if (value >= 0x80 && value <= 0x9F) {
    decoded = windows_1252(value);
  }
  std::string text;
  append_code_point(text, decoded);
  return text;
}

}  // namespace

char32_t windows_1252(char32_t c1_control) {
  return kWindows1252[c1_control - 0x80];
}

std::string decode_entity(std::string_view reference) {
  const std::string_view name = reference.substr(1, reference.size() - 2);
  if (name.starts_with('#')) {
    const bool is_hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    return is_hexadecimal ? decode_number(name.substr(2), 16) : decode_number(name.substr(1), 10);
  }
  const auto* const found = std::lower_bound(
      kNamedEntities.begin(),
      kNamedEntities.end(),
      name,
      [](const NamedEntity& entity, std::string_view wanted) { return entity.name < wanted; });
  const bool is_known = found != kNamedEntities.end() && found->name == name;
  return std::string(is_known ? found->text : reference);
}

}  // namespace smallprint
