"""`facets`: every facet, unit and format on data/sample, each count against a search with that filter."""

import csv
import io
import unittest

from smallprint import SampleTest

FACETS = ("practice", "data", "polarity", "year", "half-year", "site", "policy-host", "category", "rank",
          "interval", "parked", "practice-x-data", "template")
UNITS = {"site": "sites", "snapshot": "snapshots", "passage": "passages"}
SHARING = "third-party-sharing-collection"


class Facets(SampleTest):
    def facets(self, *arguments):
        answer = self.search("facets", *arguments, "--format", "json").json
        self.assert_valid("facets", answer)
        return answer

    def total(self, unit, *arguments):
        return self.search("count", *arguments, "--format", "json").json["totals"][UNITS[unit]]

    def test_answers_follow_their_schema(self):
        for facet in FACETS:
            for unit in UNITS:
                for arguments in ((), ("email",), ("email", "--top", "2"), ("qqxnothing",),
                                  ("--practice", f"{SHARING}/denied", "--from", "2010-01-01")):
                    with self.subTest(facet=facet, unit=unit, arguments=arguments):
                        answer = self.facets(*arguments, "--by", facet, "--unit", unit)
                        self.assertEqual((facet, unit), (answer["by"], answer["unit"]))

    def test_what_labels_rest_on_is_said(self):
        for arguments, note in ((("--by", "practice"), "smallprint-index practices says how well"),
                                (("--by", "year", "--practice", f"{SHARING}/denied"),
                                 f"note: {SHARING}/denied is told by a program: of 75 judged"),
                                (("--by", "year", "--data", "contact", "--not", "practice:do-not-track"),
                                 "note: do-not-track is told by a program: of 75 judged")):
            with self.subTest(arguments=arguments):
                self.assertIn(note, self.search("facets", *arguments).err)
        self.assertEqual("", self.search("facets", "email", "--by", "year").err)

    def test_matching_is_what_count_says(self):
        for unit in UNITS:
            for arguments in (("email",), ('"third parties"', "--to", "2012-12-31")):
                with self.subTest(unit=unit, arguments=arguments):
                    answer = self.facets(*arguments, "--by", "practice", "--unit", unit)
                    self.assertEqual(self.total(unit, *arguments), answer["matching"])

    def test_a_count_is_what_a_search_with_the_value_as_filter_finds(self):
        options = {"practice": "--practice", "data": "--data", "site": "--site",
                   "policy-host": "--policy-host"}
        for facet, option in options.items():
            for unit in UNITS:
                for value in self.facets("email", "--by", facet, "--unit", unit, "--top", "3")["values"]:
                    with self.subTest(value=value, unit=unit):
                        self.assertEqual(self.total(unit, "email", option, value["value"]),
                                         value["count"])

    def test_counts_by_polarity_are_what_a_search_with_both_finds(self):
        for unit in UNITS:
            for value in self.facets("--by", "practice", "--unit", unit)["values"]:
                for polarity, count in (value["polarity"] or {}).items():
                    with self.subTest(value=value, unit=unit, polarity=polarity):
                        self.assertEqual(
                            self.total(unit, "--practice", f"{value['value']}/{polarity}"), count)

    def test_counts_of_pairs_are_what_a_search_with_both_finds(self):
        values = self.facets("--by", "practice-x-data")["values"]

        self.assertTrue(values)
        for value in values:
            self.assertEqual(f"{value['practice']}:{value['data']}", value["value"])
            self.assertEqual(self.total("site", "--practice", value["practice"], "--data", value["data"]),
                             value["count"])

    def test_years_of_snapshots_add_up_to_all_that_match(self):
        for facet in ("year", "half-year"):
            answer = self.facets("email", "--by", facet, "--unit", "snapshot")
            self.assertEqual(answer["matching"], sum(value["count"] for value in answer["values"]))
            self.assertEqual(0, answer["other"])

    def test_only_snapshots_within_the_dates_have_years(self):
        answer = self.facets("email", "--by", "year", "--from", "2009-01-01", "--to", "2010-12-31")

        self.assertEqual({"2009", "2010"}, {value["value"] for value in answer["values"]})

    def test_the_filter_of_a_facet_is_left_out_of_its_counts(self):
        for facet, arguments in (("practice", ("--practice", f"{SHARING}/denied")),
                                 ("data", ("--data", "contact")),
                                 ("site", ("--site", "harborbooks.example")),
                                 ("policy-host", ("--policy-host", "www.harborbooks.example"))):
            with self.subTest(facet=facet):
                free = self.facets("email", "--by", facet)
                filtered = self.facets("email", "--by", facet, *arguments)

                self.assertEqual(facet, filtered["without_filter"])
                self.assertIsNone(free["without_filter"])
                for key in ("matching", "values", "other", "distinct"):
                    self.assertEqual(free[key], filtered[key])

    def test_by_polarity_the_polarity_of_the_filter_is_left_out(self):
        free = self.facets("--by", "polarity", "--practice", SHARING)
        filtered = self.facets("--by", "polarity", "--practice", f"{SHARING}/denied")

        self.assertEqual("polarity", filtered["without_filter"])
        self.assertEqual(free["values"], filtered["values"])
        self.assertGreater(len(free["values"]), 1)

    def test_other_filters_hold_for_the_statement_that_is_counted(self):
        for value in self.facets("--by", "data", "--practice", f"{SHARING}/denied")["values"]:
            self.assertEqual(
                self.total("site", "--practice", f"{SHARING}/denied", "--data", value["value"]),
                value["count"])

    def test_top_cuts_the_list_and_what_was_cut_is_other(self):
        whole = self.facets("email", "--by", "year")
        cut = self.facets("email", "--by", "year", "--top", "3")

        self.assertEqual(whole["values"][:3], cut["values"])
        self.assertEqual(whole["distinct"], cut["distinct"])
        self.assertEqual(len(whole["values"]), whole["distinct"])
        self.assertEqual(0, whole["other"])
        self.assertGreater(cut["other"], 0)

    def test_structural_practices_are_listed_when_asked_for(self):
        structural = {"introductory-generic", "privacy-contact-information"}

        listed = {value["value"] for value in self.facets("--by", "practice")["values"]}

        self.assertFalse(structural & listed)
        for practice in structural:
            asked = self.facets("--by", "practice", "--practice", practice)["values"]
            found = self.total("site", "--practice", practice)
            self.assertEqual([found] if found else [],
                             [value["count"] for value in asked if value["value"] == practice])

    def test_tables_hold_what_json_holds(self):
        for facet in FACETS:
            answer = self.facets("email", "--by", facet)
            for name, delimiter in (("csv", ","), ("tsv", "\t")):
                with self.subTest(facet=facet, format=name):
                    text = self.search("facets", "email", "--by", facet, "--format", name).out
                    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
                    self.assertEqual([(value["value"], value["label"], str(value["count"]))
                                      for value in answer["values"]],
                                     [(row["value"], row["label"], row["count"]) for row in rows])
                    if facet == "practice":
                        self.assertEqual([value["polarity"] and str(value["polarity"]["denied"])
                                          for value in answer["values"]],
                                         [row["denied"] or None for row in rows])

    def test_text_has_every_value_and_says_how_to_read_polarities(self):
        answer = self.facets("email", "--by", "practice")

        text = self.search("facets", "email", "--by", "practice").out

        self.assertIn(f"{answer['matching']} sites by practice (exact)", text)
        for value in answer["values"]:
            self.assertRegex(text, rf"(?m)^ *{value['count']}  {value['value']}\b")
        self.assertIn("their sum may exceed its count", text)

    def test_text_says_which_filter_was_left_out(self):
        text = self.search("facets", "--by", "data", "--data", "contact").out

        self.assertIn("The filter by data is left out here.", text)

    def test_nothing_found_can_be_told(self):
        self.search("facets", "qqxnothing", "--by", "year", code=0)
        self.search("facets", "qqxnothing", "--by", "year", "--fail-if-empty", code=1)


class WrongUse(SampleTest):
    def assert_refused(self, said, *arguments):
        self.assertIn(said, self.search(*arguments, code=64).err)

    def test_by_is_needed(self):
        self.assert_refused("--by", "facets", "email")

    def test_unknown_facets_units_and_formats(self):
        self.assert_refused("practice-x-data", "facets", "--by", "colour")
        self.assert_refused("snapshot", "facets", "--by", "year", "--unit", "word")
        self.assert_refused("--format", "facets", "--by", "year", "--format", "trec")

    def test_top_is_a_number_above_0(self):
        for value in ("0", "-1", "x"):
            self.assert_refused("--top", "facets", "--by", "year", f"--top={value}")

    def test_two_queries(self):
        self.assert_refused("put it in quotes", "facets", "share", "email", "--by", "year")

    def test_options_of_facets_elsewhere(self):
        for option in (("--by", "year"), ("--unit", "site"), ("--top", "3")):
            self.assert_refused("facets", "email", *option)


if __name__ == "__main__":
    unittest.main()
