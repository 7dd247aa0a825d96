#include "common/practices/embedded_files.hpp"

// common/practices/embedded.S
extern "C" {
extern const char smallprint_words_rules_begin[];
extern const char smallprint_words_rules_end[];
extern const char smallprint_polarity_rules_begin[];
extern const char smallprint_polarity_rules_end[];
extern const char smallprint_practices_rules_begin[];
extern const char smallprint_practices_rules_end[];
extern const char smallprint_attributes_rules_begin[];
extern const char smallprint_attributes_rules_end[];
extern const char smallprint_intent_rules_begin[];
extern const char smallprint_intent_rules_end[];
}

namespace smallprint::embedded {

std::string_view words_rules() {
  return {smallprint_words_rules_begin, smallprint_words_rules_end};
}

std::string_view polarity_rules() {
  return {smallprint_polarity_rules_begin, smallprint_polarity_rules_end};
}

std::string_view practices_rules() {
  return {smallprint_practices_rules_begin, smallprint_practices_rules_end};
}

std::string_view attributes_rules() {
  return {smallprint_attributes_rules_begin, smallprint_attributes_rules_end};
}

std::string_view intent_rules() {
  return {smallprint_intent_rules_begin, smallprint_intent_rules_end};
}

}  // namespace smallprint::embedded
