"""`trend` and `count` on a synthetic archive whose planted words are known: every numerator and denominator.

The files are read again by this test, which shares no code with the programs; the synthesizer's own counts are
held against both. SMALLPRINT_SYNTHETIC is the number of snapshots, 2,000 unless it is set; 100,000 take about two minutes.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unittest
from collections import defaultdict

import recount
from smallprint import SHARED_CORPUS, CliTest, smallprint_index

SNAPSHOTS = int(os.environ.get("SMALLPRINT_SYNTHETIC", "2000"))
SYNTHESIZER = SHARED_CORPUS / "synthesize.py"
PLANTED = {"qzalpha": rb"\bqzalpha\b", "qzbeta": rb"\bqzbeta\b", "qzgamma": rb"\bqzgamma\b",
           '"qzleft qzright"': rb"\bqzleft qzright\b", '"qzright qzleft"': rb"\bqzright qzleft\b"}


def half_year(date):
    return f"{date[:4]}_{'A' if date[5:7] < '07' else 'B'}"


@unittest.skipUnless(SYNTHESIZER.is_file(), "skipped: ../shared/corpus is not there")
class PlantedWords(CliTest):
    def setUp(self):
        super().setUp()
        manifest = self.folder / "manifest.json"
        subprocess.run([sys.executable, SYNTHESIZER, SHARED_CORPUS / "archive-mini", "--docs", str(SNAPSHOTS),
                        "--out", self.archive, "--manifest", manifest], check=True, capture_output=True)
        self.manifest = json.loads(manifest.read_text(encoding="utf-8"))
        self.assert_code(0, smallprint_index("build", self.archive, "--index", self.index,
                                             timeout=120 + SNAPSHOTS / 100))
        self.observed = defaultdict(list)  # period -> the site of each snapshot
        self.having = {words: defaultdict(list) for words in PLANTED}
        for path in self.archive.rglob("*.md"):
            content = path.read_bytes()
            site, date, _ = recount.HEADER.search(content[:1000].decode("utf-8", errors="replace")).groups()
            self.observed[half_year(date)].append(site)
            for words, pattern in PLANTED.items():
                if re.search(pattern, content):
                    self.having[words][half_year(date)].append(site)

    def rows(self, words, unit):
        text = self.search("trend", words, "--unit", unit, "--format", "csv").out
        return [(row["period"], int(row["matching"]), int(row["observed"]))
                for row in csv.DictReader(io.StringIO(text, newline=""))]

    def assert_trends(self, words):
        having = self.having[words]
        for unit, count in (("snapshot", len), ("site", lambda sites: len(set(sites)))):
            for question in (words, f"exact:{words}"):
                rows = self.rows(question, unit)
                with self.subTest(question=question, unit=unit):
                    self.assertEqual([(period, count(having[period]), count(self.observed[period]))
                                      for period, _, _ in rows], rows)
                    self.assertGreater(len(rows), 20)

    def test_counts_and_trends_are_those_of_the_files(self):
        for words in PLANTED:
            found = sum(map(len, self.having[words].values()))
            with self.subTest(words=words):
                self.assertEqual(self.manifest["planted"][words.strip('"')], found)
                self.assertEqual(found, self.search("count", words, "--format", "json").json["totals"]["snapshots"])
            self.assert_trends(words)
        self.assertEqual(self.manifest["phases"], {period: len(sites) for period, sites in self.observed.items()})


if __name__ == "__main__":
    unittest.main()
