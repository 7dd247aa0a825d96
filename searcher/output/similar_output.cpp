#include "searcher/output/similar_output.hpp"

#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/printable.hpp"
#include "schemas/templates.hpp"

namespace smallprint::searching {
namespace {

constexpr int kFormatVersion = 1;

double rounded(double value) {
  return std::round(value * 10'000) / 10'000;
}

Json head_json(const std::string& index_digest) {
  return {{"format_version", kFormatVersion}, {"index_digest", index_digest}};
}

Json to_json(const PassageView& passage) {
  return {{"passage_id", passage.passage_id},
          {"site", passage.site},
          {"policy", passage.policy},
          {"heading", passage.heading},
          {"text", passage.text},
          {"lifespan",
           {{"first", format_day(passage.first)},
            {"last", format_day(passage.last)},
            {"snapshots", passage.snapshots}}}};
}

Json to_json(const SimilarPassage& site) {
  return {{"site", site.nearest.site},
          {"jaccard", rounded(site.jaccard)},
          {"same_text", site.same_text},
          {"passages", site.passages},
          {"first", format_day(site.first)},
          {"last", format_day(site.last)},
          {"nearest", to_json(site.nearest)}};
}

std::string sites_text(std::uint64_t count) {
  return fmt::format("{} other {}", count, count == 1 ? "site" : "sites");
}

/// `alike to 0.9520`, `the same text`.
std::string likeness_text(const SimilarPassage& site) {
  return site.same_text ? "the same text" : fmt::format("alike to {:.4f}", rounded(site.jaccard));
}

std::string site_text(std::size_t rank, const SimilarPassage& site, const TextStyle& style) {
  std::string out = fmt::format("\n{:>2}. {}  {}, {} to {}, {} {}\n",
                                rank,
                                printable(site.nearest.site),
                                likeness_text(site),
                                format_day(site.first),
                                format_day(site.last),
                                site.passages,
                                site.passages == 1 ? "passage" : "passages");
  if (!site.same_text) {
    out += wrap(printable_text(site.nearest.text), style.columns);
  }
  return out + fmt::format("    {}\n", site.nearest.passage_id);
}

}  // namespace

Json similar_json(const std::string& index_digest, const SimilarPassages& answer) {
  Json json = head_json(index_digest);
  json["passage"] = to_json(answer.passage);
  json["threshold"] = static_cast<double>(kNearNumerator) / static_cast<double>(kNearDenominator);
  json["template"] = Json();
  if (!answer.template_id.empty()) {
    json["template"] = {{"id", answer.template_id}, {"sites", answer.template_sites}};
  }
  json["same_text_sites"] = answer.same_text_sites;
  json["near_sites"] = answer.near_sites;
  json["sites"] = Json::array();
  for (const SimilarPassage& site : answer.sites) {
    json["sites"].push_back(to_json(site));
  }
  return json;
}

Json similar_json(const std::string& index_digest, const SimilarSites& answer) {
  Json json = head_json(index_digest);
  json["site"] = answer.site;
  json["templates"] = answer.templates;
  json["distinct"] = answer.distinct;
  json["same_policy"] = answer.same_policy;
  json["sites"] = Json::array();
  for (const SimilarSite& site : answer.sites) {
    json["sites"].push_back({{"site", site.site},
                             {"shared", site.shared},
                             {"templates", site.templates},
                             {"policies", site.policies}});
  }
  return json;
}

Json similar_json(const std::string& index_digest, const SharedPhrases& answer) {
  Json json = head_json(index_digest);
  json["site"] = answer.site;
  json["words_of_run"] = kWordsOfRun;
  json["runs"] = answer.runs;
  json["distinct"] = answer.distinct;
  json["sites"] = Json::array();
  for (const SitePhrases& site : answer.sites) {
    json["sites"].push_back({{"site", site.site}, {"shared", site.shared}});
  }
  return json;
}

std::string similar_text(const std::string& index_digest,
                         const SimilarPassages& answer,
                         const TextStyle& style) {
  const PassageView& passage = answer.passage;
  std::string out = fmt::format("{}  {}\n{}    in force {} to {}\n",
                                printable(passage.site),
                                passage.passage_id,
                                wrap(printable_text(passage.text), style.columns),
                                format_day(passage.first),
                                format_day(passage.last));
  if (answer.template_id.empty()) {
    out += fmt::format("too short to compare: fewer than {} words\n", kTemplateWords);
  } else {
    out += fmt::format("the same text on {}, nearly the same on {} more; {} on {} in all\n",
                       sites_text(answer.same_text_sites),
                       answer.near_sites,
                       answer.template_id,
                       answer.template_sites);
  }
  out += fmt::format("index   {}\n", index_digest);
  for (std::size_t i = 0; i < answer.sites.size(); ++i) {
    out += site_text(answer.first_rank + i, answer.sites[i], style);
  }
  return out;
}

std::string similar_text(const std::string& index_digest, const SimilarSites& answer) {
  std::string out =
      fmt::format("{}: {} templates, shared with {}; whole policies with {}\nindex   {}\n",
                  printable(answer.site),
                  answer.templates,
                  sites_text(answer.distinct),
                  answer.same_policy,
                  index_digest);
  for (const SimilarSite& site : answer.sites) {
    out += fmt::format("{:>6} of its {:>5}  {}{}\n",
                       site.shared,
                       site.templates,
                       printable(site.site),
                       site.policies > 0 ? "  (a whole policy)" : "");
  }
  return out;
}

std::string similar_text(const std::string& index_digest, const SharedPhrases& answer) {
  std::string out = fmt::format("{}: {} runs of {} words, shared with {}\nindex   {}\n",
                                printable(answer.site),
                                answer.runs,
                                kWordsOfRun,
                                sites_text(answer.distinct),
                                index_digest);
  for (const SitePhrases& site : answer.sites) {
    out += fmt::format("{:>6}  {}\n", site.shared, printable(site.site));
  }
  return out;
}

}  // namespace smallprint::searching
