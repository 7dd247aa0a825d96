"""`sample`: the coding sheet, its codebook and its shapes, on data/sample."""

import csv
import io
import json
import shutil
import unittest

from smallprint import (SAMPLE, SampleTest, as_documented, current, documented_runs, smallprint_index,
                        write_snapshot)

COLUMNS = ["stratum", "site", "date", "passage_id", "text", "practices", "archive_url", "code", "notes"]


class Sample(SampleTest):
    def sample(self, *arguments):
        answer = self.search("sample", *arguments, "--format", "json").json
        self.assert_valid("sample", answer)
        return answer

    def rows(self, *arguments):
        sheet = self.search("sample", *arguments).out
        return list(csv.DictReader(io.StringIO(sheet, newline="")))

    def test_sheet_has_the_columns_and_empty_codes(self):
        sheet = self.search("sample", "cookies", "--size", "10", "--seed", "7").out
        rows = list(csv.reader(io.StringIO(sheet, newline="")))

        self.assertEqual(COLUMNS, rows[0])
        self.assertEqual(11, len(rows))
        for row in rows[1:]:
            self.assertEqual(["", ""], row[-2:])
        self.assertEqual(10, len({row[1] for row in rows[1:]}))

    def test_rows_are_matches_with_the_capture_they_were_seen_in(self):
        matches = {hit["passage_id"]: hit for hit in
                   self.search("cookies", "--group", "none", "--limit", "0", "--format", "jsonl").json_lines}
        for row in self.rows("cookies", "--size", "1000", "--seed", "1", "--group", "none"):
            hit = matches.pop(row["passage_id"])
            self.assertEqual((hit["site"], hit["text"]), (row["site"], row["text"]))
            self.assertLessEqual(hit["lifespan"]["first"], row["date"])
            self.assertGreaterEqual(hit["lifespan"]["last"], row["date"])
            shown = self.search("show", f"{hit['policy']}@{row['date']}", "--format", "json").json
            self.assertEqual(shown["archive_url"], row["archive_url"])
            self.assertIn(row["passage_id"], [passage["passage_id"] for passage in shown["passages"]])
        self.assertEqual({}, matches)

    def test_shapes_agree(self):
        arguments = ("cookies", "--size", "9", "--seed", "3", "--stratify", "practice")
        answer = self.sample(*arguments)
        lines = self.search("sample", *arguments, "--format", "jsonl").json_lines
        tabs = self.search("sample", *arguments, "--format", "tsv").lines

        self.assertEqual(answer["rows"], lines)
        self.assertEqual("\t".join(COLUMNS), tabs[0])
        for row, from_sheet in zip(answer["rows"], self.rows(*arguments), strict=True):
            for column in ("stratum", "site", "date", "passage_id", "text", "archive_url"):
                self.assertEqual(row[column], from_sheet[column])

    def test_answers_follow_their_schema(self):
        for arguments in ((), ("--stratify", "year"), ("--stratify", "category"), ("--stratify", "practice"),
                          ("--group", "policy"), ("--group", "none"), ("--from", "2012-01-01")):
            with self.subTest(arguments=arguments):
                answer = self.sample("email", "--size", "12", "--seed", "5", *arguments)
                self.assertEqual(answer["population"],
                                 sum(stratum["population"] for stratum in answer["strata"]))
                for stratum in answer["strata"]:
                    drawn = [row for row in answer["rows"] if row["stratum"] == stratum["stratum"]]
                    self.assertEqual(stratum["drawn"], len(drawn))

    def test_population_is_what_count_says(self):
        totals = self.search("count", "email", "--format", "json").json["totals"]
        for group, unit in (("site", "sites"), ("policy", "policies"), ("none", "passages")):
            answer = self.sample("email", "--size", "1", "--seed", "1", "--group", group)
            self.assertEqual(totals[unit], answer["population"])
            self.assertEqual(totals["passages"], answer["passages"])

    def test_strata_by_practice_are_those_asked_for(self):
        answer = self.sample("--practice", "data-security", "--practice", "privacy-contact-information",
                             "--size", "20", "--seed", "2", "--stratify", "practice")

        self.assertLessEqual({stratum["stratum"] for stratum in answer["strata"]},
                             {"data-security", "privacy-contact-information"})
        for row in answer["rows"]:
            self.assertIn(row["stratum"], [one["practice"] for one in row["practices"]])

    def test_prints_what_the_documentation_shows(self):
        runs = [(command, output) for command, output in documented_runs("sampling.md") if command[1] == "sample"]

        self.assertEqual(1, len(runs))
        for command, output in runs:
            self.assertEqual(output, as_documented(self.search(*command[1:]).err))

    def build_with_more_shards(self, index):
        """An index of data/sample in two shards: it is what is left of an archive that was larger."""
        archive = self.folder / "archive"
        shutil.copytree(SAMPLE, archive)
        texts = [write_snapshot(archive, f"padding{number}.example", "2013-01-01", "word " * 1_000_000)
                 for number in range(4)]
        for jobs in ("2", "1"):
            self.assert_code(0, smallprint_index("build", archive, "--index", index, "--jobs", jobs, "--allow-shrink"))
            for text in texts:
                text.unlink(missing_ok=True)

    def test_same_seed_gives_the_same_bytes_on_other_builds(self):
        indexes = [self.folder / name for name in ("one job", "two jobs", "more shards")]
        for jobs in (1, 2):
            self.assert_code(0, smallprint_index("build", SAMPLE, "--index", indexes[jobs - 1], "--jobs", str(jobs)))
        self.build_with_more_shards(indexes[2])
        self.assertEqual([1, 1, 2], [len(list((index / current(index)).glob("shard-*"))) for index in indexes])

        for group in ("site", "policy", "none"):
            for stratify in ((), ("--stratify", "year"), ("--stratify", "category"), ("--stratify", "practice")):
                for seed in ("0", "1", "18446744073709551615"):
                    arguments = ("sample", "email", "--size", "15", "--group", group, *stratify, "--seed", seed)
                    with self.subTest(arguments=arguments):
                        first, *others = (self.search(*arguments, index=index) for index in indexes)
                        for other in others:
                            self.assertEqual((first.stdout, first.stderr), (other.stdout, other.stderr))
        arguments = ("sample", "email", "--size", "15", "--seed")
        self.assertNotEqual(self.search(*arguments, "1").stdout, self.search(*arguments, "2").stdout)

    def test_codebook_goes_to_stderr_or_to_a_new_file(self):
        arguments = ("sample", "cookies", "--size", "5", "--seed", "7")
        outcome = self.search(*arguments)
        for line in outcome.err.splitlines():
            self.assertTrue(line.startswith("#"), line)
        digest = self.sample("cookies", "--size", "5", "--seed", "7")["index_digest"]
        for part in ("cookies", digest, "seed          7", "5 asked for, 5 drawn", *COLUMNS):
            self.assertIn(part, outcome.err)

        path = self.folder / "codebook.txt"
        quiet = self.search(*arguments, "--codebook", path)
        self.assertEqual((outcome.stdout, b""), (quiet.stdout, quiet.stderr))
        self.assertEqual(outcome.err, path.read_text())
        again = self.search(*arguments, "--codebook", path, code=74)
        self.assertIn(str(path), again.err)
        self.assertEqual(b"", again.stdout)
        self.assertEqual(outcome.err, path.read_text())
        self.search(*arguments, "--codebook", "/dev/full/no", code=74)

    def test_too_few_places_for_the_strata_are_told(self):
        outcome = self.search("sample", "email", "--size", "2", "--seed", "7", "--stratify", "year",
                              "--codebook", self.folder / "codebook.txt")

        self.assertIn("strata have no row", outcome.err)
        self.assertIn("hint: --size ", outcome.err)

    def test_refusals(self):
        for arguments, part in ((("email", "--seed", "1"), "--size is missing"),
                                (("email", "--size", "1"), "--seed is missing"),
                                (("--size", "1", "--seed", "1"), "no query and no filter"),
                                (("email", "--size", "0", "--seed", "1"), "--size"),
                                (("email", "--size", "1", "--seed", "-1"), "--seed"),
                                (("email", "--size", "1", "--seed", "x"), "not a whole number"),
                                (("email", "--size", "1", "--seed", "1", "--stratify", "site"), "year"),
                                (("email", "--size", "1", "--seed", "1", "--format", "text"), "csv")):
            with self.subTest(arguments=arguments):
                outcome = self.search("sample", *arguments, code=64)
                self.assertIn(part, outcome.err)
                self.assertEqual(b"", outcome.stdout)
        self.assertIn("sample", self.search("email", "--seed", "1", code=64).err)

    def test_nothing_found(self):
        outcome = self.search("sample", "qqxnothing", "--size", "3", "--seed", "1", "--fail-if-empty", code=1)
        self.assertEqual(",".join(COLUMNS) + "\n", outcome.out)
        self.assertEqual([], json.loads(self.search("sample", "qqxnothing", "--size", "3", "--seed", "1",
                                                    "--format", "json").out)["rows"])


if __name__ == "__main__":
    unittest.main()
