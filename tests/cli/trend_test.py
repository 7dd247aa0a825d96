"""`trend`: shapes, refusals, and recounts by brute force of random trends from the files themselves.

By default some sixty trends are recounted on data/sample and, where ../shared is there, on its real
policies; SMALLPRINT_TREND_RECOUNTS=200 asks for more of each archive.
"""

import csv
import io
import os
import random
import subprocess
import unittest

import recount
from smallprint import SAMPLE, SHARED_CORPUS, CliTest, SampleTest

RECOUNTS = int(os.environ.get("SMALLPRINT_TREND_RECOUNTS", "30"))
UNITS = ("site", "policy", "snapshot")
LENGTHS = ("half-year", "year")
DENIED = "third-party-sharing-collection/denied"
DEV_ARCHIVE = SHARED_CORPUS / "archive-dev.tar.zst"
TOLERANCE = 1e-9


class RecountTest(CliTest):
    """Compares random trends on an archive with those counted from its files."""

    def assert_recounts(self, captures, seed, number):
        words = recount.askable_words(captures)
        sites = sorted({capture.site for capture in captures})
        dates = sorted(capture.date for capture in captures)
        choose = random.Random(seed)
        for _ in range(number):
            word = choose.choice(words)
            by, unit = choose.choice(LENGTHS), choose.choice(UNITS)
            some = choose.sample(sites, choose.randint(1, 5)) if choose.random() < 0.3 else []
            begin, end = sorted((choose.choice(dates), choose.choice(dates)))
            dated = choose.random() < 0.5
            arguments = [f"exact:{word}", "--by", by, "--unit", unit]
            arguments += [argument for site in some for argument in ("--site", site)]
            arguments += ["--from", begin, "--to", end] if dated else []
            with self.subTest(arguments=arguments):
                expected = recount.recount(captures, word, by, unit, some,
                                           *((begin, end) if dated else ()))
                self.assert_trend(expected, arguments)

    def assert_trend(self, expected, arguments):
        periods = self.search("trend", *arguments, "--format", "json").json["periods"]
        self.assertEqual(expected, [(period["period"], period["matching"], period["observed"])
                                    for period in periods])
        for period in periods:
            wanted = recount.wilson(period["matching"], period["observed"])
            for name, value in zip(("rate", "low", "high"), wanted):
                if value is None:
                    self.assertIsNone(period[name])
                else:
                    self.assertAlmostEqual(value, period[name], delta=TOLERANCE)


class SampleRecount(RecountTest, SampleTest):
    def test_random_trends_equal_a_recount_of_the_files(self):
        captures = recount.read_captures(SAMPLE)
        self.assertGreater(len(captures), 100)
        self.assert_recounts(captures, seed=1, number=RECOUNTS)


@unittest.skipUnless(DEV_ARCHIVE.is_file(), "no ../shared/corpus/archive-dev.tar.zst")
class DevRecount(RecountTest):
    """On 1,359 real snapshots of 197 sites."""

    def test_random_trends_equal_a_recount_of_the_files(self):
        self.archive.mkdir()
        subprocess.run(["tar", "--zstd", "-xf", DEV_ARCHIVE, "-C", self.archive], check=True)
        self.build("--labeler", "rules")
        captures = recount.read_captures(self.archive)
        self.assertGreater(len(captures), 1000)
        self.assert_recounts(captures, seed=2, number=RECOUNTS)


class Trend(SampleTest):
    def trend(self, *arguments):
        answer = self.search("trend", *arguments, "--format", "json").json
        self.assert_valid("trend", answer)
        return answer

    def test_answers_follow_their_schema(self):
        for by in LENGTHS:
            for unit in UNITS:
                for arguments in (("email",), ("qqxnothing",), ("--practice", DENIED),
                                  ("email", "--compare", "cookies"),
                                  ("email", "--panel", "2009..2010"),
                                  ("email", "--before", "2008-01-01"),
                                  ("email", "--site", "nowhere.example")):
                    with self.subTest(by=by, unit=unit, arguments=arguments):
                        answer = self.trend(*arguments, "--by", by, "--unit", unit)
                        self.assertEqual((by, unit), (answer["by"], answer["unit"]))

    def test_half_years_and_sites_unless_told_otherwise(self):
        answer = self.trend("email")

        self.assertEqual(("half-year", "site"), (answer["by"], answer["unit"]))

    def test_snapshots_of_all_periods_are_what_count_says(self):
        for arguments in (("email",), ("--practice", DENIED), ("email", "--from", "2005-03-01")):
            with self.subTest(arguments=arguments):
                periods = self.trend(*arguments, "--unit", "snapshot")["periods"]
                totals = self.search("count", *arguments, "--format", "json").json["totals"]
                self.assertEqual(totals["snapshots"], sum(period["matching"] for period in periods))

    def test_years_are_what_a_facet_by_year_counts(self):
        for unit in ("site", "snapshot"):
            facet = self.search("facets", "email", "--by", "year", "--unit", unit, "--format", "json").json
            periods = self.trend("email", "--by", "year", "--unit", unit)["periods"]
            self.assertEqual({value["value"]: value["count"] for value in facet["values"]},
                             {period["period"]: period["matching"] for period in periods
                              if period["matching"]})

    def test_practice_and_data_leave_the_observed_as_they_are(self):
        observed = [period["observed"] for period in self.trend("email")["periods"]]

        for filters in (("--practice", DENIED), ("--data", "contact"), ("--not", "practice:data-security")):
            with self.subTest(filters=filters):
                self.assertEqual(observed,
                                 [period["observed"] for period in self.trend(*filters)["periods"]])

    def test_excluded_sites_are_not_observed(self):
        one = self.trend("email", "--site", "harborbooks.example")["periods"]
        others = self.trend("email", "--not", "site:harborbooks.example")["periods"]
        together = {period["period"]: period["observed"] for period in others}
        for period in one:
            together[period["period"]] = together.get(period["period"], 0) + period["observed"]

        self.assertEqual({period["period"]: period["observed"]
                          for period in self.trend("email")["periods"]}, together)

    def test_a_panel_has_the_same_sites_in_every_period(self):
        answer = self.trend("email", "--by", "year", "--panel", "2009..2010")

        self.assertGreater(answer["panel"]["sites"], 0)
        self.assertEqual({answer["panel"]["sites"]},
                         {period["observed"] for period in answer["periods"] if period["observed"]})
        self.assertEqual(("2009-01-01", "2010-12-31"), (answer["panel"]["from"], answer["panel"]["to"]))

    def test_a_comparison_is_two_trends_and_what_they_share(self):
        answer = self.trend("email", "--compare", "cookies")
        first, second = self.trend("email")["periods"], self.trend("cookies")["periods"]

        self.assertEqual([period["matching"] for period in first],
                         [period["matching"] for period in answer["periods"]])
        self.assertEqual([(period["matching"], period["rate"], period["low"], period["high"])
                          for period in second],
                         [(period["matching_2"], period["rate_2"], period["low_2"], period["high_2"])
                          for period in answer["periods"]])
        for period in answer["periods"]:
            self.assertLessEqual(period["matching_both"], min(period["matching"], period["matching_2"]))
            if period["observed"]:
                self.assertAlmostEqual(period["rate"] - period["rate_2"], period["difference"],
                                       delta=TOLERANCE)

    def test_a_cut_without_a_second_day_has_every_snapshot_on_one_side(self):
        for cut in (("--before", "2008-05-01"), ("--after", "2008-05-01")):
            answer = self.trend("email", "--unit", "snapshot", *cut)
            for name in ("matching", "observed"):
                self.assertEqual(sum(period[name] for period in answer["periods"]),
                                 answer["cut"]["before"][name] + answer["cut"]["after"][name])
            self.assertEqual("2008-04-30", answer["cut"]["before"]["to"])
            self.assertEqual("2008-05-01", answer["cut"]["after"]["from"])

    def test_tables_hold_what_json_holds(self):
        for arguments in ((), ("--compare", "cookies"), ("--panel", "2009..2010")):
            answer = self.trend("email", *arguments)
            for name, delimiter in (("csv", ","), ("tsv", "\t")):
                with self.subTest(format=name, arguments=arguments):
                    text = self.search("trend", "email", *arguments, "--format", name).out
                    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
                    self.assertEqual([{key: "" if value is None else str(value)
                                       for key, value in period.items()}
                                      for period in answer["periods"]], rows)

    def test_a_table_of_a_cut_has_its_two_sides(self):
        cut = self.trend("email", "--before", "2008-05-01")["cut"]
        text = self.search("trend", "email", "--before", "2008-05-01", "--format", "csv").out
        before, after = csv.DictReader(io.StringIO(text, newline=""))

        self.assertEqual(("before", "after"), (before["period"], after["period"]))
        self.assertEqual(str(cut["before"]["rate"]), before["rate"])
        self.assertEqual(str(cut["independent"]["difference"]), after["difference"])
        self.assertEqual("", before["difference"])

    def test_a_table_of_nothing_has_its_head(self):
        text = self.search("trend", "email", "--site", "nowhere.example", "--format", "csv").out

        self.assertEqual("period,from,to,matching,observed,rate,low,high,sites\n", text)

    def test_text_has_every_period_and_the_coverage(self):
        answer = self.trend("email", "--by", "year")
        text = self.search("trend", "email", "--by", "year").out

        for period in answer["periods"]:
            self.assertRegex(text, rf"(?m)^{period['period']} +{period['matching']} +{period['observed']}  ")
        self.assertIn(f"of {answer['archive_sites']} sites of the archive are observed in a period", text)

    def test_nothing_found_can_be_told(self):
        self.search("trend", "qqxnothing", code=0)
        self.search("trend", "qqxnothing", "--fail-if-empty", code=1)


class WrongUse(SampleTest):
    def assert_refused(self, said, *arguments):
        self.assertIn(said, self.search("trend", *arguments, code=64).err)

    def test_a_question_is_needed(self):
        self.assert_refused("no query and no filter")
        self.assert_refused("the query is empty", "")
        self.assert_refused("--compare: the query is empty", "email", "--compare", "")

    def test_unknown_lengths_and_units(self):
        self.assert_refused("half-year", "email", "--by", "month")
        self.assert_refused("policy", "email", "--unit", "passage")

    def test_panels_that_are_no_range(self):
        for panel in ("2013", "2013..", "..2013", "2013..x", "2013_C..2014", "2014..2013"):
            self.assert_refused("--panel", "email", "--panel", panel)
        self.assert_refused("excludes", "email", "--panel", "2013..2014", "--from", "2013-01-01")

    def test_one_comparison_at_a_time(self):
        self.assert_refused("one comparison", "email", "--compare", "x", "--before", "2013-01-01")
        self.assert_refused("is after", "email", "--before", "2013-01-02", "--after", "2013-01-01")
        self.assert_refused("--after", "email", "--after", "2013-02-30")

    def test_options_of_trends_elsewhere(self):
        for option in (("--panel", "2013..2014"), ("--compare", "x"), ("--before", "2013-01-01")):
            self.assertIn(option[0], self.search("facets", "--by", "year", *option, code=64).err)


if __name__ == "__main__":
    unittest.main()
