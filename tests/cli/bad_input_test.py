"""Files that an indexer must survive: ../shared/corpus/bad-input, where it is there."""

import csv
import os
import subprocess
import sys
import unittest
import urllib.parse
from pathlib import Path

import smallprint
from smallprint import SHARED_CORPUS, CliTest

BAD_INPUT = SHARED_CORPUS / "bad-input"
SUFFIXES = (".md", ".markdown", ".txt")


def read_expectations(path):
    with open(path, encoding="ascii", newline="") as table:
        return [{**row, "file": urllib.parse.unquote(row["file"])}
                for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


def escaped(name):
    """As the programs write a file's name for people: control characters as \\xNN."""
    return "".join(f"\\x{ord(c):02X}" if ord(c) < 0x20 or ord(c) == 0x7f else c for c in name)


def candidates(root):
    """What is named like a policy and is not a folder."""
    return [path for folder, _, names in os.walk(root) for path in (Path(folder) / n for n in names)
            if path.suffix.lower() in SUFFIXES and not path.is_dir()] if root.is_dir() else []


@unittest.skipUnless((BAD_INPUT / "make_bad_input.py").exists(), "no ../shared/corpus/bad-input")
class BadInputTest(CliTest):
    tree = None
    rows = ()

    def setUp(self):
        super().setUp()
        self.make_tree()
        self.report_path = self.folder / "report.json"

    def make_tree(self):
        self.tree = self.folder / "tree"
        subprocess.run([sys.executable, BAD_INPUT / "make_bad_input.py", self.tree], check=True)
        self.rows = read_expectations(f"{self.tree}.tsv")

    def outcome_of(self, row, report):
        """Which words of the table hold for a file."""
        name = row["file"]
        refused = [file for file in report["rejected"]["files"] if file["file"] == name]
        warned = [file for file in report["warnings"]["files"] if file["file"] == name]
        self.assertLessEqual(len(refused), 1)
        if refused:
            self.assertTrue(refused[0]["reason"])
            return {"skipped"}
        found = row["marker"] and self.passages(row["marker"]) > 0
        return ({"warned"} if warned else set()) | ({"indexed"} if found else set()) or {"ignored"}

    def passages(self, marker):
        return self.search("count", marker, "--format", "json").json["totals"]["passages"]

    def test_every_file_ends_as_the_table_says(self):
        report = self.build_with_report(self.tree, "--max-rejected", "100")

        for row in self.rows:
            with self.subTest(file=row["file"], why=row["why"]):
                outcome = self.outcome_of(row, report)
                self.assertTrue(outcome & set(row["expected"].split("|")), (outcome, row))
                if row["marker"] and "skipped" not in outcome:
                    self.assertEqual(1, self.passages(row["marker"]))
                if "skipped" in outcome and row["marker"]:
                    self.assertEqual(0, self.passages(row["marker"]))

    def test_every_file_is_accounted_for(self):
        report = self.build_with_report(self.tree, "--max-rejected", "100")

        files = sum(source["files"] for source in report["sources"])
        self.assertEqual(len(candidates(self.tree)), files)
        self.assertEqual(files, report["snapshots"] + report["rejected"]["total"])
        self.assertEqual(report["rejected"]["total"], len(report["rejected"]["files"]))
        self.assertEqual(report["rejected"]["total"], sum(report["rejected"]["by_reason"].values()))

    def test_every_refused_file_is_one_line_on_stderr(self):
        outcome = self.build(self.tree, "--max-rejected", "100", "--report", self.report_path)
        report = smallprint.json.loads(self.report_path.read_text())

        self.assert_no_controls(outcome.stderr)
        lines = outcome.err.splitlines()
        self.assertEqual(sorted(f"refused: {escaped(file['file'])}: {file['reason']}"
                                for file in report["rejected"]["files"]),
                         sorted(":".join(line.split(":")[:3]) for line in lines
                                if line.startswith("refused: ")))
        self.assertIn(f"{report['rejected']['total']} files refused", lines[-1])

    def test_second_run_changes_nothing(self):
        first = self.build_with_report(self.tree, "--max-rejected", "100")
        second = self.build_with_report(self.tree, "--max-rejected", "100")

        self.assertEqual(["gen-000001"], smallprint.generations(self.index))
        self.assertFalse(second["changes"]["new_generation"])
        self.assertEqual(first["rejected"], second["rejected"])
        self.assertEqual(first["warnings"], second["warnings"])

    def test_too_many_are_refused_for_the_default_limit(self):
        report = self.build_with_report(self.tree, code=65)

        self.assertGreater(report["rejected"]["total"] * 10, sum(s["files"] for s in report["sources"]))
        self.assertFalse((self.index / "CURRENT").exists())

    def test_header_decides_the_site_and_punycode_stays(self):
        self.build(self.tree, "--max-rejected", "100")

        for marker, site in (("qmarkmislaid", "elsewhere.example"),
                             ("qmarkpunycode", "xn--bcher-kva.example"),
                             ("qmarkcrlf", "crlf.example"), ("qmarkutfeightbom", "utf8-bom.example")):
            with self.subTest(marker=marker):
                hit = self.search(marker, "--format", "json").json["hits"][0]
                self.assertEqual(site, hit["site"])
                self.assertEqual("2013-02-13", hit["lifespan"]["first"])

    def test_two_texts_of_one_day_are_both_kept(self):
        self.build(self.tree, "--max-rejected", "100")

        dates = {self.search(marker, "--format", "json").json["hits"][0]["lifespan"]["first"]
                 for marker in ("qmarktwicea", "qmarktwiceb")}

        self.assertEqual({"2013-02-13"}, dates)


class StoredBadInputTest(BadInputTest):
    """The plain part of the same tree, as stored."""

    def make_tree(self):
        self.tree = BAD_INPUT / "files"
        self.rows = read_expectations(BAD_INPUT / "expect.tsv")
        self.rows = [row for row in self.rows if os.path.lexists(self.tree / row["file"])]
        self.assertGreater(len(self.rows), 15)


if __name__ == "__main__":
    if not (BAD_INPUT / "make_bad_input.py").exists():
        print("skipped: no ../shared/corpus/bad-input")
    unittest.main()
