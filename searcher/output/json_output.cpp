#include "searcher/output/json_output.hpp"

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "common/json_text.hpp"
#include "common/practices/label_names.hpp"
#include "common/practices/labels_json.hpp"
#include "searcher/output/git_command.hpp"
#include "searcher/output/text_format.hpp"

namespace smallprint::searching {
namespace {

constexpr int kFormatVersion = 1;

Json day_or_null(const std::optional<Day>& day) {
  return day ? Json(format_day(*day)) : Json(nullptr);
}

Json commit_or_null(const std::string& commit) {
  return commit.empty() ? Json(nullptr) : Json(commit);
}

Json git_command_or_null(const SnapshotView& snapshot) {
  return snapshot.commit.empty()
             ? Json(nullptr)
             : Json(git_show_command(snapshot.archive, snapshot.commit, snapshot.file));
}

}  // namespace

Json to_json(const Filters& filters) {
  Json excluded = Json::array();
  for (const ParsedQuery& query : filters.excluded) {
    excluded.push_back(query.parsed);
  }
  Json practices = Json::array();
  for (const PracticeValue& value : filters.statement.practices) {
    practices.push_back(name_of(value));
  }
  Json data = Json::array();
  for (const ValueId value : filters.statement.data) {
    data.push_back(name_of_data(value));
  }
  return {{"site", filters.sites},
          {"policy_host", filters.policy_hosts},
          {"practice", practices},
          {"data", data},
          {"category", filters.categories},
          {"from", day_or_null(filters.days.from)},
          {"to", day_or_null(filters.days.to)},
          {"not", excluded}};
}

namespace {

/// One entry for each data type asked for, or one without.
Json to_json(const std::optional<QueryIntent>& intent) {
  Json list = Json::array();
  if (!intent) {
    return list;
  }
  Json polarities = Json::array();
  for (const Polarity polarity : intent->polarities) {
    polarities.push_back(id(polarity));
  }
  Json values = Json::array();
  Json data = Json::array();
  for (std::size_t i = 0; i < kValueCount; ++i) {
    if ((intent->values & bit(static_cast<ValueId>(i))) != 0) {
      values.push_back(label_name(label_of_value(static_cast<ValueId>(i))));
      if (i < kDataTypeCount) {
        data.push_back(kAttributeValues[i].id);
      }
    }
  }
  if (data.empty()) {
    data.push_back(nullptr);
  }
  for (const Json& type : data) {
    list.push_back({{"practice", entry(intent->practice).id},
                    {"polarity", polarities.empty() ? Json() : polarities.front()},
                    {"polarities", polarities},
                    {"data", type},
                    {"attributes", values},
                    {"weight", std::round(intent->confidence * 100) / 100}});
  }
  return list;
}

}  // namespace

Json to_json(const ParsedQuery& query, const std::optional<QueryIntent>& intent) {
  Json normalised = Json::array();
  for (const auto& [written, became] : query.normalised) {
    normalised.push_back({written, became});
  }
  Json score_only = Json::array();
  for (const QueryWord& word : query.score_only) {
    score_only.push_back(word.written);
  }
  return {{"input", query.input},
          {"parsed", query.parsed},
          {"normalised", normalised},
          {"score_only", score_only},
          {"ignored", query.ignored},
          {"intent", to_json(intent)}};
}

namespace {

Json to_json(const Explanation& explanation) {
  Json parts = Json::array();
  for (const ScorePart& part : explanation.parts) {
    parts.push_back({{"kind", part.kind == ScorePart::Kind::kLabel ? "label" : "word"},
                     {"term", part.term},
                     {"weight", part.weight},
                     {"frequency", part.frequency},
                     {"score", part.score}});
  }
  return {
      {"words", explanation.words}, {"average_words", explanation.average_words}, {"parts", parts}};
}

std::string_view group_name(Group group) {
  switch (group) {
    case Group::kSite:
      return "site";
    case Group::kPolicy:
      return "policy";
    case Group::kNone:
      break;
  }
  return "none";
}

}  // namespace

std::string to_line(const Json& json) {
  return escape_json_controls(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json to_json(const Totals& totals) {
  return {{"sites", totals.sites},
          {"policies", totals.policies},
          {"snapshots", totals.snapshots},
          {"passages", totals.passages},
          {"exact", true}};
}

namespace {

/// Of a Hit or a SnapshotPassage.
template <typename Passage>
Json lifespan_json(const Passage& passage) {
  return {{"first", format_day(passage.first)},
          {"last", format_day(passage.last)},
          {"snapshots", passage.snapshots}};
}

/// What a hit says of its passage, whatever was asked.
void add_passage(const Hit& hit, Json& json) {
  const PassageText& passage = hit.passage;
  json["passage_id"] = hit.passage_id;
  json["site"] = hit.site;
  json["policy"] = hit.policy;
  json["policy_host"] = hit.policy_host;
  json["title"] = hit.title;
  json["heading"] = passage.heading;
  json["text"] = passage.text;
}

Json source_json(const Hit& hit) {
  const PassageText& passage = hit.passage;
  return {{"archive", json_file_name(hit.archive)},
          {"file", json_file_name(hit.source.file)},
          {"commit", commit_or_null(hit.source.commit)},
          {"byte_start", passage.byte_begin},
          {"byte_end", passage.byte_end},
          {"char_start", passage.char_begin},
          {"char_end", passage.char_end},
          {"archive_url", hit.source.archive_url}};
}

}  // namespace

Json to_json(const Hit& hit) {
  Json json = {{"rank", hit.rank}, {"score", hit.at.score}};
  add_passage(hit, json);
  json["highlights"] = hit.highlights;
  json["lifespan"] = lifespan_json(hit);
  json["practices"] = statements_to_json(hit.statements, hit.passage.text);
  json["source"] = source_json(hit);
  json["more_from_site"] = hit.more_from_site;
  if (hit.collapsed) {
    json["template"] = {{"id", hit.collapsed->template_id},
                        {"sites", hit.collapsed->sites},
                        {"collapsed", hit.collapsed->more}};
  }
  if (hit.explanation) {
    json["explain"] = to_json(*hit.explanation);
  }
  return json;
}

Json passage_record(const Hit& hit) {
  Json json = Json::object();
  add_passage(hit, json);
  json["lifespan"] = lifespan_json(hit);
  json["practices"] = statements_to_json(hit.statements, hit.passage.text);
  json["source"] = source_json(hit);
  json["source"]["timestamp"] = hit.source.timestamp;
  json["metadata"] = to_json(decode_snapshot_metadata(hit.source.metadata));
  return json;
}

Json snapshot_record(const MatchedSnapshot& snapshot) {
  return {{"site", snapshot.site},
          {"policy", snapshot.policy},
          {"policy_host", snapshot.policy_host},
          {"title", snapshot.source.title},
          {"date", format_day(snapshot.day)},
          {"timestamp", snapshot.source.timestamp},
          {"passages", snapshot.passages},
          {"archive_url", snapshot.source.archive_url},
          {"archive", json_file_name(snapshot.archive)},
          {"file", json_file_name(snapshot.source.file)},
          {"commit", commit_or_null(snapshot.source.commit)},
          {"metadata", to_json(decode_snapshot_metadata(snapshot.source.metadata))}};
}

Json to_json(const SnapshotMetadata& metadata) {
  Json json = Json::object();
  const auto put = [&](const char* key, const auto& value) {
    if (value) {
      json[key] = *value;
    }
  };
  const auto put_text = [&](const char* key, const std::string& text) {
    if (!text.empty()) {
      json[key] = text;
    }
  };
  if (!metadata.categories.empty()) {
    json["categories"] = metadata.categories;
  }
  put("alexa_rank", metadata.alexa_rank);
  put_text("interval", metadata.interval);
  put_text("policy_domain", metadata.policy_domain);
  put("parked_domain", metadata.parked);
  put("word_count", metadata.word_count);
  put("readability", metadata.readability);
  put("simhash", metadata.simhash);
  return json;
}

Json to_json(const SnapshotView& snapshot, std::string_view index_digest) {
  Json passages = Json::array();
  for (const SnapshotPassage& passage : snapshot.passages) {
    passages.push_back({{"passage_id", passage.passage_id},
                        {"heading", passage.heading},
                        {"text", passage.text},
                        {"byte_start", passage.byte_begin},
                        {"byte_end", passage.byte_end},
                        {"practices", statements_to_json(passage.statements, passage.text)},
                        {"lifespan", lifespan_json(passage)}});
  }
  return {{"format_version", kFormatVersion},
          {"index_digest", index_digest},
          {"site", snapshot.site},
          {"policy", snapshot.policy},
          {"policy_host", snapshot.policy_host},
          {"title", snapshot.title},
          {"date", format_day(snapshot.day)},
          {"timestamp", snapshot.timestamp},
          {"archive_url", snapshot.archive_url},
          {"url", snapshot.url},
          {"archive", json_file_name(snapshot.archive)},
          {"file", json_file_name(snapshot.file)},
          {"commit", commit_or_null(snapshot.commit)},
          {"git_command", git_command_or_null(snapshot)},
          {"metadata", to_json(snapshot.metadata)},
          {"passages", passages}};
}

Json answer_head(const IndexView& index, const SearchRequest& request, const Answer& answer) {
  return {{"format_version", kFormatVersion},
          {"index_digest", index.manifest.index_digest},
          {"query", to_json(request.query, request.intent)},
          {"filters", to_json(request.filters)},
          {"group", group_name(request.group)},
          {"sort", request.sort == Sort::kDate ? "date" : "relevance"},
          {"totals", to_json(answer.totals)},
          {"offset", request.offset}};
}

Json batch_line(std::string_view qid, const Hit& hit) {
  std::string passage = join_heading(hit.passage.heading);
  passage += passage.empty() ? "" : "\n";
  passage += hit.passage.text;
  return {{"qid", qid},
          {"rank", hit.rank},
          {"score", hit.at.score},
          {"site", hit.site},
          {"domain", hit.site},
          {"passage", passage},
          {"passage_id", hit.passage_id},
          {"first", format_day(hit.first)},
          {"last", format_day(hit.last)},
          {"archive_url", hit.source.archive_url}};
}

}  // namespace smallprint::searching
