"""`first`: shapes, refusals, and a recount of first captures and of the curve from the files."""

import csv
import io
import random
import unittest
from collections import Counter

import recount
from smallprint import SAMPLE, SampleTest

RECOUNTS = 20
COLUMNS = ("site", "policy", "date", "previous", "passage_id", "heading", "text", "archive_url", "first_capture")


class First(SampleTest):
    def first(self, *arguments):
        answer = self.search("first", *arguments, "--format", "json").json
        self.assert_valid("first", answer)
        return answer

    def test_random_words_equal_a_recount_of_the_files(self):
        captures = recount.read_captures(SAMPLE)
        words = recount.askable_words(captures)
        choose = random.Random(3)
        for word in choose.sample(words, RECOUNTS):
            by = choose.choice(("half-year", "year"))
            with self.subTest(word=word, by=by):
                answer = self.first(f"exact:{word}", "--by", by)
                found = recount.first_captures(captures, word)
                self.assertEqual(found, [(site["date"], site["site"], site["previous"])
                                         for site in answer["sites"]])
                self.assert_adoption(recount.adoption(captures, found, by), answer["adoption"])

    def assert_adoption(self, expected, periods):
        self.assertEqual(expected, [(period["period"], period["new"], period["at_first_capture"],
                                     period["adopted"], period["observed"]) for period in periods])
        for period in periods:
            self.assertAlmostEqual(period["adopted"] / period["observed"], period["rate"], delta=1e-9)

    def test_answers_follow_their_schema(self):
        for arguments in (("email",), ("qqxnothing",), ("--practice", "do-not-track"),
                          ("email", "--from", "2009-01-01", "--to", "2012-12-31"),
                          ("email", "--site", "nowhere.example")):
            with self.subTest(arguments=arguments):
                self.assertEqual("half-year", self.first(*arguments)["by"])
                self.assertEqual("year", self.first(*arguments, "--by", "year")["by"])

    def test_the_passage_is_in_the_snapshot_and_matches(self):
        matches = {hit["passage_id"] for hit in
                   self.search("cookies", "--group", "none", "--limit", "0", "--format", "jsonl").json_lines}
        for site in self.first("cookies")["sites"]:
            shown = self.search("show", f"{site['policy']}@{site['date']}", "--format", "json").json
            self.assertEqual(shown["archive_url"], site["archive_url"])
            found = [passage["passage_id"] for passage in shown["passages"]
                     if passage["passage_id"] in matches]
            self.assertEqual(found[0], site["passage_id"])

    def test_sites_are_those_that_match(self):
        for arguments in (("cookies",), ("--practice", "do-not-track"), ("cookies", "--as-of", "2013-01-01")):
            answer = self.first(*arguments)
            periods = self.search("trend", *arguments, "--format", "json").json["periods"]
            self.assertEqual(len(answer["sites"]), sum(period["new"] for period in answer["adoption"]))
            self.assertEqual([period["period"] for period in periods],
                             [period["period"] for period in answer["adoption"]])

    def test_tables_hold_what_json_holds(self):
        sites = self.first("cookies")["sites"]
        for name, delimiter in (("csv", ","), ("tsv", "\t")):
            text = self.search("first", "cookies", "--format", name).out
            rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter,
                                       quoting=csv.QUOTE_MINIMAL if name == "csv" else csv.QUOTE_NONE))
            self.assertEqual(list(COLUMNS), list(rows[0]))
            for site, row in zip(sites, rows, strict=True):
                for column in ("site", "policy", "date", "passage_id", "archive_url"):
                    self.assertEqual(site[column], row[column])
                self.assertEqual(site["previous"] or "", row["previous"])
                self.assertEqual("true" if site["first_capture"] else "false", row["first_capture"])

    def test_sites_captured_before_the_days_asked_for_are_no_first_captures(self):
        self.assertIn("2014-11-14  bluefinch.example  p:",
                      text := self.search("first", '"do not track"', "--from", "2014-01-01").out)
        self.assertRegex(text, r"bluefinch\.example  p:[0-9a-f]{16}  \(captured before, outside the filters\)")

    def test_text_has_every_site_and_the_curve(self):
        answer = self.first("cookies", "--by", "year")
        text = self.search("first", "cookies", "--by", "year").out

        self.assertIn(f"{len(answer['sites'])} of {answer['observed_sites']} sites observed", text)
        shown = Counter(line.split()[1] for line in text.splitlines() if line[:2] in ("19", "20")
                        and "  p:" in line)
        self.assertEqual(Counter(site["site"] for site in answer["sites"]), shown)
        for period in answer["adoption"]:
            self.assertRegex(text, rf"(?m)^{period['period']} +{period['new']} +{period['at_first_capture']} "
                                   rf"+{period['adopted']} +{period['observed']} ")

    def test_nothing_found_can_be_told(self):
        self.search("first", "qqxnothing", code=0)
        self.search("first", "qqxnothing", "--fail-if-empty", code=1)

    def test_wrong_use_is_refused(self):
        for said, arguments in (("no query and no filter", ()), ("the query is empty", ("",)),
                                ("half-year", ("email", "--by", "month")),
                                ("--unit", ("email", "--unit", "site")),
                                ("--plot", ("email", "--plot", "a.svg")),
                                ("jsonl", ("email", "--format", "jsonl")),
                                ("quotes", ("do", "not"))):
            with self.subTest(arguments=arguments):
                self.assertIn(said, self.search("first", *arguments, code=64).err)


if __name__ == "__main__":
    unittest.main()
