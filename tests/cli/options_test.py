"""Command lines: help, verbs, paging, filters, and what is said about wrong values."""

import json
import unittest

from smallprint import SampleTest, smallprint_index, smallprint_search


class Help(SampleTest):
    def test_help_of_both_programs_begins_with_examples(self):
        for outcome in (smallprint_search("--help"), smallprint_index("--help")):
            self.assert_code(0, outcome)
            self.assertEqual("Examples:", outcome.lines[0])
            self.assertRegex(outcome.lines[1], "^  smallprint-(search|index) ")
            self.assertEqual(b"", outcome.stderr)

    def test_help_of_build_has_examples(self):
        outcome = smallprint_index("build", "--help")

        self.assert_code(0, outcome)
        self.assertIn("Examples:\n  smallprint-index build ", outcome.out)

    def test_version_of_both_programs_is_the_same(self):
        outcomes = (smallprint_search("--version"), smallprint_index("--version"))

        for outcome in outcomes:
            self.assert_code(0, outcome)
        self.assertRegex(outcomes[0].out, r"^smallprint-search [0-9]+\.[0-9]+\.[0-9]+\n$")
        self.assertEqual(outcomes[0].out.split()[1], outcomes[1].out.split()[1])


class Verbs(SampleTest):
    def test_name_in_first_place_is_the_verb(self):
        self.assertIn("query", self.search("count", "cookies", "--format", "json").json)

    def test_options_may_stand_before_the_verb(self):
        outcome = smallprint_search("--format", "json", "--index", self.index, "count", "cookies")

        self.assert_code(0, outcome)
        self.assertEqual("cookies", outcome.json["query"])

    def test_name_of_a_verb_after_two_dashes_is_a_query(self):
        for name in ("count", "batch", "show", "fields"):
            with self.subTest(verb=name):
                answer = self.search("--format", "json", "--", name).json
                self.assertEqual(name, answer["query"]["input"])

    def test_verb_keeps_what_follows_two_dashes(self):
        answer = self.search("count", "--format", "json", "--", "-cookies").json

        self.assertEqual("-cookies", answer["query"])

    def test_verb_in_second_place_is_a_second_query(self):
        outcome = self.search("cookies", "count", code=64)

        self.assertIn("2 queries given; one argument is one query", outcome.err)

    def test_several_queries_are_refused(self):
        outcome = self.search("shares", "email", "address", code=64)

        self.assertIn("3 queries given", outcome.err)

    def test_neither_query_nor_filter_is_refused(self):
        self.assertIn("no query and no filter", self.search(code=64).err)
        self.assertIn("no query and no filter", self.search("count", code=64).err)

    def test_batch_show_and_fields_check_their_arguments(self):
        for arguments in (("batch",), ("batch", "a", "b"), ("show",), ("show", "a", "b"), ("fields", "a")):
            with self.subTest(arguments=arguments):
                self.assertIn(arguments[0], self.search(*arguments, code=64).err)

    def test_indexer_names_a_verb_it_does_not_know(self):
        outcome = smallprint_index("rebuild", "archive")

        self.assert_code(64, outcome)
        self.assertIn("rebuild", outcome.err)

    def test_indexer_asks_for_a_verb(self):
        self.assert_code(64, smallprint_index())

    def test_build_asks_for_a_source(self):
        outcome = smallprint_index("build", "--index", self.folder / "new.index")

        self.assert_code(64, outcome)
        self.assertIn("SOURCE", outcome.err)


class Slips(SampleTest):
    """What is said on stderr of an answer that is most likely not the one wanted."""

    def test_unknown_site_is_named_with_near_ones(self):
        for arguments in (("email", "--site", "www.harborbooks.example"),
                          ("site:www.harborbooks.example email",),
                          ("count", "site:www.harborbooks.example email"),
                          ("facets", "--by", "year", "--site", "www.harborbooks.example")):
            with self.subTest(arguments=arguments):
                outcome = self.search(*arguments)
                self.assertEqual("smallprint-search: warning: no site 'www.harborbooks.example' in this "
                                 "index; near it: harborbooks.example\n", outcome.err)
        self.assertEqual(b"", self.search("email", "--site", "Harborbooks.example").stderr)

    def test_batch_warns_once_of_a_site(self):
        queries = self.folder / "queries.tsv"
        queries.write_text("q1\temail\tqqx.test\nq2\tcookies\tqqx.test\nq3\temail\tharborbooks.example\n"
                           "q4\temail site:qqy.test\n")

        outcome = self.search("batch", queries)

        self.assertEqual("smallprint-search: warning: no site 'qqx.test' in this index\n"
                         "smallprint-search: warning: no site 'qqy.test' in this index\n", outcome.err)
        self.assertEqual({"q3"}, {line["qid"] for line in outcome.json_lines})

    def test_query_that_begins_like_a_verb_and_finds_nothing(self):
        for query in ("facet", "batc", "serch"):
            with self.subTest(query=query):
                self.assertRegex(self.search(query).err, r"^hint: the verbs are count, facets, .* and "
                                                         r"fields; a search has none\n$")
        self.assertEqual(b"", self.search("shows").stderr)  # found
        self.assertEqual(b"", self.search("qqxnothing").stderr)

    def test_day_of_another_form_is_told_the_form(self):
        self.assertIn("--from: '2013' is not of the form YYYY-MM-DD, such as 2013-02-13",
                      self.search("email", "--from", "2013", code=64).err)
        self.assertIn("--from: '2013-02-30' is no day that exists",
                      self.search("email", "--from", "2013-02-30", code=64).err)
        self.assertIn("harborbooks.example@2013-05: '2013-05' is not of the form YYYY-MM-DD",
                      self.search("show", "harborbooks.example@2013-05", code=64).err)


class WrongValues(SampleTest):
    """A message names the option, the value and the rule."""

    def assert_named(self, outcome, *parts):
        self.assert_code(64, outcome)
        self.assertEqual(b"", outcome.stdout)
        message = outcome.err.splitlines()[0]
        for part in parts:
            self.assertIn(part, message)

    def test_of_the_searcher(self):
        for option, value, rule in (
                ("--limit", "ten", "number"),
                ("--limit", "-1", "number"),
                ("--limit", "1.5", "number"),
                ("--offset", "10001", "10000"),
                ("--offset", "many", "0 to 10000"),
                ("--group", "host", "policy"),
                ("--sort", "rank", "relevance"),
                ("--format", "xml", "jsonl"),
                ("--format-version", "2", "1"),
                ("--from", "2013-02-30", "YYYY-MM-DD"),
                ("--to", "2013", "YYYY-MM-DD"),
                ("--as-of", "yesterday", "YYYY-MM-DD"),
                ("--not", "cookies", "FIELD:VALUE")):
            with self.subTest(option=option, value=value):
                outcome = smallprint_search("email", "--index", self.index, f"{option}={value}")
                self.assert_named(outcome, option, value, rule)

    def test_of_the_indexer(self):
        for option, value, rule in (
                ("--jobs", "0", "1 to 256"),
                ("--jobs", "two", "1 to 256"),
                ("--max-rejected", "101", "0 to 100"),
                ("--max-rejected", "some", "0 to 100")):
            with self.subTest(option=option, value=value):
                outcome = smallprint_index("build", ".", "--index", self.folder / "new.index",
                                           f"{option}={value}")
                self.assert_named(outcome, option, value, rule)

    def test_of_status(self):
        outcome = smallprint_index("status", "--index", self.index, "--format", "xml")

        self.assert_named(outcome, "--format", "xml", "json")

    def test_no_message_shows_how_values_are_stored(self):
        outcome = self.search("email", "--format", "xml", code=64)

        self.assertNotIn("->", outcome.err)

    def test_as_of_excludes_from_and_to(self):
        outcome = self.search("email", "--as-of", "2013-01-01", "--to", "2014-01-01", code=64)

        self.assertIn("--as-of", outcome.err)

    def test_from_after_to_is_refused(self):
        outcome = self.search("email", "--from", "2014-01-01", "--to", "2013-01-01", code=64)

        self.assertIn("--from 2014-01-01 is after --to 2013-01-01", outcome.err)

    def test_unknown_practice_names_the_closest_and_lists_all(self):
        for arguments in (("email", "--practice", "third-party"), ("email practice:third-party",),
                          ("email", "--not", "practice:third-party")):
            with self.subTest(arguments=arguments):
                outcome = self.search(*arguments, code=64)
                self.assertIn("did you mean third-party-sharing-collection?", outcome.err)
                self.assertIn("do-not-track", outcome.err)

    def test_unknown_data_type_names_the_closest_and_lists_all(self):
        outcome = self.search("--data", "contct", code=64)

        self.assertIn("did you mean contact?", outcome.err)
        self.assertIn("ip-device-id", outcome.err)

    def test_polarity_of_a_practice_without_one(self):
        outcome = self.search("--practice", "data-security/denied", code=64)

        self.assertIn("data-security has no polarity", outcome.err)

    def test_formats_that_a_verb_has_not(self):
        queries = self.folder / "queries.tsv"
        queries.write_text("q1\temail\n")
        for verb, argument, format_name in (("count", "email", "csv"), ("count", "email", "trec"),
                                            ("batch", queries, "json"),
                                            ("show", "harborbooks.example", "csv")):
            with self.subTest(verb=verb, format=format_name):
                outcome = self.search(verb, argument, "--format", format_name, code=64)
                self.assertIn("--format", outcome.err)


class Paging(SampleTest):
    def hits(self, *arguments):
        return self.search("email", "--format", "jsonl", *arguments).json_lines

    def test_ten_hits_without_a_limit(self):
        self.assertEqual(10, len(self.hits()))

    def test_limit_0_gives_every_hit(self):
        totals = self.search("count", "email", "--format", "json").json["totals"]

        self.assertEqual(totals["sites"], len(self.hits("--limit", "0")))
        self.assertEqual(totals["passages"], len(self.hits("--limit", "0", "--group", "none")))

    def test_pages_join_to_the_whole(self):
        for group in ("site", "policy", "none"):
            with self.subTest(group=group):
                whole = self.hits("--limit", "0", "--group", group)
                pages = []
                while len(pages) < len(whole):
                    page = self.hits("--limit", "7", "--offset", str(len(pages)), "--group", group)
                    self.assertTrue(page)
                    pages += page
                self.assertEqual(whole, pages)

    def test_offset_past_the_end_gives_no_hit_and_the_totals(self):
        answer = self.search("email", "--offset", "10000", "--format", "json").json

        self.assertEqual([], answer["hits"])
        self.assertGreater(answer["totals"]["passages"], 0)

    def test_group_site_shows_a_site_once_and_counts_the_rest(self):
        every = self.hits("--limit", "0", "--group", "none")
        by_site = {}
        for hit in every:
            by_site.setdefault(hit["site"], []).append(hit)

        grouped = self.hits("--limit", "0", "--group", "site")

        self.assertEqual(list(by_site), [hit["site"] for hit in grouped])
        for hit in grouped:
            self.assertEqual(by_site[hit["site"]][0]["passage_id"], hit["passage_id"])
            self.assertEqual(len(by_site[hit["site"]]) - 1, hit["more_from_site"])

    def test_scores_fall_and_ties_are_ordered_by_site_date_and_id(self):
        keys = [(-hit["score"], hit["site"], hit["lifespan"]["first"], hit["passage_id"])
                for hit in self.hits("--limit", "0", "--group", "none")]

        self.assertEqual(sorted(keys), keys)

    def test_sort_date_shows_what_was_seen_first_first(self):
        days = [hit["lifespan"]["first"]
                for hit in self.hits("--limit", "0", "--group", "none", "--sort", "date")]

        self.assertEqual(sorted(days), days)
        self.assertLess(days[0], days[-1])

    def test_ranks_go_on_behind_the_offset(self):
        self.assertEqual([4, 5, 6], [hit["rank"] for hit in self.hits("--offset", "3", "--limit", "3")])


class Filters(SampleTest):
    def hits(self, *arguments):
        return self.search("--format", "jsonl", "--limit", "0", "--group", "none", *arguments).json_lines

    def test_site_may_be_repeated(self):
        sites = {hit["site"] for hit in self.hits("email", "--site", "harborbooks.example",
                                                  "--site", "swiftpost.example")}

        self.assertEqual({"harborbooks.example", "swiftpost.example"}, sites)

    def test_policy_host(self):
        host = self.hits("email", "--site", "copperkettle.example")[0]["policy_host"]

        sites = {hit["site"] for hit in self.hits("email", "--policy-host", host)}

        self.assertEqual({"copperkettle.example"}, sites)

    def test_filter_without_a_query(self):
        hits = self.hits("--site", "harborbooks.example")

        self.assertTrue(hits)
        self.assertEqual({"harborbooks.example"}, {hit["site"] for hit in hits})

    def test_not_leaves_out(self):
        every = {hit["passage_id"] for hit in self.hits("email")}
        one_site = {hit["passage_id"] for hit in self.hits("email", "--site", "harborbooks.example")}

        rest = {hit["passage_id"] for hit in self.hits("email", "--not", "site:harborbooks.example")}

        self.assertTrue(one_site)
        self.assertEqual(every - one_site, rest)

    def test_dates_keep_the_lifespans_that_overlap(self):
        every = self.hits("email")

        def overlapping(first, last):
            return {hit["passage_id"] for hit in every
                    if hit["lifespan"]["first"] <= last and hit["lifespan"]["last"] >= first}

        for arguments, first, last in (
                (("--from", "2009-03-01", "--to", "2010-06-30"), "2009-03-01", "2010-06-30"),
                (("--from", "2015-01-01"), "2015-01-01", "9999-12-31"),
                (("--to", "2004-12-31"), "0000-01-01", "2004-12-31"),
                (("--as-of", "2012-07-01"), "2012-07-01", "2012-07-01")):
            with self.subTest(arguments=arguments):
                found = {hit["passage_id"] for hit in self.hits("email", *arguments)}
                self.assertTrue(found)
                self.assertEqual(overlapping(first, last), found)

    def test_answer_repeats_the_filters(self):
        answer = self.search("email", "--site", "harborbooks.example", "--as-of", "2005-01-01",
                             "--not", "heading:cookies", "--format", "json").json

        self.assertEqual(["harborbooks.example"], answer["filters"]["site"])
        self.assertEqual("2005-01-01", answer["filters"]["from"])
        self.assertEqual("2005-01-01", answer["filters"]["to"])
        self.assertEqual(1, len(answer["filters"]["not"]))

    def test_index_of_the_environment_is_the_default(self):
        environment = {"SMALLPRINT_INDEX": str(self.index)}

        outcome = smallprint_search("email", "--format", "json", env=environment)

        self.assert_code(0, outcome)
        self.assertTrue(outcome.json["hits"])

    def test_explain_adds_up_to_the_score(self):
        for hit in self.hits("shares email with third parties", "--explain"):
            parts = sum(part["score"] for part in hit["explain"]["parts"])
            self.assertAlmostEqual(hit["score"], parts, places=5)


class Status(SampleTest):
    def test_text_names_digest_and_counts(self):
        digest = self.search("email", "--format", "json").json["index_digest"]

        outcome = smallprint_index("status", "--index", self.index)

        self.assert_code(0, outcome)
        self.assertIn(digest, outcome.out)
        self.assertRegex(outcome.out, r"(?m)^snapshots +120$")

    def test_json_is_the_run_report(self):
        outcome = smallprint_index("status", "--index", self.index, "--format", "json")

        self.assert_code(0, outcome)
        report = json.loads(outcome.out)
        self.assert_valid("run_report", report)
        self.assertEqual(120, report["snapshots"])
        self.assertEqual(27, report["sites"])


if __name__ == "__main__":
    unittest.main()
