"""An archive full of control characters sends none of them to a terminal or into a file."""

import os
import unittest

import smallprint
from smallprint import CliTest, header

ESC_RED = "\x1b[31m"
NASTY = f"{ESC_RED}\x07\x08\x7f\x9b2J\x85\u202e\u2066\u200f\u2028"
BODY = (f"# Privacy {NASTY} title\n\n## Head{NASTY}ing\n\n"
        f"We share qqxmarker {NASTY} your email {NASTY}address with third{NASTY} parties whenever we like.\n")
FORMATS = ("text", "json", "jsonl", "csv", "tsv", "trec")


class ControlCharacters(CliTest):
    def setUp(self):
        super().setUp()
        self.archive.mkdir()
        self.write("plain.md", header("a.example", "2013-02-13") + BODY)
        self.write(f"name {NASTY} \n.md", header("b.example", "2013-02-13") + BODY)
        self.write(b"bytes \xff\x9b.md", header("c.example", "2013-02-13") + BODY)
        url = f"http://www.d{NASTY}.example/{NASTY}/privacy"
        self.write("encoded-url.md", header("d.example", "2013-02-13", url=url) + BODY)
        head = header("e.example", "2013-02-13", url="http://www.e.example/QQX")
        self.write("raw-url.md", head.replace("QQX", NASTY.replace("\u2028", "")) + BODY)
        self.refused = f"refused {NASTY}.md"
        self.write(self.refused, f"no header {NASTY}\n")
        self.write("bad-site.md", header(f"f{NASTY}.example", "2013-02-13").replace("%", "") + BODY)
        self.report = self.folder / "report.json"
        self.built = self.build("--max-rejected", "100", "--report", self.report)

    def write(self, name, content):
        with open(os.path.join(os.fsencode(self.archive), os.fsencode(name)), "wb") as file:
            file.write(content.encode())

    def test_indexer_prints_none(self):
        self.assertIn("refused", self.built.err)
        self.assert_no_controls(self.built.stderr)
        self.assert_no_controls(self.report.read_bytes())
        for name in ("text", "json"):
            outcome = smallprint.smallprint_index("status", "--index", self.index, "--format", name)
            self.assert_no_controls(outcome.stdout)

    def test_every_file_is_one_line_on_stderr(self):
        lines = self.built.err.splitlines()

        self.assertEqual(1, sum(line.startswith("refused: refused ") for line in lines))
        self.assertEqual(2, sum(line.startswith("refused: ") for line in lines))

    def test_search_prints_none_in_any_format(self):
        for name in FORMATS:
            with self.subTest(format=name):
                outcome = self.search("qqxmarker", "--format", name, "--limit", "0", "--explain")
                self.assertGreater(len(outcome.stdout), 100)
                self.assert_no_controls(outcome.stdout)

    def test_names_in_json_open_the_file(self):
        hits = self.search("qqxmarker", "--format", "jsonl", "--limit", "0").json_lines
        names = {hit["site"]: hit["source"]["file"] for hit in hits}
        shown = self.search("show", "b.example", "--format", "json").json
        report = smallprint.json.loads(self.report.read_text())

        self.assertEqual(f"name {NASTY} \n.md", names["b.example"])
        self.assertEqual(names["b.example"], shown["file"])
        self.assertIn(self.refused, [file["file"] for file in report["rejected"]["files"]])
        self.assertEqual("bytes \\xFF\\x9B.md", names["c.example"])  # no JSON string holds the name

    def test_show_prints_none(self):
        for site in "abcde":
            for name in ("text", "json"):
                with self.subTest(site=site, format=name):
                    outcome = self.search("show", f"{site}.example", "--format", name)
                    self.assert_no_controls(outcome.stdout)

    def test_history_and_diff_print_none(self):
        changed = BODY.replace("whenever", f"{NASTY} and with partners{NASTY}. {NASTY} whenever")
        self.write("later.md", header("a.example", "2014-02-13") + f"{NASTY}\n\n" + changed)
        self.build("--max-rejected", "100")
        for arguments in ((), ("qqxmarker",), ("--diff", "2013-02-13..2014-02-13")):
            for name in ("text", "json"):
                with self.subTest(arguments=arguments, format=name):
                    outcome = self.search("history", "a.example", *arguments, "--format", name)
                    self.assertIn("and with partners", outcome.out)
                    self.assert_no_controls(outcome.stdout)
        for arguments in ((f"{NASTY}.example",), ("a.example", "--diff", f"{NASTY}..2014-02-13"),
                          ("a.example", f"({NASTY}"), ("a.example", "x", NASTY)):
            with self.subTest(arguments=arguments):
                outcome = smallprint.smallprint_search("history", "--index", self.index, *arguments)
                self.assertIn(outcome.code, (64, 66))
                self.assert_no_controls(outcome.stderr)

    def test_sample_prints_none(self):
        for name in ("csv", "tsv", "json", "jsonl"):
            with self.subTest(format=name):
                outcome = self.search("sample", f"qqxmarker {NASTY}", "--size", "9", "--seed", "1", "--format", name)
                self.assertIn("qqxmarker", outcome.out)
                self.assert_no_controls(outcome.stdout)
                self.assert_no_controls(outcome.stderr)

    def test_query_with_controls_is_not_echoed_raw(self):
        query = f'qqxmarker "{NASTY} email" {NASTY}'
        for arguments in (("--", query), ("count", "--", query)):
            for name in ("text", "json", "jsonl"):
                with self.subTest(arguments=arguments, format=name):
                    outcome = self.search("--format", name, *arguments) if arguments[0] == "--" else \
                        self.search(arguments[0], "--format", name, *arguments[1:])
                    self.assert_no_controls(outcome.stdout)

    def test_messages_about_wrong_input_print_none(self):
        for arguments in ((f"({NASTY}",), ("--group", NASTY, "email"), ("--from", NASTY, "email"),
                          ("--sort", NASTY, "email"), ("show", f"{NASTY}.example"),
                          ("show", f"a.example@{NASTY}"), ("batch", NASTY), ("--not", NASTY, "email"),
                          (f"--{NASTY}", "email"), ("email", "--index", NASTY)):
            with self.subTest(arguments=arguments):
                outcome = smallprint.smallprint_search("--index", self.index, *arguments)
                self.assertIn(outcome.code, (64, 66, 69))
                self.assert_no_controls(outcome.stderr)

    def test_batch_prints_none(self):
        queries = self.folder / "queries.tsv"
        queries.write_text(f"q{ESC_RED}\x9b1\tqqxmarker\n")
        for name in ("jsonl", "trec"):
            with self.subTest(format=name):
                outcome = self.search("batch", queries, "--format", name)
                self.assertTrue(outcome.stdout)
                self.assert_no_controls(outcome.stdout)

    def test_source_and_index_whose_paths_are_not_utf8(self):
        archive = os.fsencode(self.folder) + b"/archive \xff"
        index = os.fsencode(self.folder) + b"/index \xff"
        os.rename(self.archive, archive)

        self.assert_code(0, smallprint.smallprint_index("build", archive, "--index", index,
                                                        "--max-rejected", "100"))

        hit = self.search("qqxmarker", "--format", "jsonl", "--limit", "1", index=index).json_lines[0]
        self.assertEqual(f"{self.folder}/archive \\xFF", hit["source"]["archive"])
        status = smallprint.smallprint_index("status", "--index", index)
        self.assertIn(f"{self.folder}/index \\xFF\n", status.out)

    def test_words_around_controls_are_found(self):
        sites = [hit["site"] for hit in self.search("qqxmarker", "--format", "jsonl").json_lines]

        self.assertEqual([f"{site}.example" for site in "abcde"], sorted(sites))


if __name__ == "__main__":
    unittest.main()
