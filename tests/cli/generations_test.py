"""The generations of an index: kept, pruned, verified, gone back to; and the guards of a build."""

import fcntl
import json
import os
import shutil
import subprocess
import time
import unittest

import smallprint
from smallprint import INDEX_PROGRAM, SEARCH_PROGRAM, CliTest, environment, smallprint_index, write_snapshot

POLICY = "# Privacy\n\nWe share your email address with third parties that help us to serve you."


class GenerationsTest(CliTest):
    def setUp(self):
        super().setUp()
        for number in range(20):
            write_snapshot(self.archive, f"site-{number:02}.example", "2013-02-13", POLICY)

    def build_generations(self, count, *arguments):
        for _ in range(count):
            self.build("--full", *arguments)

    def index_command(self, verb, *arguments, code=0):
        outcome = smallprint_index(verb, "--index", self.index, *arguments)
        self.assert_code(code, outcome)
        return outcome

    def listed(self):
        answer = self.index_command("generations", "--format", "json").json
        self.assert_valid("generations", answer)
        return answer["generations"]

    def verified(self, code=0):
        answer = self.index_command("verify", "--format", "json", code=code).json
        self.assert_valid("verification", answer)
        return answer

    def in_force(self):
        return [one["generation"] for one in self.listed() if one["in_force"]]


class Keeping(GenerationsTest):
    def test_three_generations_stay_by_default(self):
        self.build_generations(5)

        self.assertEqual(["gen-000003", "gen-000004", "gen-000005"], smallprint.generations(self.index))
        self.assertEqual("gen-000005", smallprint.current(self.index))
        self.assertEqual([], smallprint.leftovers(self.index))

    def test_keep_says_how_many_stay(self):
        self.build_generations(3)
        self.build("--full", "--keep", "2")
        self.assertEqual(["gen-000003", "gen-000004"], smallprint.generations(self.index))

        self.build("--full", "--keep", "1")
        self.assertEqual(["gen-000005"], smallprint.generations(self.index))

        self.build("--full", "--keep", "9")
        self.assertEqual(["gen-000005", "gen-000006"], smallprint.generations(self.index))

    def test_none_is_pruned_when_nothing_changed(self):
        self.build_generations(3)
        self.build("--keep", "1")

        self.assertEqual(3, len(smallprint.generations(self.index)))

    def test_nothing_to_keep_is_a_slip(self):
        self.assertIn("--keep", self.build("--keep", "0", code=64).err)

    def test_a_generation_that_a_search_has_open_stays_until_the_next_switch(self):
        self.build()
        queries = self.folder / "queries"
        os.mkfifo(queries)
        with subprocess.Popen([SEARCH_PROGRAM, "--index", self.index, "batch", queries], env=environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as search:
            try:
                self.wait_until(lambda: self.listed()[0]["in_use"])
                outcome = self.build("--full", "--keep", "1")

                self.assertIn("gen-000001: kept for now, since a search has it open", outcome.err)
                self.assertEqual(["gen-000001", "gen-000002"], smallprint.generations(self.index))
                queries.write_text("q1\temail\n")
                self.assertIn(b"q1", search.stdout.read())
                self.assertEqual(0, search.wait(timeout=60))
            finally:
                search.kill()

        self.build("--full", "--keep", "1")
        self.assertEqual(["gen-000003"], smallprint.generations(self.index))

    def wait_until(self, condition):
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)

    def test_searches_while_generations_come_and_go_find_the_same(self):
        self.build()
        expected = self.search("email", "--format", "json").stdout
        answers, builds = [], []
        with subprocess.Popen(["sh", "-c", 'for i in 1 2 3 4 5 6 7 8 9 10; do "$0" build "$1" --index "$2" '
                               '--full --keep 1 || exit 1; done', INDEX_PROGRAM, self.archive, self.index],
                              env=environment(), stderr=subprocess.DEVNULL) as builder:
            while builder.poll() is None:
                answers.append(self.search("email", "--format", "json").stdout)
                builds.append(smallprint.current(self.index))
            self.assertEqual(0, builder.returncode)

        self.assertEqual({expected}, set(answers))
        self.assertGreater(len(set(builds)), 2)


class Listing(GenerationsTest):
    def test_says_what_each_holds_and_takes(self):
        self.build()
        write_snapshot(self.archive, "new.example", "2013-02-13", POLICY)
        self.build()

        first, second = self.listed()

        self.assertEqual((1, False, 20), (first["generation"], first["in_force"], first["snapshots"]))
        self.assertEqual((2, True, 21), (second["generation"], second["in_force"], second["snapshots"]))
        self.assertEqual([False, False], [first["unpublished"], first["in_use"]])
        self.assertRegex(second["published"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        for one in (first, second):
            folder = self.index / f"gen-{one['generation']:06}"
            sizes = [(path.stat().st_size, path.stat().st_nlink) for path in folder.rglob("*")
                     if path.is_file()]
            self.assertEqual(sum(size for size, _ in sizes), one["bytes"])
            self.assertEqual(sum(size for size, links in sizes if links == 1), one["own_bytes"])

    def test_text_has_a_line_for_each(self):
        self.build_generations(2)

        lines = self.index_command("generations").lines

        self.assertEqual(2, len(lines))
        self.assertRegex(lines[0], r"^gen-000001  20.* 20 snapshots .* kept$")
        self.assertRegex(lines[1], r"^gen-000002  20.* 20 snapshots .* in force$")

    def test_a_damaged_one_is_named_and_the_others_are_listed(self):
        self.build_generations(2)
        (self.index / "gen-000001" / "MANIFEST.json").write_text("{}")

        first, second = self.listed()

        self.assertIn("MANIFEST.json", first["problem"])
        self.assertIsNone(first["snapshots"])
        self.assertIsNone(second["problem"])

    def test_what_a_killed_run_left_is_told_apart(self):
        self.build_generations(2)
        shutil.copytree(self.index / "gen-000002", self.index / "gen-000003")

        self.assertEqual([False, False, True], [one["unpublished"] for one in self.listed()])

    def test_no_index_is_69(self):
        self.assertIn("no index here", self.index_command("generations", code=69).err)


class GoingBack(GenerationsTest):
    def setUp(self):
        super().setUp()
        self.build()
        write_snapshot(self.archive, "new.example", "2013-02-13", POLICY + "\n\nWe sell qqxzebras.")
        self.build()

    def test_the_generation_before_is_in_force_again(self):
        answer = self.index_command("rollback", "--format", "json").json

        self.assert_valid("rollback", answer)
        self.assertEqual({"format_version": 1, "from": 2, "to": 1}, answer)
        self.assertEqual([1], self.in_force())
        self.search("qqxzebras", "--fail-if-empty", code=1)

    def test_and_forth_with_to(self):
        self.index_command("rollback")
        outcome = self.index_command("rollback", "--to", "2")

        self.assertEqual("gen-000002 is in force, verified; before it was gen-000001\n", outcome.out)
        self.search("qqxzebras", "--fail-if-empty")

    def test_the_next_build_spares_the_generation_rolled_back_from_and_numbers_on(self):
        self.index_command("rollback")
        self.build("--full")

        self.assertEqual(["gen-000001", "gen-000002", "gen-000003"], smallprint.generations(self.index))
        self.assertEqual("gen-000003", smallprint.current(self.index))

    def test_what_a_killed_run_left_after_a_rollback_goes(self):
        self.index_command("rollback")
        shutil.copytree(self.index / "gen-000002", self.index / "gen-000003")
        self.build("--full")

        self.assertEqual(["gen-000001", "gen-000002", "gen-000003"], smallprint.generations(self.index))
        self.assertEqual([], self.verified()["findings"])

    def test_the_first_generation_has_none_before(self):
        self.index_command("rollback")

        message = self.index_command("rollback", code=69).err
        self.assertIn("no generation before gen-000001 is kept; it stays in force", message)
        self.assertIn("hint: where it is damaged, build the index anew", message)
        self.assertEqual([1], self.in_force())

    def test_a_number_that_is_not_there_is_66(self):
        self.assertIn("no generation 7 here", self.index_command("rollback", "--to", "7", code=66).err)

    def test_a_damaged_generation_is_refused(self):
        path = self.index / "gen-000001" / "report.json"
        path.write_bytes(b"x" + path.read_bytes()[1:])

        outcome = self.index_command("rollback", code=69)

        self.assertIn("gen-000001/report.json: is not what the manifest says", outcome.err)
        self.assertEqual([2], self.in_force())

    def test_a_damaged_current_is_replaced(self):
        (self.index / "CURRENT").write_text("nonsense\n")

        outcome = self.index_command("rollback")

        self.assertEqual("gen-000002 is in force, verified\n", outcome.out)
        self.search("qqxzebras", "--fail-if-empty")

    def test_a_writer_keeps_it_waiting(self):
        with open(self.index / "lock", "r+", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.index_command("rollback", code=75)


class Verifying(GenerationsTest):
    def setUp(self):
        super().setUp()
        self.build()
        self.generation = self.index / smallprint.current(self.index)

    def test_a_whole_index_has_no_finding(self):
        manifest = json.loads((self.generation / "MANIFEST.json").read_text())

        answer = self.verified()

        self.assertEqual([], answer["findings"])
        self.assertEqual(1, answer["generation"])
        self.assertEqual(len(manifest["files"]), answer["files"])
        self.assertEqual(sum(file["bytes"] for file in manifest["files"]), answer["bytes"])
        self.assertEqual([1, 20, 16], [answer["shards"], answer["sampled_rows"], answer["sampled_texts"]])
        self.assertRegex(self.index_command("verify").out, ": no finding\n$")

    def test_every_flipped_bit_is_found_and_named(self):
        files = sorted(path for path in self.index.rglob("*")
                       if path.is_file() and path.stat().st_size > 0 and path.name != "lock")
        self.assertGreater(len(files), 25)
        for path in files:
            content = path.read_bytes()
            for place in (0, len(content) // 2, len(content) - 1):
                with self.subTest(file=path.name, place=place):
                    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1:])

                    outcome = smallprint_index("verify", "--index", self.index)

                    self.assertIn(outcome.code, (69, 78), outcome.err)
                    self.assertIn(path.name, outcome.err)
            path.write_bytes(content)
        self.verified()

    def test_every_finding_is_listed(self):
        shard = self.generation / "shard-00"
        (shard / "words").unlink()
        (shard / "hosts").write_bytes(b"")
        (shard / "extra").write_text("")

        answer = self.verified(code=69)

        self.assertEqual({"gen-000001/shard-00/words", "gen-000001/shard-00/hosts",
                          "gen-000001/shard-00/extra"}, {one["file"] for one in answer["findings"]})

    def test_the_remedy_is_named(self):
        (self.generation / "report.json").unlink()

        outcome = self.index_command("verify", code=69)

        self.assertIn("gen-000001/report.json: No such file or directory", outcome.out)
        self.assertIn("hint: go back to the generation before: smallprint-index rollback; or build the "
                      "index anew: smallprint-index build SOURCE --full\n", outcome.err)

    def test_another_generation_by_a_flipped_bit_in_current_is_never_served(self):
        self.build_generations(2)
        current = self.index / "CURRENT"
        current.write_text(current.read_text().replace("gen-000003", "gen-000002"))

        for outcome in (self.search("email", code=69), self.index_command("verify", code=69),
                        self.index_command("status", code=69)):
            self.assertIn("CURRENT: is not what gen-000002/MANIFEST.xxh128 says", outcome.err)

    def test_no_index_is_69(self):
        shutil.rmtree(self.index)

        self.assertIn("no index here", self.index_command("verify", code=69).err)


class Locking(GenerationsTest):
    def test_the_second_writer_names_holder_and_age_and_can_wait(self):
        self.build()
        with open(self.index / "lock", "r+", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write("4711\n")
            lock.flush()
            os.utime(lock.fileno(), (time.time() - 90, time.time() - 90))
            started = time.monotonic()
            outcome = self.build("--wait", "1", code=75)
            waited = time.monotonic() - started
        self.assertRegex(outcome.err, r"lock: process 4711 is writing this index, for 9\d s now\n")
        self.assertIn("--wait SECONDS", outcome.err)
        self.assertGreaterEqual(waited, 1)

    def test_who_waits_goes_on_when_the_other_ends(self):
        self.build()
        with open(self.index / "lock", "r+", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with subprocess.Popen([INDEX_PROGRAM, "build", self.archive, "--index", self.index, "--wait",
                                   "60"], env=environment(), stderr=subprocess.PIPE) as waiting:
                time.sleep(0.3)
                self.assertIsNone(waiting.poll())
                fcntl.flock(lock, fcntl.LOCK_UN)
                self.assertIn(b"nothing changed", waiting.stderr.read())
                self.assertEqual(0, waiting.wait(timeout=60))

    def test_who_waits_can_be_interrupted(self):
        self.build()
        with open(self.index / "lock", "r+", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with subprocess.Popen([INDEX_PROGRAM, "build", self.archive, "--index", self.index, "--wait",
                                   "60"], env=environment(), stderr=subprocess.PIPE) as waiting:
                time.sleep(0.3)
                waiting.terminate()
                self.assertEqual(143, waiting.wait(timeout=10))


class Guards(GenerationsTest):
    def setUp(self):
        super().setUp()
        self.build()
        self.answer = self.search("email", "--format", "json").stdout

    def assert_as_it_was(self):
        self.assertEqual("gen-000001", smallprint.current(self.index))
        self.assertEqual([], smallprint.leftovers(self.index))
        self.assertEqual(self.answer, self.search("email", "--format", "json").stdout)

    def remove(self, policies):
        for number in range(policies):
            (self.archive / "2013-02-13" / f"site-{number:02}.example.md").unlink()

    def test_an_archive_that_lost_a_tenth_is_published(self):
        self.remove(2)

        self.assertEqual(2, self.build_with_report()["changes"]["policies"]["removed"])

    def test_an_archive_that_lost_more_is_refused_with_the_figures(self):
        self.remove(3)

        report = self.build_with_report(code=65)
        outcome = self.build(code=65)

        self.assertEqual(3, report["changes"]["policies"]["removed"])
        self.assertFalse(report["changes"]["new_generation"])
        self.assertIn("3 of 20 policies of the index in force are not in the archive any more, more than "
                      "10 %", outcome.err)
        self.assertIn("--allow-shrink", outcome.err)
        self.assert_as_it_was()

    def test_unless_it_is_allowed(self):
        self.remove(3)
        self.build("--allow-shrink")

        self.assertEqual("gen-000002", smallprint.current(self.index))

    def test_a_source_that_turned_empty_beside_another_is_66(self):
        other = self.folder / "other"
        write_snapshot(other, "other.example", "2013-02-13", POLICY)
        self.index = self.folder / "two.index"
        self.build(self.archive, other)
        shutil.rmtree(other)
        other.mkdir()

        outcome = self.build(self.archive, other, code=66)
        self.assertIn(f"{other}: no *.md, *.markdown or *.txt file here", outcome.err)
        other.rmdir()
        self.assertIn(str(other), self.build(self.archive, other, code=66).err)
        self.assertEqual(["gen-000001"], smallprint.generations(self.index))
        self.search("site:other.example", "--fail-if-empty")

    def in_a_mount(self, script, *arguments):
        """Runs a shell script where it may mount; the test is skipped where nobody may."""
        command = ["unshare", "--map-root-user", "--mount", "sh", "-euc", script, "sh", *arguments]
        if shutil.which("unshare") is None or subprocess.run(
                ["unshare", "--map-root-user", "--mount", "true"], stderr=subprocess.DEVNULL,
                check=False).returncode != 0:
            self.skipTest("mount namespaces are not available")
        return subprocess.run(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=60, check=False)

    def test_too_small_a_disk_is_found_out_before_anything_is_written(self):
        place = self.folder / "small"
        place.mkdir()
        done = self.in_a_mount('mount -t tmpfs -o size=512k none "$1"; code=0; "$2" build "$3" --index '
                               '"$1/x.index" || code=$?; ls "$1/x.index"; exit $code',
                               place, INDEX_PROGRAM, self.archive)

        self.assertEqual(74, done.returncode, done.stderr)
        self.assertRegex(done.stderr.decode(), r"0\.5 MB free, and a new generation takes about 1\.\d MB")
        self.assertEqual(b"lock\n", done.stdout)

    def test_an_index_mounted_for_reading_only_is_searched_and_not_built(self):
        done = self.in_a_mount('mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"; "$4" --index "$1" '
                               'email --format json; "$2" verify --index "$1" >/dev/null; '
                               '"$2" generations --index "$1" >/dev/null; '
                               'code=0; "$2" build "$3" --index "$1" || code=$?; exit $code',
                               self.index, INDEX_PROGRAM, self.archive, SEARCH_PROGRAM)

        self.assertEqual(74, done.returncode, done.stderr)
        self.assertIn(b"Read-only file system\nhint: the file system is mounted for reading only\n",
                      done.stderr)
        self.assertEqual(self.answer, done.stdout)

    def test_who_may_only_read_an_index_can_search_and_verify_it(self):
        if os.geteuid() != 0:
            self.skipTest("only root can become somebody else")
        self.folder.chmod(0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}

        self.search("email", "--fail-if-empty", **nobody)
        for verb in ("verify", "status", "generations"):
            self.assert_code(0, smallprint_index(verb, "--index", self.index, **nobody))


class Status(GenerationsTest):
    def test_age_disk_and_last_run_are_in_the_report(self):
        self.build_generations(2)

        report = self.index_command("status", "--format", "json").json

        self.assert_valid("status", report)
        status = report["status"]
        self.assertEqual([1, 2], status["generations"])
        self.assertLess(abs(status["age_seconds"]), 60)
        self.assertRegex(status["last_run"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        files = {path.stat().st_ino: path.stat().st_size for path in self.index.rglob("*") if path.is_file()}
        self.assertEqual(sum(files.values()), status["disk_bytes"])
        self.assertGreater(status["free_bytes"], 0)

    def test_a_run_that_changed_nothing_is_the_last_run(self):
        self.build()
        os.utime(self.index / "lock", (0, 0))
        self.assertRegex(self.index_command("status").out, "(?m)^last run    1970-01-01T00:00:00Z$")
        self.build()

        self.assertNotIn("1970", self.index_command("status").out)

    def test_text_says_when_and_how_much(self):
        self.build()

        text = self.index_command("status").out

        self.assertRegex(text, r"(?m)^published   \d{4}-.*Z, 0 min ago$")
        self.assertRegex(text, r"(?m)^disk        \d+\.\d MB in 1 generations, \d+\.\d MB free$")


if __name__ == "__main__":
    unittest.main()
