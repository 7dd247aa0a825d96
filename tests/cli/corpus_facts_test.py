"""Facts about real policies, read from the files by a regular expression of the test's own.

The files are in ../shared/corpus; where it is not there, the tests say that they were skipped.
"""

import csv
import re
import unittest
import urllib.parse

from smallprint import SHARED_CORPUS, CliTest, words_in_order

SEEDS = SHARED_CORPUS / "seeds"
MINI = SHARED_CORPUS / "archive-mini"
HEADER = re.compile(
    r"> \*The following text is extracted and transformed from the (?P<site>\S+) privacy policy that was "
    r"archived on (?P<date>\d{4}-\d{2}-\d{2})\. Please check the \[original snapshot on the Wayback Machine\]"
    r"\((?P<archive_url>https://web\.archive\.org/web/(?P<timestamp>\d{14})id_/(?P<address>[^)]*))\)")
PLAIN = r"[^\n*_\[\]`\\&<]*[A-Za-z][^\n*_\[\]`\\&<]*"  # text without markup
TITLE = re.compile(rf"#+ +(?P<marked>{PLAIN})\n|(?P<underlined>{PLAIN})\n(?:=+|-+)\n")


def facts_of(path):
    """What `show` must say about a file."""
    text = path.read_text(encoding="utf-8")
    head = HEADER.match(text)
    url = urllib.parse.unquote(head["address"])
    facts = {"site": head["site"], "date": head["date"], "timestamp": head["timestamp"],
             "archive_url": head["archive_url"], "url": url,
             "policy_host": urllib.parse.urlsplit(url).hostname}
    title = TITLE.match(text[text.index("\n"):].lstrip())
    if title:
        facts["title"] = " ".join((title["marked"] or title["underlined"]).split())
    return facts


class CorpusTest(CliTest):
    def assert_show_agrees(self, root, path, what):
        shown = self.search("show", what, "--format", "json").json

        self.assert_valid("snapshot", shown)
        facts = facts_of(path)
        self.assertEqual(facts, {name: shown[name] for name in facts})
        self.assertEqual(str(path.relative_to(root)), shown["file"])
        content = path.read_bytes()
        for passage in shown["passages"]:
            cut = content[passage["byte_start"]:passage["byte_end"]].decode()
            if "&" not in cut and "\\" not in cut:  # an entity is written otherwise in the text
                self.assertTrue(words_in_order(passage["text"], cut), (passage["text"], cut))
        return facts


@unittest.skipUnless(SEEDS.is_dir(), "no ../shared/corpus/seeds")
class Seeds(CorpusTest):
    def setUp(self):
        super().setUp()
        self.report = self.build_with_report(SEEDS)

    def test_five_of_five_are_indexed(self):
        self.assertEqual(5, self.report["snapshots"])
        self.assertEqual(5, self.report["sites"])
        self.assertEqual(0, self.report["rejected"]["total"])
        self.assertEqual(0, self.report["warnings"]["total"])

    def test_several_of_them_speak_of_sharing_email_with_third_parties(self):
        answer = self.search("shares email with third parties", "--format", "json").json

        self.assertGreaterEqual(len({hit["site"] for hit in answer["hits"]}), 3)

    def test_show_says_what_the_header_says(self):
        titles = 0
        for path in sorted(SEEDS.glob("*.txt")):
            with self.subTest(file=path.name):
                site = HEADER.match(path.read_text())["site"]
                facts = self.assert_show_agrees(SEEDS, path, site)
                titles += "title" in facts
        self.assertEqual(5, titles)

    def test_header_line_is_no_text(self):
        for words in ("extracted and transformed", "most accurate reproduction"):
            self.search(f'"{words}"', "--fail-if-empty", code=1)


@unittest.skipUnless(MINI.is_dir(), "no ../shared/corpus/archive-mini")
class ArchiveMini(CorpusTest):
    def setUp(self):
        super().setUp()
        self.report = self.build_with_report(MINI)
        with open(f"{MINI}.tsv", encoding="utf-8", newline="") as table:
            self.rows = list(csv.DictReader(table, delimiter="\t"))

    def test_every_row_of_the_manifest_is_a_snapshot(self):
        self.assertEqual(60, len(self.rows))
        self.assertEqual(60, self.report["snapshots"])
        self.assertEqual(len({row["domain"] for row in self.rows}), self.report["sites"])
        self.assertEqual(sum(int(row["bytes"]) for row in self.rows), self.report["bytes_read"])
        self.assertEqual(0, self.report["rejected"]["total"])

    def test_show_says_what_header_and_manifest_say(self):
        titles = 0
        for row in self.rows:
            with self.subTest(path=row["path"]):
                what = f"{row['domain']}@{row['date']}"
                facts = self.assert_show_agrees(MINI, MINI / row["path"], what)
                self.assertEqual((row["domain"], row["date"]), (facts["site"], facts["date"]))
                titles += "title" in facts
        self.assertGreater(titles, 20)

    def test_site_alone_is_its_latest_snapshot(self):
        latest = {}
        for row in self.rows:
            latest[row["domain"]] = max(row["date"], latest.get(row["domain"], ""))
        for site, date in latest.items():
            with self.subTest(site=site):
                self.assertEqual(date, self.search("show", site, "--format", "json").json["date"])

    def test_source_ranges_hold_the_words_of_the_text(self):
        hits = self.search("--from", "1990-01-01", "--format", "jsonl", "--limit", "0", "--group", "none").json_lines

        checked = 0
        for hit in hits:
            source = hit["source"]
            content = (MINI / source["file"]).read_bytes()
            cut = content[source["byte_start"]:source["byte_end"]].decode()
            self.assertEqual(cut, content.decode()[source["char_start"]:source["char_end"]])
            if "&" not in cut and "\\" not in cut:
                self.assertTrue(words_in_order(hit["text"], cut), (source, hit["text"], cut))
                checked += 1
        self.assertGreater(checked, len(hits) * 9 // 10)


if __name__ == "__main__":
    if not SHARED_CORPUS.is_dir():
        print("skipped: no ../shared/corpus")
    unittest.main()
