#include "common/templates/template_table.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.hpp"
#include "common/generation.hpp"
#include "common/templates/shard_texts.hpp"
#include "indexer/templates/template_check.hpp"
#include "searcher/templates/policy_templates.hpp"
#include "tests/support/small_archive.hpp"

namespace smallprint {
namespace {

namespace fs = std::filesystem;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;
using testing_support::SmallSnapshot;
using testing_support::TemporaryFolder;

/// 23 distinct words and `name`: two of them have 23 of 25 words in common.
std::string notice(const std::string& name) {
  return fmt::format(
      "Our pages keep records about everyone who visits {} because advertisers pay us for "
      "knowing which articles people read before buying things elsewhere today.",
      name);
}

/// The sites of each template by the site that has its text first in the order of sites.
std::map<std::string, std::uint32_t> templates_of(const fs::path& index) {
  const fs::path generation = require_generation(index);
  const searching::IndexView view(index);
  std::vector<ShardTexts> shards;
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t number = 0; number < view.shards.size(); ++number) {
    shards.emplace_back(generation / shard_name(number), view.shards[number]->data.rows());
    sizes.push_back(shards.back().size());
  }
  const TemplateTable table(generation, text_begins(sizes));
  std::map<std::string, std::uint32_t> templates;
  for (std::uint32_t number = 0; number < table.size(); ++number) {
    const TextPlace leader = table.leader_of(number);
    templates.emplace(template_id_text(shards[leader.shard].digest[leader.text]),
                      table.sites[number]);
  }
  return templates;
}

/// The sites of each policy template by its id.
std::map<std::string, std::uint32_t> policy_templates_of(const fs::path& index) {
  const searching::IndexView view(index);
  const searching::IndexTemplates passages(view);
  const searching::IndexPolicyTemplates policies(view);
  std::map<std::string, std::uint32_t> templates;
  for (std::uint32_t number = 0; number < policies.size(); ++number) {
    templates.emplace(
        searching::policy_template_id(view, passages, policies.leading_snapshot(number)),
        policies.sites_of(number));
  }
  return templates;
}

std::string id_of(const std::string& text) {
  return template_id_text(text_digest(text));
}

TEST(Templates, AreNamedByTheDigestOfTheirText) {
  EXPECT_EQ(template_id_text(0x1f), "t:000000000000001f");
}

TEST(Templates, HaveTheNearTextsOfAllSitesAndCountTheSites) {
  TemporaryFolder archive;
  const TemporaryFolder home;
  testing_support::write_snapshots(
      archive,
      {{.site = "a.com", .timestamp = "20100101000000", .body = notice("Acorn")},
       {.site = "b.com", .timestamp = "20100101000000", .body = notice("Birch")},
       {.site = "c.com", .timestamp = "20100101000000", .body = notice("Birch")},
       {.site = "c.com", .timestamp = "20110101000000", .body = notice("Cedar")},
       {.site = "d.com", .timestamp = "20110101000000", .body = "Too few words to count."}});
  testing_support::build_small_index(archive.path(), home.path() / "index");
  EXPECT_THAT(templates_of(home.path() / "index"), ElementsAre(Pair(id_of(notice("Birch")), 3)));
}

/// Twelve texts with no word in common but for those of `others`, which are the site's own.
std::string policy_of(const std::string& site, std::uint32_t others) {
  std::string body;
  for (std::uint32_t part = 0; part < 12; ++part) {
    for (std::uint32_t word = 0; word < 25; ++word) {
      body += fmt::format("{}part{}word{} ", part < others ? site : "", part, word);
    }
    body += "\n\n";
  }
  return body;
}

// Of the templates that either has, one of twelve others leaves 11 of 13; one fewer, 11 of 12.
TEST(PolicyTemplates, HaveTheSnapshotsThatShareNineTenthsOfTheirTemplates) {
  TemporaryFolder archive;
  const TemporaryFolder home;
  const std::string whole = policy_of("", 0);
  testing_support::write_snapshots(
      archive,
      {{.site = "a.com", .timestamp = "20100101000000", .body = whole},
       {.site = "b.com", .timestamp = "20100101000000", .body = whole + "Write to b.com."},
       {.site = "b.com", .timestamp = "20110101000000", .body = policy_of("b", 12)},
       {.site = "c.com",
        .timestamp = "20100101000000",
        .body = whole.substr(0, whole.rfind("part11word0 "))},
       {.site = "d.com", .timestamp = "20100101000000", .body = policy_of("d", 1)},
       {.site = "e.com", .timestamp = "20100101000000", .body = "Too few words to count."}});
  testing_support::build_small_index(archive.path(), home.path() / "index");

  const searching::IndexView view(home.path() / "index");
  const searching::IndexPolicyTemplates templates(view);
  std::vector<std::uint32_t> sites_with;  // by snapshot
  for (std::uint32_t i = 0; i < 6; ++i) {
    const std::uint32_t number = templates.template_of({.shard = 0, .snapshot = i});
    sites_with.push_back(number == kNoTemplate ? 0 : templates.sites_of(number));
  }
  EXPECT_THAT(sites_with, ElementsAre(3, 3, 1, 3, 1, 0));
}

/// Sites with a random choice of notices, so that their number of sites decides who leads.
std::vector<SmallSnapshot> many_sites() {
  std::vector<SmallSnapshot> snapshots;
  for (std::uint32_t site = 0; site < 40; ++site) {
    std::string body;
    for (std::uint32_t part = 0; part < 12; ++part) {
      body += notice(fmt::format("part{} in words w{} v{}", part, site * 7 % 5, site % 3)) + "\n\n";
    }
    snapshots.push_back({.site = fmt::format("s{}.com", site),
                         .timestamp = fmt::format("20{:02}0101000000", site % 10),
                         .body = body});
  }
  return snapshots;
}

TEST(Templates, DependNeitherOnShardsNorOnJobs) {
  TemporaryFolder archive;
  const TemporaryFolder home;
  testing_support::write_snapshots(archive, many_sites());
  indexing::BuildOptions one;
  one.jobs = 1;
  testing_support::build_small_index(archive.path(), home.path() / "one", one);
  indexing::BuildOptions many;
  many.jobs = 3;
  many.bytes_per_shard = 10'000;
  testing_support::build_small_index(archive.path(), home.path() / "many", many);

  EXPECT_GT(searching::IndexView(home.path() / "many").shards.size(), 1U);
  EXPECT_FALSE(templates_of(home.path() / "one").empty());
  EXPECT_EQ(templates_of(home.path() / "one"), templates_of(home.path() / "many"));
  EXPECT_FALSE(policy_templates_of(home.path() / "one").empty());
  EXPECT_EQ(policy_templates_of(home.path() / "one"), policy_templates_of(home.path() / "many"));
}

class TemplatesOfNights : public ::testing::Test {
 protected:
  void write(const std::string& site, const std::string& body) const {
    std::ofstream(archive_.path() / (site + ".md"), std::ios::binary)
        << testing_support::file_of({.site = site, .timestamp = "20100101000000", .body = body});
  }

  void build(const std::string& name) const {
    indexing::BuildOptions options;
    options.allow_shrink = true;
    testing_support::build_small_index(archive_.path(), home_.path() / name, options);
  }

  TemporaryFolder archive_;
  TemporaryFolder home_;
};

TEST_F(TemplatesOfNights, CountLivingSitesOnlyAndEqualThoseMadeAnew) {
  for (int site = 0; site < 20; ++site) {
    std::string filler;
    for (int i = 0; i < 10; ++i) {
      filler += fmt::format("Site {} keeps number {} of its own.\n\n", site, i);
    }
    write(fmt::format("s{}.com", site), filler);
  }
  write("a.com", notice("Birch"));
  write("b.com", notice("Birch"));
  write("c.com", notice("Cedar"));
  build("followed");
  write("a.com", "We say nothing any more.");
  write("b.com", notice("Cedar"));
  write("d.com", notice("Dogwood"));
  build("followed");
  build("anew");

  const searching::IndexView followed(home_.path() / "followed");
  EXPECT_LT(followed.manifest.shards_of_full, followed.manifest.shards.size());
  EXPECT_THAT(templates_of(home_.path() / "followed"),
              ElementsAre(Pair(id_of(notice("Cedar")), 3)));
  EXPECT_EQ(templates_of(home_.path() / "followed"), templates_of(home_.path() / "anew"));
  EXPECT_THAT(policy_templates_of(home_.path() / "followed"), ElementsAre(Pair(_, 3)));
  EXPECT_EQ(policy_templates_of(home_.path() / "followed"),
            policy_templates_of(home_.path() / "anew"));
  EXPECT_THAT(
      indexing::check_templates(require_generation(home_.path() / "followed"),
                                static_cast<std::uint32_t>(followed.manifest.shards.size())),
      IsEmpty());
}

TEST_F(TemplatesOfNights, WithNumbersThatCannotBeAreRefused) {
  write("a.com", notice("Birch"));
  write("b.com",
        notice("Wholly other words stand here instead: lorem ipsum dolor sit amet "
               "consectetur adipiscing elit sed do eiusmod tempor"));
  build("index");
  const fs::path generation = require_generation(home_.path() / "index");
  const auto overwrite = [&](const char* name, std::vector<std::uint32_t> numbers) {
    std::ofstream file(generation / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(numbers.data()),
               static_cast<std::streamsize>(numbers.size() * sizeof(std::uint32_t)));
  };
  EXPECT_THAT(indexing::check_templates(generation, 1), IsEmpty());

  overwrite("policy-templates.sites", {1, 2});
  EXPECT_THAT(indexing::check_templates(generation, 1),
              ElementsAre("policy-templates.sites is not what the rows add up to"));
  overwrite("policy-templates.sites", {1, 1});
  overwrite("templates.sites", {1, 2});
  EXPECT_THAT(indexing::check_templates(generation, 1),
              ElementsAre("templates.sites is not what the rows add up to"));
  overwrite("templates.texts", {0, 2});
  EXPECT_THROW(TemplateTable(generation, {0, 2}), Error);
  overwrite("templates.texts", {0});
  EXPECT_THROW(TemplateTable(generation, {0, 2}), Error);
  overwrite("templates.texts", {0, 1});
  overwrite("templates.leaders", {1, 1});
  EXPECT_THROW(TemplateTable(generation, {0, 2}), Error);
}

}  // namespace
}  // namespace smallprint
