"""Every exit code of the two programs, and what stderr says with it (common/exit_code.hpp)."""

import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import unittest

import smallprint
from smallprint import CliTest, SampleTest, smallprint_index, smallprint_search, write_snapshot

POLICY = "# Privacy\n\nWe share your email address with third parties that help us to serve you."


class Found(SampleTest):
    def test_finding_something_is_0(self):
        self.search("email", code=0)

    def test_finding_nothing_is_0(self):
        outcome = self.search("qqxnothing", "--format", "json", code=0)

        self.assertEqual([], outcome.json["hits"])

    def test_finding_nothing_with_fail_if_empty_is_1(self):
        outcome = self.search("qqxnothing", "--fail-if-empty", code=1)

        self.assertEqual(b"", outcome.stderr)

    def test_counting_nothing_with_fail_if_empty_is_1(self):
        self.search("count", "qqxnothing", "--fail-if-empty", code=1)

    def test_finding_something_with_fail_if_empty_is_0(self):
        self.search("email", "--fail-if-empty", code=0)

    def test_counting_succeeds_when_one_of_several_queries_finds_something(self):
        self.search("count", "qqxnothing", "email", "--fail-if-empty", code=0)


class Usage(SampleTest):
    """64: wrong options, or a query that does not parse."""

    def assert_query_error(self, query, message):
        outcome = self.search("--", query, code=64)

        self.assertEqual(b"", outcome.stdout)
        self.assertEqual(message, outcome.err.split("\nhint:")[0].rstrip("\n"))

    def test_unbalanced_parenthesis_has_the_caret_below_it(self):
        self.assert_query_error("email AND (cookies", "\n".join([
            "smallprint-search: unbalanced parenthesis",
            "  email AND (cookies",
            "            ^"]))

    def test_caret_counts_characters_and_not_bytes(self):
        self.assert_query_error("caf\u00e9 AND (cookies", "\n".join([
            "smallprint-search: unbalanced parenthesis",
            "  caf\u00e9 AND (cookies",
            "           ^"]))

    def test_unknown_option_is_named(self):
        outcome = self.search("email", "--colour", code=64)

        self.assertIn("--colour", outcome.err)

    def test_excluded_word_on_the_command_line_is_told_of_two_dashes(self):
        outcome = self.search("-cookies", code=64)

        self.assertIn("hint: a query that begins with - stands after --: "
                      "smallprint-search [OPTIONS] -- '-cookies'\n", outcome.err)

    def test_unknown_option_of_the_indexer_is_named(self):
        outcome = smallprint_index("build", ".", "--colour")

        self.assert_code(64, outcome)
        self.assertIn("--colour", outcome.err)

    def test_empty_query_without_a_filter_is_a_slip(self):
        for arguments in ([""], ["  \u00a0 "], ["count", ""], ["count", "email", " "]):
            with self.subTest(arguments=arguments):
                outcome = self.search(*arguments, code=64)

                self.assertIn("the query is empty and no filter is given", outcome.err)
                self.search(*arguments, "--site", "harborbooks.example")

    def test_batch_answers_the_other_lines_and_names_each_bad_one(self):
        queries = self.folder / "queries.tsv"
        queries.write_text("q1\temail\nq2\t(cookies\nno tab here\nq3\t\nq4\tcookies\nq5\tpractice:x\n"
                           "q6\t\tharborbooks.example\n")

        outcome = self.search("batch", queries, "--format", "trec", "--limit", "1", code=64)

        self.assertEqual(["q1", "q4", "q6"], [line.split()[0] for line in outcome.lines])
        self.assertIn(f"smallprint-search: {queries}:2: unbalanced parenthesis\n  (cookies\n  ^\n"
                      f"smallprint-search: {queries}:3: a line is qid TAB query [TAB site]\n"
                      f"smallprint-search: {queries}:4: the query is empty and no filter is given\n",
                      outcome.err)
        self.assertIn(f"{queries}:6: unknown practice 'x'\n  practice:x\n           ^\nhint: the practices are",
                      outcome.err)
        self.assertIn(f"{queries}: 4 of 7 queries are not answered\n", outcome.err)

    def test_batch_with_a_repeated_qid_answers_nothing(self):
        queries = self.folder / "queries.tsv"
        queries.write_text("q1\temail\nq2\tcookies\nq1\tphone\n")

        outcome = self.search("batch", queries, code=64)

        self.assertEqual(b"", outcome.stdout)
        self.assertIn(f"{queries}:3: qid 'q1' is that of line 1 too\n", outcome.err)

    def test_show_names_a_day_that_does_not_exist(self):
        outcome = self.search("show", "harborbooks.example@2013-02-30", code=64)

        self.assertIn("2013-02-30", outcome.err)


class Rejected(CliTest):
    """65: more input refused than --max-rejected allows."""

    def write_archive(self, good, bad):
        for number in range(good):
            write_snapshot(self.archive, f"good-{number}.example", "2013-02-13", POLICY)
        for number in range(bad):
            (self.archive / f"bad-{number}.md").write_text("no header line\n")

    def test_nothing_is_published_and_the_report_is_written(self):
        self.write_archive(good=8, bad=2)

        report = self.build_with_report(code=65)

        self.assertEqual(2, report["rejected"]["total"])
        self.assertEqual({"no-header": 2}, report["rejected"]["by_reason"])
        self.assertEqual(0, report["generation"])
        self.assertFalse(report["changes"]["new_generation"])
        self.assertFalse((self.index / "CURRENT").exists())
        self.assertEqual([], smallprint.generations(self.index))

    def test_the_report_says_what_was_accepted(self):
        self.write_archive(good=8, bad=2)

        refused = self.build_with_report(code=65)
        built = self.build_with_report("--max-rejected", "50")

        for name in ("schema_version", "index_digest", "content_digest", "sites", "policies",
                     "snapshots", "bytes_read", "bytes_indexed"):
            self.assertEqual(built[name], refused[name], name)
        self.assertEqual((8, 8, 8), (refused["sites"], refused["policies"], refused["snapshots"]))
        self.assertEqual(0, refused["passages"])

    def test_an_index_in_force_stays_in_force(self):
        self.write_archive(good=8, bad=0)
        self.build()
        before = self.search("email", "--format", "json").stdout
        self.write_archive(good=0, bad=8)

        report = self.build_with_report(code=65)

        self.assertEqual(1, report["generation"])
        self.assertEqual(before, self.search("email", "--format", "json").stdout)

    def test_ten_percent_are_allowed(self):
        self.write_archive(good=9, bad=1)

        self.build()

    def test_max_rejected_says_how_many(self):
        self.write_archive(good=5, bad=5)

        self.build("--max-rejected", "49.9", code=65)
        self.build("--max-rejected", "50", code=0)

    def test_an_archive_without_any_good_file_is_never_published(self):
        self.archive.mkdir()
        self.write_archive(good=0, bad=1)

        outcome = self.build("--max-rejected", "100", code=65)

        self.assertIn("no snapshot was accepted", outcome.err)
        self.assertNotIn("%", outcome.err)


class MissingInput(CliTest):
    """66: an input that was named is not there."""

    def test_source_that_is_missing_is_named(self):
        outcome = self.build(self.folder / "nowhere", code=66)

        self.assertIn(f"{self.folder}/nowhere", outcome.err)

    def test_source_without_a_candidate_file(self):
        self.archive.mkdir()
        (self.archive / "notes.pdf").write_text("not a policy")

        self.build(code=66)

    def test_include_that_matches_no_file_is_named_with_how_many_there_are(self):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        write_snapshot(self.archive, "b.example", "2013-02-13", POLICY)

        outcome = self.build("--include", "2014_*", "--include", "*.html", code=66)

        self.assertIn("none of 2 files matches --include '2014_*', '*.html'\n", outcome.err)

    def test_batch_file_that_is_missing_is_named(self):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        self.build()

        outcome = self.search("batch", self.folder / "nowhere.tsv", code=66)

        self.assertIn("nowhere.tsv", outcome.err)

    def test_batch_file_that_is_a_folder_is_named(self):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        self.build()

        outcome = self.search("batch", self.folder, code=66)

        self.assertIn(f"{self.folder}: is a folder", outcome.err)

    def test_show_of_what_the_index_does_not_hold(self):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        write_snapshot(self.archive, "a.example", "2015-06-30", POLICY)
        self.build()

        for unknown in ("b.example", "p:0123456789abcdef", "p:zz", "p:"):
            with self.subTest(unknown=unknown):
                self.assertIn(unknown, self.search("show", unknown, code=66).err)
        for day, nearest in (("2014-01-01", "2013-02-13 and 2015-06-30"),
                             ("2012-12-31", "2013-02-13"),
                             ("2016-01-01", "2015-06-30")):
            with self.subTest(day=day):
                error = self.search("show", f"a.example@{day}", code=66).err
                self.assertIn(f"a.example: no capture on {day}", error)
                self.assertIn(f"hint: the nearest: {nearest}\n", error)


class NoIndex(CliTest):
    """69: no usable index."""

    def setUp(self):
        super().setUp()
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        self.build()
        self.generation = self.index / smallprint.current(self.index)

    def assert_unusable(self, *names):
        for outcome in (self.search("email", code=69),
                        smallprint_index("status", "--index", self.index)):
            self.assert_code(69, outcome)
            self.assertEqual(b"", outcome.stdout)
            for name in names:
                self.assertIn(name, outcome.err)
        self.build()  # what every hint advises
        self.assertTrue(self.search("email", "--format", "json").json["hits"])

    def test_no_index_is_named_with_the_command_that_makes_one(self):
        outcome = smallprint_search("email", "--index", self.folder / "nowhere.index")

        self.assert_code(69, outcome)
        self.assertIn(f"{self.folder}/nowhere.index: no index here", outcome.err)
        self.assertIn("hint: make one: smallprint-index build", outcome.err)

    def test_index_that_may_not_be_read_is_no_reason_to_build_one(self):
        for path in (self.index, self.index / "CURRENT", self.generation / "MANIFEST.json"):
            with self.subTest(path=path):
                mode = path.stat().st_mode
                path.chmod(0)
                outcome = smallprint_search("email", "--index", self.index, **self.unprivileged())
                path.chmod(mode)
                self.assert_code(69, outcome)
                self.assertIn("cannot open: Permission denied", outcome.err)
                self.assertIn("hint: ask the owner of the index for the right to read it\n", outcome.err)

    def unprivileged(self):
        """How to run a program as nobody where the caller is root, whom no mode keeps out."""
        if os.geteuid() != 0:
            return {}
        self.folder.chmod(0o755)
        return {"user": 65534, "group": 65534, "extra_groups": []}

    def test_damaged_current(self):
        (self.index / "CURRENT").write_text("nonsense\n")

        self.assert_unusable("CURRENT")

    def test_empty_current(self):
        (self.index / "CURRENT").write_text("")

        self.assert_unusable("CURRENT")

    def test_current_names_a_generation_that_is_missing(self):
        (self.index / "CURRENT").write_text("gen-000099\n")

        self.assert_unusable("gen-000099")

    def test_every_file_of_a_generation_is_missed(self):
        manifest = json.loads((self.generation / "MANIFEST.json").read_text())
        self.assertTrue(manifest["files"])
        for file in manifest["files"]:
            with self.subTest(file=file["path"]):
                path = self.generation / file["path"]
                path.rename(self.folder / "hidden")
                self.assertIn(file["path"], self.search("email", code=69).err)
                (self.folder / "hidden").rename(path)
        self.search("email")

    def test_file_that_was_cut_short(self):
        manifest = json.loads((self.generation / "MANIFEST.json").read_text())
        longest = max(manifest["files"], key=lambda file: file["bytes"])
        os.truncate(self.generation / longest["path"], longest["bytes"] - 1)

        self.assert_unusable(longest["path"])

    def test_manifest_that_is_no_json(self):
        (self.generation / "MANIFEST.json").write_text("{")

        self.assert_unusable("MANIFEST.json")


class InputAndOutput(CliTest):
    """74: reading or writing failed."""

    def setUp(self):
        super().setUp()
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)

    def test_report_into_a_folder_that_is_missing(self):
        outcome = self.build("--report", self.folder / "nowhere" / "report.json", code=74)

        self.assertIn("nowhere/report.json", outcome.err)
        self.assertFalse(self.index.exists(), "found out after the build")

    def test_report_below_what_is_no_folder(self):
        self.build()

        outcome = self.build("--report", "/dev/null/report.json", "--full", code=74)

        self.assertIn("/dev/null/report.json", outcome.err)
        self.assertEqual(["gen-000001"], smallprint.generations(self.index))

    def test_report_onto_a_folder(self):
        self.assertIn(f"{self.folder}: is no regular file",
                      self.build("--report", self.folder, code=74).err)

    def test_report_onto_a_full_device(self):
        self.assertIn("/dev/full: cannot write", self.build("--report", "/dev/full", code=74).err)

    def test_report_leaves_nothing_beside_it(self):
        self.build_with_report()

        self.assertEqual({"archive", "policies.index", "report.json", "report.md"},
                         {path.name for path in self.folder.iterdir()})

    def test_source_that_is_there_and_cannot_be_resolved(self):
        (self.folder / "loop").symlink_to("loop")

        self.assertIn(f"{self.folder}/loop", self.build(self.folder / "loop", code=74).err)

    def test_failed_build_names_what_it_refused_and_writes_its_report(self):
        shutil.copytree(smallprint.SAMPLE, self.archive, dirs_exist_ok=True)
        self.build()
        for number in range(3):
            (self.archive / f"bad-{number}.md").write_text("no header line\n")
        report = self.folder / "report.json"

        outcome = smallprint_index("build", self.archive, "--index", self.index, "--report", report,
                                   "--max-rejected", "90", "--full",
                                   restore_signals=False,  # so that SIGXFSZ stays ignored, as Python has it
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)))

        self.assert_code(74, outcome)
        for number in range(3):
            self.assertIn(f"refused: bad-{number}.md: no-header", outcome.err)
        content = json.loads(report.read_text())
        self.assert_valid("run_report", content)
        self.assertEqual({"no-header": 3}, content["rejected"]["by_reason"])
        self.assertEqual(1, content["generation"])
        self.assertFalse(content["changes"]["new_generation"])
        self.assertEqual([], smallprint.leftovers(self.index))

    def test_index_that_is_a_file(self):
        self.index.write_text("in the way")

        outcome = self.build(code=74)

        self.assertIn(str(self.index), outcome.err)
        self.assertEqual("in the way", self.index.read_text())

    def test_answer_onto_a_full_disk(self):
        self.build()
        with open("/dev/full", "wb") as full:
            outcome = self.search("email", "--format", "json", code=74, stdout=full)

        self.assertIn("cannot write the answer to stdout", outcome.err)

    def test_answers_of_every_length_and_verb_onto_a_full_disk(self):
        self.build(smallprint.SAMPLE)
        for arguments in (["cookies"], ["cookies", "--format", "jsonl", "--limit", "0", "--group", "none"],
                          ["count", "cookies"], ["show", "harborbooks.example"], ["fields"], ["--help"],
                          ["qqxnothing", "--fail-if-empty"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                outcome = self.search(*arguments, code=74, stdout=full)
                self.assertIn("cannot write the answer to stdout", outcome.err)
        for form in ("text", "json"):
            with self.subTest(status=form), open("/dev/full", "wb") as full:
                self.assert_code(74, smallprint_index("status", "--format", form, "--index", self.index,
                                                      stdout=full))

    def test_messages_onto_a_full_disk_keep_their_exit_code(self):
        self.build()
        for arguments in (["(cookies"], ["--colour"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([smallprint.SEARCH_PROGRAM, "--index", self.index, *arguments],
                                      env=smallprint.environment(), stdin=subprocess.DEVNULL,
                                      stderr=full, timeout=60, check=False)
                self.assertEqual(64, done.returncode)

    def test_closed_pipe_ends_quietly(self):
        self.build(smallprint.SAMPLE)
        with subprocess.Popen([smallprint.SEARCH_PROGRAM, "--index", self.index, "cookies", "--format",
                               "jsonl", "--limit", "0", "--group", "none"], env=smallprint.environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            program.stdout.close()
            self.assertEqual(b"", program.stderr.read())
            self.assertEqual(-signal.SIGPIPE, program.wait(timeout=60))


class Locked(CliTest):
    """75: another writer holds the index."""

    def test_second_writer_names_the_holder(self):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        self.build()
        with open(self.index / "lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write(f"{os.getpid()}\n")
            lock.flush()

            outcome = self.build("--full", code=75)

            self.assertIn(f"process {os.getpid()} is writing this index", outcome.err)
            self.search("email")  # readers never wait
            self.assertEqual(["gen-000001"], smallprint.generations(self.index))
        self.build("--full")


class WrongSchema(CliTest):
    """78: the index was made by another schema version or analyzer."""

    def change_manifest(self, **changes):
        write_snapshot(self.archive, "a.example", "2013-02-13", POLICY)
        self.build()
        path = self.index / smallprint.current(self.index) / "MANIFEST.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    def assert_refused_until_built_again(self, message):
        for outcome in (self.search("email", code=78),
                        smallprint_index("status", "--index", self.index)):
            self.assert_code(78, outcome)
            self.assertIn(message, outcome.err)
            self.assertIn("hint: build the index again\n", outcome.err)
        self.build()
        self.search("email", "--fail-if-empty")

    def test_another_schema_version(self):
        self.change_manifest(schema_version=999)

        self.assert_refused_until_built_again("schema version 999, this program reads ")

    def test_another_analyzer(self):
        self.change_manifest(analyzer="another")

        self.assert_refused_until_built_again("text was analysed by another, ")


if __name__ == "__main__":
    unittest.main()
