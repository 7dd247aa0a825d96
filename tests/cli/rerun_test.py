"""`--save FILE` and `rerun FILE`: the same question, and whether the answer is the same."""

import json
import shutil
import unittest

from smallprint import CliTest, SampleTest, smallprint_index, smallprint_search, write_snapshot

QUESTIONS = [
    ("shares email with third parties",),
    ("cookies", "--site", "harborbooks.example", "--format", "json", "--explain"),
    ("--practice", "do-not-track", "--from", "2010-01-01", "--format", "csv"),
    ("count", "cookies", "email", "--format", "jsonl"),
    ("facets", "email", "--by", "practice"),
    ("trend", "cookies", "--by", "year", "--compare", "email"),
    ("sample", "cookies", "--size", "5", "--seed", "3", "--format", "json"),
    ("export", "cookies", "--format", "tsv"),
    ("show", "harborbooks.example"),
    ("--limit", "3", "--", "-cookies email"),
]


class Rerun(SampleTest):
    def test_same_question_of_the_same_index_has_the_same_bytes(self):
        for number, question in enumerate(QUESTIONS):
            with self.subTest(question=question):
                file = self.folder / f"{number}.json"
                at = question.index("--") if "--" in question else len(question)
                answer = self.search(*question[:at], "--save", file, *question[at:])
                saved = json.loads(file.read_text())

                self.assert_valid("saved_question", saved)
                self.assertEqual(list(question), saved["arguments"])
                self.assertEqual(len(answer.stdout), saved["answer"]["bytes"])
                self.assertEqual(answer.stdout, self.search(*question).stdout)
                rerun = self.search("rerun", file)
                self.assertEqual(answer.stdout, rerun.stdout)
                self.assertRegex(rerun.err, "(?m)^smallprint-search: the same answer, byte for byte: [0-9]+ bytes, "
                                            "xxh128:[0-9a-f]{32}\n")

    def test_saved_twice_is_the_same_file(self):
        first, second = self.folder / "first.json", self.folder / "second.json"
        self.search("cookies", "--save", first)
        self.search(f"--save={second}", "cookies")

        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_digest_is_that_of_stdout(self):
        file = self.folder / "question.json"
        answer = self.search("cookies", "--save", file).stdout
        saved = json.loads(file.read_text())
        saved["answer"]["bytes"] = len(answer) + 1
        file.write_text(json.dumps(saved))

        rerun = self.search("rerun", file, code=1)

        self.assertIn(f"another answer: {len(answer)} bytes", rerun.err)
        self.assertIn("program and index are the same", rerun.err)
        self.assertEqual(answer, rerun.stdout)

    def test_codebook_is_not_written_again(self):
        codebook, file = self.folder / "codebook.txt", self.folder / "question.json"
        self.search("sample", "cookies", "--size", "5", "--seed", "3", "--codebook", codebook, "--save", file)
        codebook.unlink()

        self.search("rerun", file)

        self.assertFalse(codebook.exists())

    def test_file_that_is_no_saved_question(self):
        file = self.folder / "question.json"
        for content, why in ((b"", "is empty"), (b"{", "no JSON object of kind"), (b"[]", "no JSON object of kind"),
                             (b'{"kind": "smallprint-saved-question/2"}', "no JSON object of kind"),
                             (b'{"kind": "smallprint-saved-question/1"}', "/arguments is missing")):
            with self.subTest(content=content):
                file.write_bytes(content)
                self.assertIn(why, self.search("rerun", file, code=66).err)
        self.assertIn("cannot be read", self.search("rerun", self.folder / "missing", code=66).err)
        self.assertIn("cannot be read", self.search("rerun", self.folder, code=66).err)

    def test_arguments_that_are_no_question(self):
        file = self.folder / "question.json"
        self.search("cookies", "--save", file)
        saved = json.loads(file.read_text())
        for arguments in (["rerun", str(file)], ["batch", "queries.tsv"], ["--help"], ["fields"], ["--bogus"],
                          ["cookies", "--limit", "x"], ["cookies\udce9"], ["cookies\0x"], [7], "cookies"):
            with self.subTest(arguments=arguments):
                file.write_text(json.dumps({**saved, "arguments": arguments}))
                outcome = self.search("rerun", file, code=66)
                self.assertIn("question.json", outcome.err)
                self.assertIn("/arguments", outcome.err) if arguments != ["cookies\udce9"] else None
                self.assertNotIn(b"Examples", outcome.stdout)

    def test_save_is_refused_where_the_answer_depends_on_more(self):
        for arguments in (("batch", "queries.tsv"), ("fields",), ("rerun", "question.json")):
            self.assertIn("--save has no meaning here",
                          self.search(*arguments, "--save", self.folder / "no.json", code=64).err)
        self.assertFalse((self.folder / "no.json").exists())

    def test_file_that_cannot_be_written_is_found_out_before_the_answer(self):
        outcome = self.search("cookies", "--save", self.folder / "missing" / "question.json", code=74)

        self.assertEqual(b"", outcome.stdout)
        self.assertIn("question.json", outcome.err)

    def test_nothing_is_saved_of_an_answer_that_could_not_be_written(self):
        with open("/dev/full", "wb") as full:
            self.search("count", "cookies", "--save", self.folder / "question.json", code=74, stdout=full)

        self.assertFalse((self.folder / "question.json").exists())

    def test_nothing_is_saved_of_a_question_that_failed(self):
        self.search('"cookies', "--save", self.folder / "question.json", code=64)

        self.assertFalse((self.folder / "question.json").exists())


class ChangedIndex(CliTest):
    def setUp(self):
        super().setUp()
        self.archive = self.folder / "archive"
        self.archive.mkdir()
        write_snapshot(self.archive, "a.test", "2010-01-01", "# Privacy\n\nWe use cookies on this site.\n")
        self.index = self.folder / "policies.index"
        self.question = self.folder / "question.json"
        self.build()

    def build(self, *arguments):
        self.assert_code(0, smallprint_index("build", self.archive, "--index", self.index, *arguments))

    def ask(self, *arguments):
        return smallprint_search(*arguments, "--index", self.index)

    def test_snapshot_more_is_named(self):
        self.assert_code(0, self.ask("count", "cookies", "--save", self.question))
        write_snapshot(self.archive, "b.test", "2010-01-01", "# Privacy\n\nWe use no cookies.\n")
        self.build()

        outcome = self.ask("rerun", self.question)

        self.assert_code(1, outcome)
        self.assertIn("another answer", outcome.err)
        self.assertIn("  snapshots: 1, now 2\n", outcome.err)
        self.assertIn("  content of the archive: xxh128:", outcome.err)
        self.assertNotIn("labeler", outcome.err)

    def test_change_that_the_answer_does_not_show(self):
        self.assert_code(0, self.ask("count", "cookies", "--site", "a.test", "--save", self.question))
        write_snapshot(self.archive, "b.test", "2010-01-01", "# Privacy\n\nWe use no cookies.\n")
        self.build()

        outcome = self.ask("rerun", self.question)

        self.assert_code(0, outcome)
        self.assertIn("although there were changes\n  sites: 1, now 2\n", outcome.err)

    def test_other_labeler_is_named(self):
        self.assert_code(0, self.ask("facets", "--by", "practice", "--save", self.question))
        self.build("--labeler", "rules")

        outcome = self.ask("rerun", self.question)

        self.assertIn("  labeler: smallprint-labeler/", outcome.err)
        self.assertNotIn("content of the archive", outcome.err)

    def test_archive_that_moved_is_named(self):
        self.assert_code(0, self.ask("cookies", "--format", "json", "--save", self.question))
        moved = self.folder / "moved"
        shutil.move(self.archive, moved)
        self.archive = moved
        self.build()

        outcome = self.ask("rerun", self.question)

        self.assert_code(1, outcome)
        self.assertIn("  archives and names of files: xxh128:", outcome.err)
        self.assertNotIn("content of the archive", outcome.err)

    def test_builds_of_other_jobs_answer_the_same(self):
        for site in "bcdefg":
            write_snapshot(self.archive, f"{site}.test", "2011-01-01", f"# Privacy\n\nSite {site} has cookies.\n")
        self.build("--full", "--jobs", "1")
        self.assert_code(0, self.ask("cookies", "--format", "json", "--save", self.question))
        self.build("--full", "--jobs", "2")

        self.assert_code(0, self.ask("rerun", self.question))


if __name__ == "__main__":
    unittest.main()
