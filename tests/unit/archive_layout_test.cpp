#include "indexer/git/archive_layout.hpp"

#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace smallprint::indexing {
namespace {

TEST(LayoutSelection, TakesPrivacyPoliciesTwoLevelsDeepByDefault) {
  const LayoutSelection selection(ArchiveLayout::kTerms, {});

  EXPECT_TRUE(selection.selects("O'Reilly/Privacy Policy.md"));
  EXPECT_FALSE(selection.selects("O'Reilly/Parent Organization Privacy Policy.md"));
  EXPECT_FALSE(selection.selects("O'Reilly/privacy policy.md"));
  EXPECT_FALSE(selection.selects("O'Reilly/Privacy Policy.html"));
  EXPECT_FALSE(selection.selects("Privacy Policy.md"));
  EXPECT_FALSE(selection.selects("A/B/Privacy Policy.md"));
}

TEST(LayoutSelection, LetsIncludeChooseTermsTypes) {
  const LayoutSelection selection(ArchiveLayout::kTerms, {"*Privacy Policy.md", "TikTok/*"});

  EXPECT_TRUE(selection.selects("Google/Parent Organization Privacy Policy.md"));
  EXPECT_TRUE(selection.selects("TikTok/Terms of Service.md"));
  EXPECT_FALSE(selection.selects("Google/Terms of Service.md"));
  EXPECT_FALSE(selection.selects("Deep/TikTok/Privacy Policy.md"));
  EXPECT_FALSE(selection.selects("TikTok/Notes.txt"));
}

TEST(LayoutSelection, TakesEveryPolicyFileButTheReadmeWithHeaderLines) {
  const LayoutSelection all(ArchiveLayout::kHeaderLine, {});
  const LayoutSelection some(ArchiveLayout::kHeaderLine, {"o/*"});

  EXPECT_TRUE(all.selects("o/op/opt/optizmo.net.md"));
  EXPECT_TRUE(all.selects("optizmo.net.TXT"));
  EXPECT_TRUE(all.selects("r/re/rea/README.md"));
  EXPECT_FALSE(all.selects("README.md"));
  EXPECT_FALSE(all.selects("o/op/opt/optizmo.net.html"));
  EXPECT_TRUE(some.selects("o/op/opt/optizmo.net.md"));
  EXPECT_FALSE(some.selects("p/ph/pho/photodex.com.md"));
}

TEST(ParseTermsPath, NamesSiteAndPolicyWhateverElseTheArchiveHolds) {
  const auto privacy = std::get<TermsDocument>(parse_terms_path("TP-Link/Privacy Policy.md"));
  EXPECT_EQ(privacy.site, "TP-Link");
  EXPECT_EQ(privacy.policy, "TP-Link");

  const auto terms = std::get<TermsDocument>(parse_terms_path("TP-Link/Terms of Service.md"));
  EXPECT_EQ(terms.site, "TP-Link");
  EXPECT_EQ(terms.policy, "TP-Link/Terms of Service");
}

TEST(ParseTermsPath, RefusesNamesThatCannotBeShown) {
  for (const std::string& path : {std::string("caf\xe9/Privacy Policy.md"),
                                  std::string("a\tb/Privacy Policy.md"),
                                  std::string("a/caf\xe9.md"),
                                  std::string(254, 'a') + "/Privacy Policy.md"}) {
    const auto parsed = parse_terms_path(path);
    ASSERT_TRUE(std::holds_alternative<Refusal>(parsed)) << path;
    EXPECT_EQ(std::get<Refusal>(parsed).reason, Rejection::kBadSite);
  }
  EXPECT_TRUE(
      std::holds_alternative<TermsDocument>(parse_terms_path("Caf\xc3\xa9/Privacy Policy.md")));
}

}  // namespace
}  // namespace smallprint::indexing
