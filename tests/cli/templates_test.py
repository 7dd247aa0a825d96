"""Texts that several sites share: `similar`, `--collapse template`, `facets --by template`."""

import csv
import io
import unittest

from smallprint import SHARED_CORPUS, CliTest, smallprint_index, write_snapshot

# 24 distinct words and one that differs: two of them have 23 of 25 words in common, .92.
NOTICE = ("Our pages keep records about everyone who visits {} because advertisers pay us for knowing which "
          "articles people read before buying things elsewhere today.")
OTHER = ("Wholly different words stand here instead, of gardens and of harvests, written so that nobody could ever "
         "mistake one paragraph for another while comparing both.")
SHORT = "Write to our office about cookies."
MINI = SHARED_CORPUS / "archive-mini"


class Templates(CliTest):
    def setUp(self):
        super().setUp()
        for site, name in (("a.com", "Acorn"), ("b.com", "Birch"), ("c.com", "Birch"), ("d.com", "Dogwood")):
            write_snapshot(self.archive, site, "2010-01-01", f"{NOTICE.format(name)}\n\n{SHORT}")
        write_snapshot(self.archive, "c.com", "2012-01-01", NOTICE.format("Cedar"))
        write_snapshot(self.archive, "e.com", "2010-01-01", f"{OTHER}\n\n{SHORT}")
        self.build()

    def passage(self, *query):
        hits = self.search(*query, "--format", "json").json["hits"]
        return hits[0]["passage_id"]

    def similar(self, what, *arguments, code=0):
        answer = self.search("similar", what, *arguments, "--format", "json", code=code).json
        self.assert_valid("similar", answer)
        return answer

    def test_similar_lists_the_sites_with_the_text_then_those_with_nearly_it(self):
        answer = self.similar(self.passage("birch", "--site", "b.com"))

        self.assertEqual((1, 2), (answer["same_text_sites"], answer["near_sites"]))
        self.assertEqual(4, answer["template"]["sites"])
        self.assertEqual(.9, answer["threshold"])
        self.assertEqual(["c.com", "a.com", "d.com"], [site["site"] for site in answer["sites"]])
        self.assertEqual([(1, True, 2), (.92, False, 1), (.92, False, 1)],
                         [(site["jaccard"], site["same_text"], site["passages"]) for site in answer["sites"]])
        first = answer["sites"][0]
        self.assertEqual(("2010-01-01", "2012-01-01"), (first["first"], first["last"]))

    def test_similar_pages_and_says_when_nothing_is(self):
        page = self.similar(self.passage("birch", "--site", "b.com"), "--limit", "1", "--offset", "1")
        self.assertEqual(["a.com"], [site["site"] for site in page["sites"]])

        alone = self.passage("gardens")
        self.assertEqual([], self.similar(alone)["sites"])
        self.search("similar", alone, "--fail-if-empty", code=1)

    def test_parked_pages_share_a_template(self):
        archive = self.folder / "parked"
        for number in range(5):
            site = f"parked{number}.com"
            write_snapshot(archive, site, f"201{number}-01-01",
                           f"# {site}\n\nThe owner of {site} has parked this page with a free service; the sponsored "
                           "listings displayed above are served automatically by a third party and neither endorsed.")
        write_snapshot(archive, "e.com", "2010-01-01", OTHER)
        self.index = self.folder / "parked.index"
        self.build(archive)

        answer = self.similar("parked3.com")
        self.assertEqual(["parked0.com", "parked1.com", "parked2.com", "parked4.com"],
                         [site["site"] for site in answer["sites"]])
        hits = self.search("sponsored OR gardens", "--collapse", "template", "--format", "json").json["hits"]
        self.assertEqual([1, 5], sorted(hit["template"]["sites"] for hit in hits))

    def test_a_short_passage_has_no_template(self):
        answer = self.similar(self.passage("office", "--site", "a.com"))
        self.assertIsNone(answer["template"])
        self.assertEqual([], answer["sites"])
        self.assertIn("too short to compare", self.search("similar", self.passage("office")).out)

    def test_similar_sites_are_those_that_share_most_templates(self):
        answer = self.similar("A.COM")
        self.assertEqual(("a.com", 1, 3), (answer["site"], answer["templates"], answer["distinct"]))
        self.assertEqual([{"site": site, "shared": 1, "templates": 1, "policies": 1} for site in ("b.com", "c.com", "d.com")],
                         answer["sites"])
        self.assertEqual(0, self.similar("e.com")["distinct"])

    def test_phrases_are_runs_of_five_words_that_others_have_too(self):
        # "our firm commitment to privacy today" has two runs; the one without "our" stands in f.com, over a comma.
        write_snapshot(self.archive, "f.com", "2010-01-01", "It shows the firm commitment to privacy, today.")
        write_snapshot(self.archive, "g.com", "2010-01-01", "This is our firm commitment to privacy today.")
        write_snapshot(self.archive, "h.com", "2010-01-01", "Firm commitment.\n\nTo privacy today.")
        self.build()

        answer = self.search("similar", "g.com", "--phrases", "--format", "json").json
        self.assert_valid("similar", answer)
        self.assertEqual((5, 4, 1), (answer["words_of_run"], answer["runs"], answer["distinct"]))
        self.assertEqual([{"site": "f.com", "shared": 1}], answer["sites"])
        self.assertIn("     1  f.com\n", self.search("similar", "G.com", "--phrases").out)
        notice = self.search("similar", "a.com", "--phrases", "--format", "json").json
        # The notices differ in a word, which is in five of the 20 runs of the first block; the short one has 2.
        self.assertEqual(["b.com", "c.com", "d.com", "e.com"], [site["site"] for site in notice["sites"]])
        self.assertEqual([notice["runs"] - 5] * 3 + [2], [site["shared"] for site in notice["sites"]])
        self.search("similar", "h.com", "--phrases", "--fail-if-empty", code=1)
        self.search("similar", self.passage("birch"), "--phrases", code=64)
        self.search("similar", "nobody.example", "--phrases", code=66)

    def test_names_that_are_not_there_are_exit_code_66(self):
        self.assertIn("no such passage", self.search("similar", "p:00", code=66).err)
        self.assertIn("no such site", self.search("similar", "nobody.example", code=66).err)
        self.search("similar", code=64)

    def test_collapsed_hits_say_how_many_sites_and_hits_they_stand_for(self):
        answer = self.search("advertisers OR gardens", "--collapse", "template", "--format", "json").json
        self.assert_valid("search_answer", answer)

        stands_for = sorted((hit["template"]["sites"], hit["template"]["collapsed"]) for hit in answer["hits"])
        self.assertEqual([(1, 0), (4, 3)], stands_for)
        self.assertEqual(5, answer["totals"]["sites"])
        text = self.search("advertisers", "--collapse", "template").out
        self.assertIn("same text, or nearly, on 4 sites (t:", text)
        self.assertIn("3 hits collapsed", text)

    def test_collapsing_is_of_all_hits_before_paging(self):
        for limit in ("1", "0"):
            hits = self.search("advertisers OR gardens OR office", "--collapse", "template", "--group", "none",
                               "--limit", limit, "--offset", "1", "--format", "json").json["hits"]
            self.assertEqual(1 if limit == "1" else 6, len(hits))  # 2 templates and 5 short ones

    def test_hits_without_template_are_not_collapsed(self):
        hits = self.search("office", "--collapse", "template", "--format", "json").json["hits"]
        self.assertEqual(5, len(hits))
        self.assertNotIn("template", hits[0])

    def facet(self, *arguments):
        answer = self.search("facets", *arguments, "--by", "template", "--format", "json").json
        self.assert_valid("facets", answer)
        return answer

    def test_facets_count_the_texts_of_several_sites(self):
        for unit, count, other in (("site", 4, 1), ("snapshot", 5, 1), ("passage", 5, 6)):
            with self.subTest(unit=unit):
                answer = self.facet("--unit", unit)
                self.assertEqual([(count, 4)], [(value["count"], value["sites"]) for value in answer["values"]])
                self.assertEqual((1, other), (answer["distinct"], answer["other"]))
                self.assertEqual(count + other, answer["matching"])
        value = self.facet("dogwood OR cedar")["values"][0]
        self.assertEqual((2, 4), (value["count"], value["sites"]))
        self.assertIn(NOTICE.format("Birch")[:80], value["label"])
        self.assertEqual(4, self.similar(value["passage_id"])["template"]["sites"])
        self.assertEqual(value["value"], self.similar(value["passage_id"])["template"]["id"])

    def test_facet_tables_have_the_same_values(self):
        rows = list(csv.DictReader(io.StringIO(
            self.search("facets", "--by", "template", "--format", "csv").out, newline="")))
        value = self.facet()["values"][0]
        self.assertEqual([{key: str(value[key]) for key in ("value", "label", "count", "sites", "passage_id")}], rows)

    def test_facets_count_passages_of_one_template_once_when_collapsed(self):
        answer = self.search("facets", "--by", "site", "--unit", "passage", "--collapse", "template",
                             "--format", "json").json
        self.assert_valid("facets", answer)
        # The notice counts for a.com, the first of those of the first day; each short one for its site.
        self.assertEqual({"a.com": 2, "b.com": 1, "c.com": 1, "d.com": 1, "e.com": 2},
                         {value["value"]: value["count"] for value in answer["values"]})
        self.assertEqual(7, answer["matching"])
        self.search("facets", "--by", "site", "--collapse", "template", code=64)


class PolicyTemplates(CliTest):
    """Three sites with one policy but for a paragraph, one with two paragraphs of its own, one with short ones."""

    def setUp(self):
        super().setUp()
        paragraphs = [" ".join(f"part{part}word{word}" for word in range(25)) for part in range(12)]
        whole = "\n\n".join(paragraphs)
        own = "\n\n".join(paragraphs[:10] + [text.replace("part", "other") for text in paragraphs[10:]])
        self.snapshot("a.com", "2010-01-01", whole)
        self.snapshot("b.com", "2010-02-01", f"{whole}\n\nWrite to b.com.")
        self.snapshot("c.com", "2010-03-01", "\n\n".join(paragraphs[:11]))
        self.snapshot("d.com", "2010-04-01", own)
        self.snapshot("e.com", "2010-05-01", "Too few part0word0 words.")
        self.snapshot("a.com", "2012-01-01", own)
        self.build()

    def snapshot(self, site, day, body):
        write_snapshot(self.archive, site, day, f"# Privacy at {site}\n\n{body}")

    def trend(self, *arguments):
        answer = self.search("trend", *arguments, "--by", "year", "--collapse", "template", "--format", "json").json
        self.assert_valid("trend", answer)
        self.assertEqual("template", answer["unit"])
        return [(period["period"], period["matching"], period["observed"], period["sites"])
                for period in answer["periods"]]

    def test_a_trend_counts_copies_once(self):
        # 2010: the policy of a, b and c; that of d; and that of e, whose passages are too short for a template.
        self.assertEqual([("2010", 1, 3, 5), ("2011", 0, 0, 0), ("2012", 0, 1, 1)], self.trend("part11word0"))
        self.assertEqual([("2010", 3, 3, 5), ("2011", 0, 0, 0), ("2012", 1, 1, 1)], self.trend("part0word0"))
        self.assertEqual([("2010", 1, 2, 2)], self.trend("part11word0", "--site", "a.com", "--site", "d.com",
                                                         "--to", "2010-12-31"))
        self.assertIn("different policies with a matching passage",
                      self.search("trend", "part0word0", "--collapse", "template").out)
        self.search("trend", "part0word0", "--collapse", "template", "--unit", "site", code=64)
        self.search("trend", "part0word0", "--unit", "template", code=64)

    def test_a_trend_takes_the_last_capture_of_a_period(self):
        self.snapshot("a.com", "2010-12-01", "Too few words.")
        self.build()
        # a.com is no longer one with b and c; what it said in January still matches.
        self.assertEqual([("2010", 2, 4, 5)], self.trend("part11word0", "--to", "2010-12-31"))

    def test_a_cut_would_pair_what_did_not_change(self):
        self.assertIn("did not change", self.search("trend", "part10word0", "--collapse", "template", "--before",
                                                    "2011-01-01", code=64).err)

    def facet(self, *arguments):
        answer = self.search("facets", *arguments, "--by", "policy-template", "--format", "json").json
        self.assert_valid("facets", answer)
        return answer

    def test_facets_count_the_policies_of_several_sites(self):
        answer = self.facet()
        self.assertEqual([(3, 3), (2, 2)], [(value["count"], value["sites"]) for value in answer["values"]])
        self.assertEqual((5, 1, 2), (answer["matching"], answer["other"], answer["distinct"]))
        for value in answer["values"]:
            self.assertRegex(value["value"], "^pt:[0-9a-f]{16}$")
            self.assertIn("Privacy at ", self.search("show", value["snapshot"]).out)
        self.assertEqual([3, 2], [value["count"] for value in self.facet("--unit", "snapshot")["values"]])
        self.assertEqual([2], [value["count"] for value in self.facet("--from", "2010-04-01")["values"]])
        rows = list(csv.DictReader(io.StringIO(
            self.search("facets", "--by", "policy-template", "--format", "csv").out, newline="")))
        self.assertEqual([value["snapshot"] for value in answer["values"]], [row["snapshot"] for row in rows])
        self.assertIn(answer["values"][0]["snapshot"], self.search("facets", "--by", "policy-template").out)

    def test_similar_sites_say_whether_a_whole_policy_is_shared(self):
        answer = self.search("similar", "a.com", "--format", "json").json
        self.assert_valid("similar", answer)
        self.assertEqual((3, 3), (answer["distinct"], answer["same_policy"]))
        self.assertEqual([("b.com", 12, 1), ("d.com", 12, 1), ("c.com", 11, 1)],
                         [(site["site"], site["shared"], site["policies"]) for site in answer["sites"]])
        self.assertEqual([0], [site["policies"] for site in
                               self.search("similar", "d.com", "--format", "json").json["sites"]
                               if site["site"] == "b.com"])
        self.assertIn("(a whole policy)", self.search("similar", "a.com").out)


@unittest.skipUnless(MINI.is_dir(), "skipped: ../shared/corpus is not there")
class RealTemplates(CliTest):
    def test_two_seeds_made_from_one_model_share_most_phrases(self):
        self.build(SHARED_CORPUS / "seeds")
        for one, other in (("profusehost.net", "focuscamera.com"), ("focuscamera.com", "profusehost.net")):
            sites = self.search("similar", one, "--phrases", "--format", "json").json["sites"]
            self.assertEqual(other, sites[0]["site"])
            self.assertGreater(sites[0]["shared"], 2 * sites[1]["shared"])

    def test_similar_and_facets_do_not_depend_on_jobs(self):
        self.build(MINI, "--jobs", "1")
        other = self.folder / "other.index"
        self.assert_code(0, smallprint_index("build", MINI, "--index", other, "--jobs", "3"))

        facet = ("facets", "--by", "template", "--format", "json")
        one = self.search(*facet)
        self.assertEqual(one.out, self.search(*facet, index=other).out)
        for value in one.json["values"][:5]:
            arguments = ("similar", value["passage_id"], "--format", "json")
            similar = self.search(*arguments)
            self.assertEqual(similar.out, self.search(*arguments, index=other).out)
            self.assertEqual(value["sites"], similar.json["template"]["sites"])


if __name__ == "__main__":
    unittest.main()
