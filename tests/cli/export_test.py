"""`export`: every match with every field, by site and time."""

import csv
import io
import json
import unittest

from smallprint import SampleTest

QUERIES = ((), ("email",), ("email OR cookies", "--from", "2009-01-01", "--to", "2012-12-31"),
           ("--practice", "third-party-sharing-collection/denied"), ("qqxnothing",))


class Export(SampleTest):
    def totals(self, arguments):
        everything = arguments or ("--from", "1990-01-01")
        return self.search("count", *everything, "--format", "json").json["totals"]

    def test_lists_as_many_records_as_count_says(self):
        for arguments in QUERIES:
            for unit in ("passage", "snapshot"):
                with self.subTest(arguments=arguments, unit=unit):
                    records = self.search("export", *arguments, "--unit", unit).json_lines

                    self.assertEqual(self.totals(arguments)[unit + "s"], len(records))
                    for record in records:
                        self.assert_valid("export_" + unit, record)

    def test_records_are_the_hits_of_a_search(self):
        shared = ("passage_id", "site", "policy", "policy_host", "title", "heading", "text", "lifespan",
                  "practices")
        hits = self.search("email", "--limit", "0", "--group", "none", "--format", "jsonl").json_lines
        records = self.search("export", "email").json_lines

        def by_id(passages):
            return sorted(({name: passage[name] for name in shared} for passage in passages),
                          key=lambda passage: passage["passage_id"])

        self.assertGreater(len(hits), 0)
        self.assertEqual(by_id(hits), by_id(records))

    def test_tables_hold_the_same(self):
        for unit in ("passage", "snapshot"):
            records = self.search("export", "email", "--unit", unit).json_lines
            table = self.search("export", "email", "--unit", unit, "--format", "csv").out
            rows = list(csv.DictReader(io.StringIO(table)))
            with self.subTest(unit=unit):
                self.assertEqual([(record["site"], record["policy"], record["title"]) for record in records],
                                 [(row["site"], row["policy"], row["title"]) for row in rows])
        self.assertEqual([record["passages"] for record in records], [int(row["passages"]) for row in rows])
        self.assertEqual([record["metadata"] for record in records], [json.loads(row["metadata"]) for row in rows])

    def test_a_table_of_passages_has_every_field(self):
        records = self.search("export", "email").json_lines
        for form, options in (("csv", {}), ("tsv", {"delimiter": "\t", "quoting": csv.QUOTE_NONE})):
            table = self.search("export", "email", "--format", form).out
            rows = list(csv.DictReader(io.StringIO(table, newline=""), **options))
            with self.subTest(format=form):
                self.assertEqual([record["practices"] for record in records],
                                 [json.loads(row["statements"]) for row in rows])
                self.assertEqual([(record["source"]["char_start"], record["source"]["char_end"], record["metadata"])
                                  for record in records],
                                 [(int(row["char_start"]), int(row["char_end"]), json.loads(row["metadata"]))
                                  for row in rows])

    def test_sites_come_by_name_and_snapshots_by_time(self):
        records = self.search("export", "email", "--unit", "snapshot").json_lines

        places = [(record["site"], record["policy"], record["timestamp"]) for record in records]
        self.assertEqual(sorted(places), places)


if __name__ == "__main__":
    unittest.main()
