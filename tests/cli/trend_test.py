"""`trend`: shapes, the chart, refusals. trend_recount_test.py recounts the numbers."""

import csv
import io
import os
import re
import unittest
import xml.etree.ElementTree

from smallprint import SampleTest

UNITS = ("site", "policy", "snapshot")
LENGTHS = ("half-year", "year")
DENIED = "third-party-sharing-collection/denied"
TOLERANCE = 1e-9
SVG = "{http://www.w3.org/2000/svg}"


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
        self.assertEqual(str(cut["paired"]["units"]), after["paired_units"])
        self.assertEqual(str(cut["paired"]["difference_high"]), after["paired_difference_high"])
        self.assertEqual("", before["paired_units"])

    def test_text_says_why_there_is_no_ratio_and_what_the_second_question_is_under(self):
        self.assertIn("no ratio: a rate is 0 or 100 %", self.search("trend", "zyzzyva", "--before", "2008-05-01").out)
        text = self.search("trend", "email", "--compare", "cookies", "--practice", "data-security", "--from",
                           "2008-01-01").out
        self.assertIn("question  email, practice data-security, from 2008-01-01\n", text)
        self.assertIn("second    cookies, practice data-security, from 2008-01-01\n", text)

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


class Plot(SampleTest):
    def plot(self, *arguments, code=0):
        """The chart, read as XML."""
        path = self.folder / "chart.svg"
        self.search("trend", *arguments, "--plot", path, code=code)
        self.assertEqual([path], list(self.folder.iterdir()))
        chart = xml.etree.ElementTree.parse(path).getroot()
        self.assertEqual(SVG + "svg", chart.tag)
        return chart

    def texts(self, chart):
        return [element.text for element in chart.iter(SVG + "text")]

    def test_a_chart_has_the_periods_the_rates_and_the_index(self):
        answer = self.search("trend", "email", "--by", "year", "--format", "json").json
        chart = self.plot("email", "--by", "year")
        texts = self.texts(chart)

        observed = [period for period in answer["periods"] if period["observed"]]
        self.assertEqual(len(observed), len(list(chart.iter(SVG + "circle"))))
        self.assertIn(f"Smallprint, index {answer['index_digest']}", texts)
        described = chart.find(SVG + "desc").text
        for period in observed:
            self.assertIn(f" {period['period']}: {period['matching']} of {period['observed']}, ", described)

    def test_everything_drawn_is_within_the_picture(self):
        for arguments in (("email",), ("email", "--compare", "cookies"), ("email", "--before", "2008-05-01"),
                          ("email", "--from", "2010-01-01", "--to", "2010-05-01"),
                          ("email", "--panel", "2009..2010", "--by", "year")):
            with self.subTest(arguments=arguments):
                chart = self.plot(*arguments)
                width, height = map(float, chart.get("viewBox").split()[2:])
                for element in chart.iter():
                    for name, value in element.items():
                        if name in ("x", "cx", "x1", "x2"):
                            self.assertTrue(0 <= float(value) <= width, element.attrib)
                        if name in ("y", "cy", "y1", "y2"):
                            self.assertTrue(0 <= float(value) <= height, element.attrib)

    def test_a_question_may_have_any_character(self):
        for query in ('"a<b & c>d" ]]> ok', "caf\u00e9 OR \u4f60\u597d", "email \ufffe \uffff", "a\tb\x7f"):
            with self.subTest(query=query):
                self.plot(query)

    def test_refers_to_nothing_outside(self):
        self.plot("email", "--compare", "cookies")
        text = (self.folder / "chart.svg").read_text(encoding="utf-8")

        self.assertEqual(["http://www.w3.org/2000/svg"], re.findall(r"https?://[^\s\"<]+", text))
        self.assertNotRegex(text, "href|<script|<style|@import")

    def test_the_same_bytes_every_time_and_in_place_of_the_chart_before(self):
        contents = []
        for _ in range(2):
            self.plot("email", "--compare", "cookies")
            contents.append((self.folder / "chart.svg").read_bytes())

        self.assertEqual(contents[0], contents[1])

    def test_the_answer_is_printed_as_without_a_chart(self):
        path = self.folder / "chart.svg"
        for form in ("text", "json", "csv"):
            self.assertEqual(self.search("trend", "email", "--format", form).out,
                             self.search("trend", "email", "--format", form, "--plot", path).out)

    def test_a_chart_of_nothing_is_a_chart(self):
        self.plot("email", "--site", "nowhere.example")
        self.plot("qqxnothing", "--fail-if-empty", code=1)

    def test_a_stream_may_have_any_name(self):
        self.search("trend", "email", "--plot", "/dev/null")
        out = self.search("trend", "email", "--plot", "/dev/stderr")
        xml.etree.ElementTree.fromstring(out.err)

    def test_only_a_chart_is_written_over(self):
        for name in ("thesis.tex", "chart.png", "chart", "chart.SVG.bak"):
            path = self.folder / name
            path.write_text("mine")
            refused = self.search("trend", "email", "--plot", path, code=64)
            self.assertIn("does not end in .svg", refused.err)
            self.assertEqual(("", "mine"), (refused.out, path.read_text()))

    def test_what_cannot_be_written_ends_before_the_answer(self):
        (self.folder / "folder.svg").mkdir()
        for path in (self.folder / "folder.svg", self.folder / "none" / "chart.svg"):
            refused = self.search("trend", "email", "--plot", path, code=74)
            self.assertEqual("", refused.out)
            self.assertIn(os.fspath(path), refused.err)


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
        for option in (("--panel", "2013..2014"), ("--compare", "x"), ("--before", "2013-01-01"),
                       ("--plot", "a.svg")):
            self.assertIn(option[0], self.search("facets", "--by", "year", *option, code=64).err)


if __name__ == "__main__":
    unittest.main()
